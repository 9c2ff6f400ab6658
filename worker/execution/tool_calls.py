"""The tools of a run: what they are called, what they are given, and what that does to the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.plan import Action

Given = Mapping[str, Any]

#: Claude's own.
BASH: Final = "Bash"
READ: Final = "Read"
WRITE: Final = "Write"
EDIT: Final = "Edit"
#: Ours, and one of them.
RUN_TOOLS: Final = "mcp__run"
STEP_FINISHED: Final = f"{RUN_TOOLS}__step_finished"

_BROWSER: Final = "mcp__browser__browser_"
#: After these another page may be open, or another one be in front, or the same one show other things.
_CHANGES_PAGE = frozenset(
    {
        "click",
        "file_upload",
        "handle_dialog",
        "navigate",
        "navigate_back",
        "press_key",
        "select_option",
        "tabs",
    }
)
#: What mostly prepares something else, and the actions of steps that consist in it.
_PREPARES = {
    "navigate": {Action.NAVIGATE, Action.OTHER},
    "press_key": {Action.OTHER, Action.PRESS},
    "select_option": {Action.OTHER, Action.SELECT},
    "tabs": {Action.NAVIGATE, Action.OTHER},
}
#: Likewise by the kind of a field of a form; text in one prepares any step.
_FILLS_IN = {
    "checkbox": {Action.CHECK, Action.OTHER, Action.UNCHECK},
    "combobox": {Action.OTHER, Action.SELECT},
    "radio": {Action.CHECK, Action.OTHER, Action.UNCHECK},
    "slider": {Action.CLICK, Action.OTHER},
}
_PRESSING_KEYS = frozenset({"Enter", "NumpadEnter", "Space", " ", "\r", "\n"})
_SPACES = frozenset({"Space", " "})
_MOVING_KEYS = frozenset(
    {
        *("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Escape", "Home", "PageDown", "PageUp"),
        *("Shift", "Tab"),
    }
)
_TYPES = frozenset({"fill_form", "type"})
_TEXT_FIELDS = frozenset({"textbox", "slider"})


def named_in_full(browser_tool: str) -> str:
    """Return the whole name of a browser's tool, such as ``click``."""
    return f"{_BROWSER}{browser_tool}"


def is_ours(tool: str) -> bool:
    """Whether it is a tool that the worker gives the agent."""
    return tool.startswith(f"{RUN_TOOLS}__")


def browser_tool(tool: str) -> str | None:
    """Return the short name of a browser's tool, e.g. ``click``; None for any other tool."""
    return tool.removeprefix(_BROWSER) if tool.startswith(_BROWSER) else None


def acts_on_page(tool: str, given: Given) -> bool:
    """Whether the call does anything to a page, be it only that it fills in a field."""
    return browser_tool(tool) in _TYPES or changes_page(tool, given)


def changes_page(tool: str, given: Given) -> bool:
    """Whether what was seen of a page may no longer hold after the call; text in a field leaves it."""
    match browser_tool(tool):
        case "type":
            return submits(given)
        case "fill_form":
            return any(field.get("type") not in _TEXT_FIELDS for field in fields_of(given))
        case "tabs":
            return given.get("action") != "list"
        case name:
            return name in _CHANGES_PAGE


def carries_out(tool: str, given: Given, action: Action) -> bool:
    """Whether the call may be what a step with this action is about, rather than a preparation of it."""
    match browser_tool(tool):
        case None:
            return tool == BASH
        case "handle_dialog":
            return bool(given.get("accept"))
        case "type":
            return submits(given)
        case "fill_form":
            return any(action in _FILLS_IN.get(text_of(field, "type"), ()) for field in fields_of(given))
        case name if name in _PREPARES and (name != "press_key" or _moves(given)):
            return action in _PREPARES[name] and (name != "tabs" or bool(given.get("url")))
        case name:
            return name in {"click", "file_upload", "press_key"}


def submits(given: Given) -> bool:
    """Whether typing ends with, or contains, a press of Enter."""
    keys = text_of(given, "text") if given.get("slowly") else ""
    return bool(given.get("submit")) or not _PRESSING_KEYS.isdisjoint(keys.replace(" ", ""))


def presses(given: Given) -> bool:
    """Whether a key works like a click on what the keyboard acts on."""
    return _last_key(given) in _PRESSING_KEYS


def presses_enter(tool: str, given: Given) -> bool:
    """Whether the call presses Enter, which in a field may press a button of its form."""
    match browser_tool(tool):
        case "type":
            return submits(given)
        case "press_key":
            return presses(given) and _last_key(given) not in _SPACES
        case _:
            return False


def _moves(given: Given) -> bool:
    """Whether a key only moves through a page, or away from something."""
    return _last_key(given) in _MOVING_KEYS


def _last_key(given: Given) -> str:
    """Return the key itself, without those that are held meanwhile: ``Enter`` of ``Control+Enter``."""
    return text_of(given, "key").rsplit("+", 1)[-1]


@dataclass(frozen=True)
class Entry:
    """One text for one field."""

    target: str
    text: str
    slowly: bool = False  #: key by key


def entries_of(tool: str, given: Given) -> list[Entry]:
    """Return what a call types, in order."""
    match browser_tool(tool):
        case "type":
            return [Entry(text_of(given, "target"), text_of(given, "text"), bool(given.get("slowly")))]
        case "fill_form":
            return [Entry(text_of(field, "target"), text_of(field, "value")) for field in fields_of(given)]
        case _:
            return []


def fields_of(given: Given) -> list[Given]:
    """Return the fields of a form that is to be filled in."""
    fields = given.get("fields")
    return [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []


def text_of(given: Given, name: str) -> str:
    """Return an argument as text; empty if it is not given."""
    value = given.get(name)
    return "" if value is None else str(value)
