"""The few parts of Block Kit that are used, each within its documented limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.blocks.text import shorten

Block = dict[str, object]
View = dict[str, object]

MAX_TEXT: Final = 3000
MAX_HEADER: Final = 150
MAX_MODAL_TITLE: Final = 24
MAX_INPUT: Final = 3000
MAX_LABEL: Final = 2000
MAX_PLACEHOLDER: Final = 150
MAX_OPTION: Final = 75
MAX_OPTIONS: Final = 100
MAX_ALT_TEXT: Final = 2000
MAX_CONFIRM_TITLE: Final = 100
MAX_CONFIRM_TEXT: Final = 300
MAX_CONFIRM_BUTTON: Final = 30


@dataclass(frozen=True)
class Message:
    """A message as it is sent: blocks, and the text that notifications and screen readers use."""

    text: str
    blocks: list[Block]


def plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": True}


def markup(text: str) -> Block:
    # Verbatim: Slack must not find channels, links or people in text that came from a video.
    return {"type": "mrkdwn", "text": shorten(text, MAX_TEXT), "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, MAX_HEADER)}


def section(text: str, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": markup(text)}
    return block | {"accessory": accessory} if accessory else block


def context(text: str) -> Block:
    return {"type": "context", "elements": [markup(text)]}


def divider() -> Block:
    return {"type": "divider"}


def image(file: str, description: str) -> Block:
    """Return a picture that Slack hosts, for the side of a section."""
    return {"type": "image", "slack_file": {"id": file}, "alt_text": shorten(description, MAX_ALT_TEXT)}


def actions(*buttons: Block) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def button(label: str, action: str, value: object, style: str | None = None) -> Block:
    """Return a button that carries a row's id."""
    element: Block = {
        "type": "button",
        "text": plain(label, MAX_OPTION),
        "action_id": action,
        "value": str(value),
    }
    return element | {"style": style} if style else element


def text_input(name: str, label: str, *, initial: str = "", placeholder: str = "", optional: bool) -> Block:
    """Return a field; `name` is its block's id, and `VALUE` its action's."""
    element: Block = {"type": "plain_text_input", "action_id": VALUE, "max_length": MAX_INPUT}
    if initial:
        element |= {"initial_value": initial, "multiline": "\n" in initial}
    if placeholder:
        element |= {"placeholder": plain(placeholder, MAX_PLACEHOLDER)}
    return _input(name, label, element, optional=optional)


def choice(name: str, label: str, options: Sequence[tuple[str, str]], chosen: int = 0) -> Block:
    """Return a menu of (text, value)."""
    choices: list[Block] = [
        {"text": plain(text, MAX_OPTION), "value": value} for text, value in options[:MAX_OPTIONS]
    ]
    element: Block = {"type": "static_select", "action_id": VALUE, "options": choices}
    return _input(name, label, element | {"initial_option": choices[chosen]}, optional=False)


def people_menu(name: str, label: str, *, optional: bool = False) -> Block:
    element: Block = {"type": "multi_users_select", "action_id": VALUE, "max_selected_items": 20}
    return _input(name, label, element, optional=optional)


def asking_first(element: Block, title: str, text: str, yes: str) -> Block:
    """Return a button that asks whether it was meant before it does anything."""
    confirm: Block = {
        "title": plain(title, MAX_CONFIRM_TITLE),
        "text": plain(text, MAX_CONFIRM_TEXT),
        "confirm": plain(yes, MAX_CONFIRM_BUTTON),
        "deny": plain("Keep", MAX_CONFIRM_BUTTON),
    }
    return element | {"confirm": confirm}


def modal(title: str, callback: str, row_id: object, submit: str, blocks: Sequence[Block]) -> View:
    """Return a dialog; what it carries along is one row's id and nothing else."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": str(row_id),
        "title": plain(title, MAX_MODAL_TITLE),
        "submit": plain(submit, MAX_MODAL_TITLE),
        "close": plain("Close", MAX_MODAL_TITLE),
        "blocks": list(blocks),
    }


def notice(title: str, text: str) -> View:
    """Return a dialog that only says something."""
    return {
        "type": "modal",
        "title": plain(title, MAX_MODAL_TITLE),
        "close": plain("Close", MAX_MODAL_TITLE),
        "blocks": [section(text)],
    }


#: The action id of every input: its block's id says which one it is.
VALUE: Final = "value"


def _input(name: str, label: str, element: Block, *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, MAX_LABEL),
        "element": element,
        "optional": optional,
    }
