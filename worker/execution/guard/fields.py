"""Which elements a call works on, and what those it fills in have to be."""

from collections.abc import Iterator, Mapping
from typing import Any

from worker.execution.guard.elements import TEXT_FIELDS, Element
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import browser_tool, fields_of, text_of

#: By the kind of a field as the browser's server names it; what is not here is text.
_ROLES = {
    "checkbox": frozenset({"checkbox", "menuitemcheckbox", "switch"}),
    "combobox": frozenset({"combobox", "listbox"}),
    "radio": frozenset({"menuitemradio", "radio"}),
    "slider": frozenset({"slider"}),
}
_LOOKS = frozenset({"snapshot", "take_screenshot"})  # they change nothing, whatever they are given


def targets_of(tool: str, given: Mapping[str, Any]) -> list[str]:
    """Return the references, or selectors, of all that a call works on."""
    if browser_tool(tool) in {None, *_LOOKS}:
        return []
    named = [text_of(given, "target")] if "target" in given else []
    return [*named, *(text_of(field, "target") for field in fields_of(given))]


def switched_by(tool: str, given: Mapping[str, Any], sight: Sight) -> tuple[Element, ...]:
    """Return the switches that a form is filled in with: unlike a tick, a switch acts at once."""
    refs = (text_of(field, "target") for field in fields_of(given) if browser_tool(tool) == "fill_form")
    elements = (sight.element_of(ref) for ref in refs)
    return tuple(element for element in elements if element and element.role == "switch")


def roles_by_field(tool: str, given: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the reference of each field that a call fills in, and the roles that it may have."""
    if browser_tool(tool) == "type":
        yield text_of(given, "target"), TEXT_FIELDS
    for field in fields_of(given):
        yield text_of(field, "target"), _ROLES.get(text_of(field, "type"), TEXT_FIELDS)
