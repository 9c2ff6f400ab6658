"""A call that is about to happen, by what the page and the command themselves say, not the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from models.irreversible_addresses import address_looks_irreversible
from models.irreversible_commands import command_looks_irreversible
from models.irreversible_labels import deeds_once_chosen
from worker.execution.guard.choices import chosen_by
from worker.execution.guard.dialogs import Dialog
from worker.execution.guard.elements import Element
from worker.execution.guard.fields import field_filled_in, only_writes
from worker.execution.guard.keys import (
    acts_at,
    deeds_by_keys,
    may_press_others,
    pressed_at,
    written_into,
)
from worker.execution.guard.places import Place, place_of
from worker.execution.guard.promises import agreed_to, irreversible_deeds
from worker.execution.guard.reading import only_reads
from worker.execution.guard.sight import Sight
from worker.execution.guard.uploads import uploads_of
from worker.execution.tool_calls import (
    BASH,
    browser_tool,
    text_of,
)

#: A click on these only puts the cursor there.
_TAKES_TEXT = frozenset({"searchbox", "textbox"})


@dataclass(frozen=True)
class CallInSight:
    """A call of a tool with what is known of its surroundings."""

    tool: str
    given: Mapping[str, Any]
    page_url: str | None = None
    ref: str | None = None  #: what it works on; None: on no element of a page
    element: Element | None = None  #: None: not known
    within: tuple[Element, ...] = ()  #: controls inside the element that may be hit instead
    pressed: tuple[Element, ...] = ()  #: whatever else of the page its keys may press
    chosen: tuple[Element, ...] = ()  #: options of lists, or all that one may stand for
    row: str = ""  #: what is written in the row of a list or table that the element stands in
    scripts: str = ""  #: what stands in files of the agent's own that a command may run
    dialog: Dialog | None = None  #: that it accepts
    chooser: Element | None = None  #: by which the page asked for the file that it uploads
    only_writes: bool = False  #: text into a field, and presses nothing
    keyed_into: Element | None = None  #: the field whose text a key of its own changes
    leading_there: tuple[Element, ...] = ()  #: links that were seen to lead to where it goes

    @classmethod
    def of(cls, tool: str, given: Mapping[str, Any], sight: Sight) -> Self:
        accepts = browser_tool(tool) == "handle_dialog" and given.get("accept")
        dialog = sight.dialog if accepts else None
        ref = _ref(tool, given, sight)
        act = cls(tool, given, sight.page_url, ref, dialog=dialog, chosen=chosen_by(tool, given, sight))
        if ref is None:
            act = replace(
                act,
                scripts=sight.scripts_run_by(text_of(given, "command")),
                chooser=sight.chooser if uploads_of(tool, given) else None,
                keyed_into=written_into(tool, given, sight),
            )
        else:
            only_writes = _only_writes(tool, given, sight)
            act = replace(
                act,
                element=sight.element_of(ref),
                within=sight.controls_within(ref),
                pressed=() if only_writes else pressed_at(tool, given, ref, sight),
                row=sight.row_of(ref),
                only_writes=only_writes,
            )
        return replace(act, leading_there=sight.links.leading_to(act.place)) if act.place else act

    @property
    def role(self) -> str:
        """What kind of element it works on; empty if that is not known."""
        return self.element.role if self.element else ""

    @property
    def place(self) -> Place | None:
        """Where it leads, if it opens an address."""
        return place_of(self.opens, self.page_url if self.element else None)

    @property
    def command(self) -> str:
        return text_of(self.given, "command") if self.tool == BASH else ""

    @property
    def may_press_others(self) -> bool:
        """Whether it presses a key that may set off something else than what has the focus."""
        if self.element is None or self.only_writes:
            return False
        return may_press_others(self.tool, self.given, self.element)

    @property
    def opens(self) -> str:
        """The address that it opens, as far as that is known; empty if it opens none."""
        if browser_tool(self.tool) in {"navigate", "tabs"}:
            return text_of(self.given, "url")
        return self.element.address if self.element and self.ref is not None else ""

    @property
    def looks_irreversible(self) -> bool:
        """Whether it promises by its own words what cannot be taken back."""
        if self.command:
            told = any(map(command_looks_irreversible, (self.command, self.scripts)))
            return told and not only_reads(self.command)
        return bool(self.promised) or address_looks_irreversible(self.opens)

    @property
    def promised(self) -> frozenset[str]:
        """The verbs of what cannot be taken back in what is clicked, chosen or said yes to."""
        if self.dialog is not None:
            return agreed_to(self.dialog) if self.dialog.asks else frozenset()
        if self.chooser is not None:
            return frozenset().union(*map(deeds_once_chosen, self.chooser.labels))
        pressed = (*([self.element] if self.element else []), *self.pressed, *self.chosen)
        by_itself = deeds_by_keys(self.tool, self.given, self.element) if self.element else frozenset()
        return by_itself.union(*map(irreversible_deeds, pressed))

    def hit_within(self) -> Iterator[Element]:
        """Yield the controls that a click may hit instead. A closed list shows none of its options."""
        closed = self.role == "combobox"
        clicked = self.within if browser_tool(self.tool) == "click" else ()
        return (each for each in clicked if not (closed and each.role == "option"))

    @property
    def places_cursor(self) -> bool:
        """Whether it is a click that only puts the cursor into a text field."""
        return browser_tool(self.tool) == "click" and self.role in _TAKES_TEXT


def _ref(tool: str, given: Mapping[str, Any], sight: Sight) -> str | None:
    match browser_tool(tool):
        case "click" | "select_option" | "type":
            return text_of(given, "target")
        case "press_key":
            return acts_at(tool, given, sight)
        case _:
            return field_filled_in(tool, given)


def _only_writes(tool: str, given: Mapping[str, Any], sight: Sight) -> bool:
    presses = browser_tool(tool) == "type" and acts_at(tool, given, sight) is not None
    return only_writes(tool, given) and not presses
