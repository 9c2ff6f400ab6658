"""Which elements a call works on, and what those it fills in have to be."""

from collections.abc import Iterator, Mapping
from typing import Any

from worker.execution.guard.elements import TEXT_FIELDS
from worker.execution.tool_calls import browser_tool, entries_of, fields_of, text_of

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


def each_field_of(tool: str, given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what a call that fills in a form would be given for each field alone."""
    return [{**given, "fields": [field]} for field in _filled_in(tool, given)]


def field_filled_in(tool: str, given: Mapping[str, Any]) -> str | None:
    """Return the reference of the only field that a form is filled in at; None if there are several."""
    fields = _filled_in(tool, given)
    return text_of(fields[0], "target") if len(fields) == 1 else None


def only_writes(tool: str, given: Mapping[str, Any]) -> bool:
    """Whether a call puts text into fields, and chooses, ticks and moves nothing."""
    fields = _filled_in(tool, given)
    if not fields:
        return browser_tool(tool) == "type"
    return all(text_of(field, "type") not in _ROLES for field in fields)


def text_put_in(tool: str, given: Mapping[str, Any]) -> str | None:
    """Return the text that a call puts into one field; None if it is not one."""
    entries = entries_of(tool, given)
    return entries[0].text if len(entries) == 1 else None


def _filled_in(tool: str, given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return fields_of(given) if browser_tool(tool) == "fill_form" else []


def roles_by_field(tool: str, given: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the reference of each field that a call fills in, and the roles that it may have."""
    if browser_tool(tool) == "type":
        yield text_of(given, "target"), TEXT_FIELDS
    for field in fields_of(given):
        yield text_of(field, "target"), _ROLES.get(text_of(field, "type"), TEXT_FIELDS)
