"""What somebody filled in, read from a submitted dialog."""

import uuid
from collections.abc import Mapping, Sequence

from pydantic import SecretStr

from bot.blocks.elements import VALUE
from bot.blocks.modals import CREDENTIAL, HELPERS, PARAMETER, POLICY, SITES
from bot.listeners.visit import Payload
from bot.services.answers import Answers
from models import ApprovalPolicy


def read_answers(view: Payload) -> Answers:
    """Return what was filled in; a field that was left empty is not in it."""
    asked = view["state"]["values"]
    return Answers(
        uuid.UUID(view["private_metadata"]),
        credentials={name: SecretStr(text) for name, text in _read_texts(view, CREDENTIAL).items()},
        parameters=_read_texts(view, PARAMETER),
        policy=ApprovalPolicy(read_choice(view, POLICY)) if POLICY in asked else None,
        helpers=read_people(view, HELPERS),
        sites=asked[SITES][VALUE]["value"] or "",
    )


def read_choice(view: Payload, block: str) -> str:
    value: str = view["state"]["values"][block][VALUE]["selected_option"]["value"]
    return value


def read_people(view: Payload, block: str) -> Sequence[str]:
    members: Sequence[str] = view["state"]["values"][block][VALUE]["selected_users"]
    return members


def mark_problems(view: Payload, problems: Mapping[str, str]) -> dict[str, str]:
    """Return what to say at which field, as Slack wants it; `problems` are by the field's name."""
    named = {block.rpartition(":")[2]: block for block in view["state"]["values"]}
    return {named[name]: problem for name, problem in problems.items() if name in named}


def _read_texts(view: Payload, prefix: str) -> dict[str, str]:
    values: Payload = view["state"]["values"]
    texts = {
        block.removeprefix(prefix): values[block][VALUE]["value"]
        for block in values
        if block.startswith(prefix)
    }
    return {name: text for name, text in texts.items() if text and text.strip()}
