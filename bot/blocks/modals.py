"""The dialogs: what a run needs, which checkpoint, with whom to share."""

import uuid
from collections.abc import Collection, Sequence
from typing import Final

from bot.blocks.elements import (
    MAX_INPUT,
    Block,
    View,
    asking_first,
    button,
    choice,
    context,
    modal,
    people_menu,
    section,
    text_input,
)
from bot.blocks.restore import describe_checkpoint
from bot.blocks.text import count, quote
from models import AgentCheckpoint, ApprovalPolicy
from models.plan import ComputerUsePlan, CredentialKind, NeededCredential, Parameter

#: Prefixes of block ids, so that a credential and a parameter can never be taken for one another.
CREDENTIAL: Final = "credential:"
PARAMETER: Final = "parameter:"
CHECKPOINT: Final = "checkpoint"
PEOPLE: Final = "people"
POLICY: Final = "policy"
HELPERS: Final = "helpers"
SITES: Final = "sites"

_POLICIES: Final = (
    (ApprovalPolicy.ASK, "Ask in the thread"),
    (ApprovalPolicy.UNATTENDED, "Do them without asking"),
)

_WHO_ELSE: Final = "Who else may answer its questions (you always may)"
_SEALED: Final = (
    ":lock: Slack has no password field, so what you type is visible on your screen. "
    "It is sealed the moment you submit: only a worker can read it, not this bot, and no message shows it."
)


def build_run_form(
    analysis_id: uuid.UUID,
    plan: ComputerUsePlan,
    stored: Collection[str],
    policy: ApprovalPolicy = ApprovalPolicy.ASK,
) -> View:
    """Return the dialog that asks for exactly what the plan needs, and for how it is to be carried out."""
    blocks: list[Block] = [section(f"*{quote(plan.goal)}*"), *_ask_policy(plan, policy)]
    if plan.credentials:
        blocks.append(context(_SEALED))
    if stored:
        blocks.append(section("Some of your credentials are stored, sealed.", _forget(analysis_id)))
    blocks += [_ask_credential(credential, credential.name in stored) for credential in plan.credentials]
    # What has to be filled in comes before what may stay as it is. Of the 100 blocks of a dialog 57 are used.
    parameters = sorted(plan.parameters, key=lambda parameter: parameter.default is not None)
    blocks += [_ask_parameter(parameter) for parameter in parameters]
    if not plan.credentials and not plan.parameters:
        blocks.append(section("This plan needs nothing from you. Shall I start?"))
    blocks += [people_menu(HELPERS, _WHO_ELSE, optional=True), _ask_sites(plan.hosts)]
    return modal("Implement automation", "start_run", analysis_id, "Run", blocks)


def build_checkpoint_menu(run_id: uuid.UUID, checkpoints: Sequence[AgentCheckpoint]) -> View:
    """Return the dialog that asks which checkpoint to restore; `checkpoints` are newest first."""
    options = [(_label(checkpoint), str(checkpoint.id)) for checkpoint in checkpoints]
    blocks = [
        section(
            "The files of this run are put back as they were. What they are now is kept as a checkpoint."
        ),
        choice(CHECKPOINT, "Put the files back as they were", options),
    ]
    return modal("Restore checkpoint", "restore_checkpoint", run_id, "Restore", blocks)


def build_share_form(video_id: uuid.UUID) -> View:
    blocks = [
        section("They may run this plan, each with credentials of their own. They never see yours."),
        people_menu(PEOPLE, "Share with"),
    ]
    return modal("Share", "share_with", video_id, "Share", blocks)


def _ask_policy(plan: ComputerUsePlan, policy: ApprovalPolicy) -> list[Block]:
    """Ask what to do before steps that cannot be undone, if there are any: what matters most comes first."""
    if not any(step.irreversible for step in plan.steps):
        return []
    chosen = [each for each, _ in _POLICIES].index(policy)
    options = [(text, each.value) for each, text in _POLICIES]
    return [choice(POLICY, "Before steps that cannot be undone", options, chosen)]


def _ask_sites(own: Sequence[str]) -> Block:
    """Ask which sites alone may be reached; the plan's `own` come with whichever is named."""
    example = (
        f"Name {own[0]} to reach only the plan's: {', '.join(own)}" if own else "for example example.com"
    )
    label = "Reach only these sites and the plan's own (empty: every public one)"
    return text_input(SITES, label, placeholder=example, optional=True)


def _forget(analysis_id: uuid.UUID) -> Block:
    delete = button("Delete them", "forget_credentials", analysis_id, style="danger")
    return asking_first(
        delete,
        "Delete stored credentials?",
        "What you stored for this screencast is deleted. Runs that are going keep what they have.",
        "Delete",
    )


def _ask_credential(credential: NeededCredential, stored: bool) -> Block:  # noqa: FBT001 - one caller, in words
    host = f" for {credential.host}" if credential.host else ""
    is_totp = credential.kind is CredentialKind.TOTP
    placeholder = "The key behind the QR code. Leave empty to be asked for each code" if is_totp else ""
    return text_input(
        CREDENTIAL + credential.name,
        f"{credential.label}{host}",
        placeholder="Leave empty to keep the stored value" if stored else placeholder,
        optional=stored or is_totp,
    )


def _ask_parameter(parameter: Parameter) -> Block:
    default = parameter.default or ""
    fits = len(default) <= MAX_INPUT
    return text_input(
        PARAMETER + parameter.name,
        parameter.label,
        initial=default if fits else "",
        placeholder="" if fits else "Leave empty to use the value from the screencast",
        # A value that is shown and then cleared would quietly come back, so it cannot be cleared.
        optional=parameter.default is not None and not (default and fits),
    )


def _label(checkpoint: AgentCheckpoint) -> str:
    name = describe_checkpoint(checkpoint)
    return f"{name[0].upper()}{name[1:]}, {count(checkpoint.files, 'file')}"
