"""What a press of a key may set off: by the key, and by what has the focus."""

from collections.abc import Mapping
from typing import Any

from models.plan import Step
from worker.execution.guard.elements import TEXT_FIELDS, Element
from worker.execution.guard.messaging import sends_on_enter
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import browser_tool, presses, presses_enter, submits, text_of

#: Enter on these does what they are for.
_TAKES_ENTER = frozenset({"button", "link", "menuitem", "option", "tab"})
#: So does the space bar on these.
_TAKES_SPACE = _TAKES_ENTER | {"checkbox", "menuitemcheckbox", "menuitemradio", "radio", "switch"}
_LEAVES = frozenset({"Escape", "Shift+Tab", "Tab"})
_MOVES_CURSOR = frozenset(
    {"ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Home", "PageDown", "PageUp"}
)
_EDITS = _MOVES_CURSOR | {"Backspace", "Delete", "Space"}
_EDITS_WITH_CONTROL = _EDITS - {"Space"} | frozenset("acvxyzACVXYZ")
#: What keys are called besides, in plans and by the browser's server.
_HELD = {"cmd": "meta", "command": "meta", "controlormeta": "control", "ctrl": "control", "option": "alt"}
_SAME_KEYS = {
    "numpadenter": "Enter",
    "return": "Enter",
    "enter": "Enter",
    "\r": "Enter",
    "\n": "Enter",
    " ": "Space",
    "space": "Space",
    "esc": "Escape",
    "escape": "Escape",
    "del": "Delete",
}
_CONTROL = frozenset({"Control", "ControlOrMeta", "Meta"})
#: On anything but a text they delete what is selected.
_DELETES = frozenset({"Backspace", "Delete"})
#: What Enter in a text field does not press, and what it may press besides the buttons: suggestions below it.
_IN_NO_FORM = frozenset({"link", "switch", "tab"})
_SUGGESTIONS = frozenset({"menuitem", "menuitemcheckbox", "menuitemradio", "option"})


def acts_at(tool: str, given: Mapping[str, Any], sight: Sight) -> str | None:
    """Return the reference of what keys act on; None if all they do is write, move a cursor or leave."""
    if browser_tool(tool) == "type":
        target = text_of(given, "target")
        return target if submits(given) or sight.options_of(target) else None
    focused = sight.focused or ""
    return None if _is_free(text_of(given, "key"), focused, sight) else focused


def written_into(tool: str, given: Mapping[str, Any], sight: Sight) -> Element | None:
    """Return the field of which a key changes the text, and presses nothing; None if it does not."""
    key = text_of(given, "key")
    if browser_tool(tool) != "press_key" or key in _LEAVES or acts_at(tool, given, sight) is not None:
        return None
    element = sight.element_of(sight.focused or "")
    moves = key.rsplit("+", 1)[-1] in _MOVES_CURSOR and element and element.role != "spinbutton"
    return None if moves else element


def is_key_of(tool: str, given: Mapping[str, Any], element: Element | None, step: Step) -> bool:
    """Whether keys at `element` are the one that a step presses, be it where the step does not say."""
    if element is None or element.role == "searchbox":
        return False
    enters = browser_tool(tool) == "type" and submits(given)
    pressed = _key_named("Enter" if enters else text_of(given, "key"))
    is_everyday = presses({"key": pressed[-1]}) or pressed[-1] in _MOVES_CURSOR
    return pressed == _key_named(step.value or "") != [""] and not (is_everyday and step.target)


def _key_named(key: str) -> list[str]:
    """Return a key and what is held meanwhile in one spelling, the key itself last."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    said = {_HELD.get(each.strip().casefold(), each.strip().casefold()) for each in held}
    last = last.strip().casefold() if held else last
    return [*sorted(said), _SAME_KEYS.get(last.casefold(), last)]


def pressed_at(tool: str, given: Mapping[str, Any], ref: str, sight: Sight) -> tuple[Element, ...]:
    """Return all that keys at `ref` may press besides it: pages tie any key to anything."""
    element = sight.element_of(ref)
    if element is None or not may_press_others(tool, given, element):
        return ()
    reached = sight.reached_from(ref)
    if element.role not in TEXT_FIELDS or sight.options_of(ref):
        return reached
    if element.role == "searchbox":  # Enter in a field for searches is a search
        return tuple(each for each in reached if each.role in _SUGGESTIONS)
    unreached = _IN_NO_FORM if presses_enter(tool, given) else {"link"}
    return tuple(each for each in reached if each.role not in unreached)


def deeds_by_keys(tool: str, given: Mapping[str, Any], element: Element) -> frozenset[str]:
    """Return the verbs of what keys do to an element itself, whatever the page has tied to them."""
    if presses_enter(tool, given) and sends_on_enter(element):
        return frozenset({"send"})
    deletes = browser_tool(tool) == "press_key" and text_of(given, "key").rsplit("+", 1)[-1] in _DELETES
    return frozenset({"delete"}) if deletes and element.role not in TEXT_FIELDS else frozenset()


def may_press_others(tool: str, given: Mapping[str, Any], element: Element) -> bool:
    """Whether keys at an element may set off something else on its page."""
    if browser_tool(tool) not in {"press_key", "type"}:
        return False
    takes = _TAKES_ENTER if presses_enter(tool, given) else _TAKES_SPACE
    pressed = presses_enter(tool, given) or presses(given)
    return not (pressed and element.role in takes)


def _is_free(key: str, focused: str, sight: Sight) -> bool:
    """Whether a key only leaves something, or edits the text of the field that has the focus."""
    if key in _LEAVES:
        return True
    element = sight.element_of(focused)
    is_text = element is not None and element.role in TEXT_FIELDS and not sight.options_of(focused)
    return is_text and _edits(key)


def _edits(key: str) -> bool:
    *held, last = key.split("+") if len(key) > 1 else [key]
    if _CONTROL.intersection(held):
        return last in _EDITS_WITH_CONTROL and _CONTROL.union({"Shift"}).issuperset(held)
    writes = len(last) == 1 and last.isprintable()
    return (writes or last in _EDITS) and {"Shift"}.issuperset(held)
