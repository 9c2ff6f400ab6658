"""One act that is about to happen, by what the page and the command themselves say, not the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from models.irreversible import deeds_in, deeds_of
from models.irreversible_commands import command_looks_irreversible
from models.plan import Action, Step
from worker.execution.guard.dialogs import Dialog
from worker.execution.guard.page import Element
from worker.execution.guard.reading import only_reads
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import BASH, browser_tool, carries_out, presses, submits, text_of

#: Acting on these changes a form or a view, whatever their label says: it is done when a button is clicked.
_HOLDS_STATE = frozenset(
    {
        *("checkbox", "columnheader", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "option"),
        *("radio", "rowheader", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox"),
    }
)
#: A click on these only puts the cursor there.
_TAKES_TEXT = frozenset({"searchbox", "textbox"})
#: Enter in these may press a button of their form, which no snapshot tells.
_SUBMITS = frozenset({*_TAKES_TEXT, "combobox", "spinbutton"})
_COMMANDS = frozenset({"button", "menuitem"})
_LONGEST_COMMAND = 5  # words; a longer link is a headline or a subject, not a command


@dataclass(frozen=True)
class Act:
    """A call of a tool with what is known of its surroundings."""

    tool: str
    given: Mapping[str, Any]
    page_url: str | None = None
    ref: str | None = None  #: what it works on; None: on no element of a page
    element: Element | None = None  #: None: not known
    within: tuple[Element, ...] = ()  #: controls inside the element that may be hit instead
    submits_by: tuple[Element, ...] = ()  #: buttons that Enter in a text field may press
    scripts: str = ""  #: what stands in files of the agent's own that a command may run
    dialog: Dialog | None = None  #: that it accepts

    @classmethod
    def of(cls, tool: str, given: Mapping[str, Any], sight: Sight) -> Self:
        accepts = browser_tool(tool) == "handle_dialog" and given.get("accept")
        dialog = sight.dialog if accepts else None
        ref = _ref(tool, given, sight)
        if ref is None:
            scripts = sight.scripts_run_by(text_of(given, "command"))
            return cls(tool, given, sight.page_url, scripts=scripts, dialog=dialog)
        element, within = sight.element_of(ref), sight.controls_within(ref)
        return cls(tool, given, sight.page_url, ref, element, within, _submits_by(tool, ref, element, sight))

    @property
    def command(self) -> str:
        return text_of(self.given, "command") if self.tool == BASH else ""

    @property
    def looks_irreversible(self) -> bool:
        """Whether it promises by its own words what cannot be taken back."""
        if self.command:
            return any(map(command_looks_irreversible, (self.command, self.scripts)))
        return bool(self.promised)

    @property
    def promised(self) -> frozenset[str]:
        """The verbs of what cannot be taken back in what is clicked or said yes to."""
        if self.dialog is not None:
            return deeds_in(self.dialog.message) if self.dialog.asks else frozenset()
        pressed = (*([self.element] if self.element else []), *self.submits_by)
        return frozenset(deed for element in pressed for deed in irreversible_deeds(element))

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

    def submits(self, step: Step) -> bool:
        """Whether it may press the button that a step names without clicking it."""
        return any(is_called(button, step.target) for button in self.submits_by)

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
    is_command = element.role in _COMMANDS
    labels = (label for label in element.labels if is_command or len(label.split()) <= _LONGEST_COMMAND)
    return frozenset(deed for label in labels for deed in deeds_of(label))


def _ref(tool: str, given: Mapping[str, Any], sight: Sight) -> str | None:
    match browser_tool(tool):
        case "click" | "select_option":
            return text_of(given, "target")
        case "type" if submits(given):
            return text_of(given, "target")
        case "press_key" if presses(given):
            return sight.focused or ""
        case _:
            return None


def _submits_by(tool: str, ref: str, element: Element | None, sight: Sight) -> tuple[Element, ...]:
    presses_key = browser_tool(tool) in {"type", "press_key"}
    in_field = element is not None and element.role in _SUBMITS
    return sight.buttons_near(ref) if presses_key and in_field else ()


def is_called(element: Element, target: str | None) -> bool:
    """Whether `target` is what an element is called, regardless of case, spaces and signs around it."""
    wanted = _plain(target or "")
    return bool(wanted) and wanted in map(_plain, element.labels)


def _plain(label: str) -> str:
    words = " ".join(label.casefold().split())
    return words.strip(" .:*+\u2026\u2192\u203a\u00bb\u2713\u2715\u00d7") or words
