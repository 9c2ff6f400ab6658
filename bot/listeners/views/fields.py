"""What somebody filled in, read from a submitted dialog."""

from collections.abc import Sequence

from pydantic import SecretStr

from bot.blocks.elements import VALUE
from bot.blocks.modals import CREDENTIAL, PARAMETER
from bot.listeners.visit import Payload
from bot.services.credentials import Answers


def read_answers(view: Payload) -> Answers:
    """Return credentials and parameters; a field that was left empty is not in it."""
    return Answers(
        credentials={name: SecretStr(text) for name, text in _read_texts(view, CREDENTIAL).items()},
        parameters=_read_texts(view, PARAMETER),
    )


def read_choice(view: Payload, block: str) -> str:
    value: str = view["state"]["values"][block][VALUE]["selected_option"]["value"]
    return value


def read_people(view: Payload, block: str) -> Sequence[str]:
    members: Sequence[str] = view["state"]["values"][block][VALUE]["selected_users"]
    return members


def explain_missing(view: Payload, names: Sequence[str]) -> dict[str, str]:
    """Return what to say at which field, as Slack wants it."""
    fields = [block for block in view["state"]["values"] if block.partition(":")[2] in names]
    return dict.fromkeys(fields, "Please fill this in.")


def _read_texts(view: Payload, prefix: str) -> dict[str, str]:
    values: Payload = view["state"]["values"]
    texts = {
        block.removeprefix(prefix): values[block][VALUE]["value"]
        for block in values
        if block.startswith(prefix)
    }
    return {name: text for name, text in texts.items() if text and text.strip()}
