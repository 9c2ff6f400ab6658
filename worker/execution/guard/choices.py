"""What is chosen from lists: by what the page says of their options."""

from collections.abc import Iterator, Mapping
from typing import Any

from worker.execution.guard.called import is_called
from worker.execution.guard.elements import Element
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.tool_calls import browser_tool, fields_of, text_of

_OPTIONS = frozenset({"menuitem", "menuitemradio", "option", "radio", "treeitem"})


def chosen_by(tool: str, given: Mapping[str, Any], page: PageInSight) -> tuple[Element, ...]:
    """Return the options that a call chooses; all of a list if what it names is not one of their labels."""
    return tuple(
        option for ref, wanted in _choices(tool, given) for option in _options(wanted, page.options_of(ref))
    )


def chooses(element: Element | None, value: str | None) -> bool:
    """Whether `element` is the option `value` of some list, so that a click on it chooses that."""
    return element is not None and element.role in _OPTIONS and is_called(element, value)


def _choices(tool: str, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    match browser_tool(tool):
        case "select_option":
            values = given.get("values")
            for value in values if isinstance(values, list) else [values]:
                yield text_of(given, "target"), str(value)
        case "fill_form":
            for field in fields_of(given):
                if field.get("type") == "combobox":
                    yield text_of(field, "target"), text_of(field, "value")


def _options(wanted: str, options: tuple[Element, ...]) -> tuple[Element, ...]:
    named = tuple(option for option in options if wanted in option.labels)
    # A page gives options values as well, which it does not show.
    return named or (Element("option", wanted), *options)
