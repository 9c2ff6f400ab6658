"""The dialogs: what a run needs, which checkpoint, with whom to share."""

import uuid
from collections.abc import Collection, Sequence
from typing import Final

from bot.blocks.elements import (
    MAX_INPUT,
    Block,
    View,
    choice,
    context,
    modal,
    people_menu,
    section,
    text_input,
)
from bot.blocks.restore import describe_checkpoint
from bot.blocks.text import count, quote
from models import AgentCheckpoint
from models.plan import ComputerUsePlan, NeededCredential, Parameter

#: Prefixes of block ids, so that a credential and a parameter can never be taken for one another.
CREDENTIAL: Final = "credential:"
PARAMETER: Final = "parameter:"
CHECKPOINT: Final = "checkpoint"
PEOPLE: Final = "people"

_SEALED: Final = (
    ":lock: Slack has no password field, so what you type is visible on your screen. "
    "It is sealed the moment you submit: only a worker can read it, not this bot, and no message shows it."
)


def build_run_form(analysis_id: uuid.UUID, plan: ComputerUsePlan, stored: Collection[str]) -> View:
    """Return the dialog that asks for exactly what the plan needs."""
    blocks: list[Block] = [section(f"*{quote(plan.goal)}*")]
    if plan.credentials:
        blocks.append(context(_SEALED))
    blocks += [_ask_credential(credential, credential.name in stored) for credential in plan.credentials]
    # What has to be filled in comes before what may stay as it is. Of the 100 blocks of a dialog 52 are used.
    parameters = sorted(plan.parameters, key=lambda parameter: parameter.default is not None)
    blocks += [_ask_parameter(parameter) for parameter in parameters]
    if not plan.credentials and not plan.parameters:
        blocks.append(section("This plan needs nothing from you. Shall I start?"))
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


def _ask_credential(credential: NeededCredential, stored: bool) -> Block:  # noqa: FBT001 - one caller, in words
    host = f" for {credential.host}" if credential.host else ""
    return text_input(
        CREDENTIAL + credential.name,
        f"{credential.label}{host}",
        placeholder="Leave empty to keep the stored value" if stored else "",
        optional=stored,
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
