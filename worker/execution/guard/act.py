"""One act that is about to happen, by what the page and the command themselves say, not the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from models.irreversible_addresses import address_looks_irreversible
from models.irreversible_commands import command_looks_irreversible
from models.irreversible_labels import deeds_at_hand, deeds_of_button, deeds_of_link, deeds_once_chosen
from models.irreversible_questions import deeds_agreed_to
from models.plan import Action, Step
from worker.execution.guard.choices import chosen_by
from worker.execution.guard.dialogs import Dialog
from worker.execution.guard.elements import Element
from worker.execution.guard.fields import switched_by
from worker.execution.guard.keys import acts_at, deeds_by_keys, may_press_others, pressed_at
from worker.execution.guard.reading import only_reads
from worker.execution.guard.sight import Sight
from worker.execution.guard.uploads import uploads_of
from worker.execution.tool_calls import (
    BASH,
    browser_tool,
    carries_out,
    text_of,
)

#: Acting on these changes a form or a view, whatever their label says: it is done when a button is clicked.
_HOLDS_STATE = frozenset(
    {
        *("checkbox", "columnheader", "combobox", "listbox", "menuitemcheckbox", "menuitemradio"),
        *("radio", "rowheader", "searchbox", "slider", "spinbutton", "textbox"),
    }
)
#: A click on these only puts the cursor there.
_TAKES_TEXT = frozenset({"searchbox", "textbox"})
_COMMANDS = frozenset({"button", "menuitem"})
_UNREAD = "?"  #: the verb of what a dialog may ask further on than it is read; no plan says it
_LONGEST_COMMAND = 5  # words; a longer link may be a headline or a subject


@dataclass(frozen=True)
class Act:
    """A call of a tool with what is known of its surroundings."""

    tool: str
    given: Mapping[str, Any]
    page_url: str | None = None
    ref: str | None = None  #: what it works on; None: on no element of a page
    element: Element | None = None  #: None: not known
    within: tuple[Element, ...] = ()  #: controls inside the element that may be hit instead
    pressed: tuple[Element, ...] = ()  #: whatever else of the page its keys may press
    chosen: tuple[Element, ...] = ()  #: options of lists, or all that one may stand for, and switches
    row: str = ""  #: what is written in the row of a list or table that the element stands in
    scripts: str = ""  #: what stands in files of the agent's own that a command may run
    dialog: Dialog | None = None  #: that it accepts
    chooser: Element | None = None  #: by which the page asked for the file that it uploads

    @classmethod
    def of(cls, tool: str, given: Mapping[str, Any], sight: Sight) -> Self:
        accepts = browser_tool(tool) == "handle_dialog" and given.get("accept")
        dialog = sight.dialog if accepts else None
        chosen = (*chosen_by(tool, given, sight), *switched_by(tool, given, sight))
        ref = _ref(tool, given, sight)
        if ref is None:
            scripts = sight.scripts_run_by(text_of(given, "command"))
            chooser = sight.chooser if uploads_of(tool, given) else None
            return cls(
                tool, given, sight.page_url, scripts=scripts, dialog=dialog, chosen=chosen, chooser=chooser
            )
        element, within = sight.element_of(ref), sight.controls_within(ref)
        pressed = pressed_at(tool, given, ref, sight)
        return cls(tool, given, sight.page_url, ref, element, within, pressed, chosen, sight.row_of(ref))

    @property
    def command(self) -> str:
        return text_of(self.given, "command") if self.tool == BASH else ""

    @property
    def may_press_others(self) -> bool:
        """Whether it presses a key that may set off something else than what has the focus."""
        return self.element is not None and may_press_others(self.tool, self.given, self.element)

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
            return _agreed_to(self.dialog) if self.dialog.asks else frozenset()
        if self.chooser is not None:
            return frozenset().union(*map(deeds_once_chosen, self.chooser.labels))
        pressed = (*([self.element] if self.element else []), *self.pressed, *self.chosen)
        by_itself = deeds_by_keys(self.tool, self.given, self.element) if self.element else frozenset()
        return by_itself.union(*map(irreversible_deeds, pressed))

    def is_target_of(self, step: Step) -> bool:
        """Whether it is the very thing that a step names, whichever step the agent is at."""
        if self.command:
            return step.action is Action.SHELL and self.command.strip() == (step.value or "").strip()
        return self.element is not None and is_called(self.element, step.target)

    def touches(self, step: Step) -> bool:
        """Whether what a step names is in it, maybe beside other things."""
        value = " ".join((step.value or "").split())
        contains = bool(value) and value in " ".join(self.command.split())
        named = self.is_target_of(step) or self.submits(step)
        return named or (step.action is Action.SHELL and contains)

    def does_again(self, step: Step) -> bool:
        """Whether it does what a step names, be it done before. Enter in a field is not meant."""
        opens_it = step.action is Action.NAVIGATE and bool(step.url) and self.opens == step.url
        return opens_it or self.is_target_of(step) or (bool(self.command) and self.touches(step))

    def submits(self, step: Step) -> bool:
        """Whether its keys may press what a step names, without a click on it."""
        return any(is_called(each, step.target) for each in self.pressed)

    def repeats(self, step: Step) -> bool:
        """Whether it does a step that was done before: Enter in a field is more than to fill it in."""
        presses_key = browser_tool(self.tool) in {"type", "press_key"}
        return self.is_target_of(step) and (not presses_key or step.action is Action.PRESS)

    def may_carry_out(self, step: Step) -> bool:
        """Whether it could be what a step is about, rather than a look or a preparation."""
        if self.command:
            return not only_reads(self.command)
        if self.dialog is not None and not self.dialog.asks:
            return False
        enters = browser_tool(self.tool) == "click" and self.element and self.element.role in _TAKES_TEXT
        return not enters and carries_out(self.tool, self.given, step.action)


def irreversible_deeds(element: Element) -> frozenset[str]:
    """Return the verbs of what cannot be taken back once `element` is clicked."""
    if element.role in _HOLDS_STATE:
        return frozenset()
    return frozenset(deed for label in element.labels for deed in _promised_by(element.role, label))


def _agreed_to(dialog: Dialog) -> frozenset[str]:
    return deeds_agreed_to(dialog.message) | (frozenset() if dialog.whole else {_UNREAD})


def _promised_by(role: str, label: str) -> frozenset[str]:
    if role in _COMMANDS:
        return deeds_of_button(label)
    return deeds_of_link(label) if len(label.split()) <= _LONGEST_COMMAND else deeds_at_hand(label)


def _ref(tool: str, given: Mapping[str, Any], sight: Sight) -> str | None:
    match browser_tool(tool):
        case "click" | "select_option":
            return text_of(given, "target")
        case "type" | "press_key":
            return acts_at(tool, given, sight)
        case _:
            return None


def is_called(element: Element, target: str | None) -> bool:
    """Whether `target` is what an element is called, regardless of case, spaces and signs around it."""
    wanted = _plain(target or "")
    return bool(wanted) and wanted in map(_plain, element.labels)


def _plain(label: str) -> str:
    words = " ".join(label.casefold().split())
    return words.strip(" .:*+\u2026\u2192\u203a\u00bb\u2713\u2715\u00d7") or words
