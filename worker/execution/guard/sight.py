"""What an agent has really seen, as the tools told it and not as the agent tells it."""

import re
import unicodedata
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from worker.execution.guard.acts import acts_on_page, browser_tool, changes_page, entries_of, text_of
from worker.execution.guard.page import Element, Page
from worker.execution.guard.snapshot import read_page

_STEP_FINISHED = "mcp__run__step_finished"
_LONGEST_LOOK = 2_000_000  # characters of one result that are kept to be quoted from
_MOST_COMMANDS = 50  # whose output is kept
_DIALOG = re.compile(r'\["(alert|beforeunload|confirm|prompt)" dialog with message "')
_ASKING = frozenset({"confirm", "prompt"})
_LONGEST_MESSAGE = 2000  # characters of a dialog


@dataclass(frozen=True)
class _Look:
    words: str  #: in the form that comparisons use
    said: str = ""  #: by the agent itself, to have it said back: proves nothing

    def shows(self, words: str) -> bool:
        return words in self.words and words not in self.said


@dataclass(frozen=True)
class Dialog:
    """What a page has put before everything else."""

    asks: bool  #: accepting it says yes to something
    message: str


class Sight:
    """Hears the result of every tool, as it came back, and knows what holds of it by now."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._focus: str | None = None
        self._typed: dict[str, str] = {}  #: into fields of that page, by ref
        self._dialog: Dialog | None = None
        self._page_look: _Look | None = None
        self._outputs: deque[_Look] = deque(maxlen=_MOST_COMMANDS)
        self._outputs_of_last_step: tuple[_Look, ...] = ()

    @property
    def page_url(self) -> str | None:
        """Address of the page in the last snapshot; None once an act may have left it."""
        return self._page.url if self._page else None

    @property
    def alone(self) -> bool:
        """Whether no other tab was open at the last snapshot; one that is may come to the front by itself."""
        return self._page is not None and self._page.alone

    @property
    def dialog(self) -> Dialog | None:
        """The dialog that is open; None if none is known to be."""
        return self._dialog

    @property
    def focused(self) -> str | None:
        """The ref of what the keyboard acts on, if that is known."""
        return self._focus

    @property
    def fresh(self) -> bool:
        """Whether anything was looked at since the last act."""
        return bool(self._looks)

    def label_of(self, ref: str) -> Element | None:
        """Return what the last snapshot says of `ref`; None once an act may have changed it."""
        return self._page.element(ref) if self._page else None

    @property
    def filled_in(self) -> dict[str, str]:
        """What stands in the text fields of the page, by their labels, as far as it was seen or typed."""
        fields = self._page.fields if self._page else {}
        values = {field.name: self._typed.get(ref, field.text) for ref, field in fields.items()}
        return {label: value for label, value in values.items() if label and value}

    def is_own_element(self, ref: str) -> bool:
        """Whether the last snapshot shows `ref` in the page itself, and not in a frame."""
        return self._page is not None and self._page.is_its_own(ref)

    def controls_within(self, ref: str) -> tuple[Element, ...]:
        """Return what could be hit by a click on the middle of `ref`, according to the last snapshot."""
        return tuple(self._page.controls_within(ref)) if self._page else ()

    def saw(self, words: str) -> bool:
        """Whether `words` stood in what was looked at since the last act; case and spacing do not count."""
        sought = _comparable(words)
        return bool(sought) and any(look.shows(sought) for look in self._looks)

    def begins(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note that a call is let through: from now on it is not known what a page shows."""
        if acts_on_page(tool, given):
            self._forget_looks()
        if changes_page(tool, given):
            self._forget_page()
        elif entries := entries_of(tool, given):
            self._focus = entries[-1].target
            self._typed |= {entry.target: entry.text for entry in entries}

    def hear(self, tool: str, given: Mapping[str, Any], result: str, *, failed: bool) -> None:
        """Take note of one tool's result. One that failed may have acted all the same."""
        self.begins(tool, given)
        if browser_tool(tool) is not None:
            self._hear_of_dialog(result)
        if browser_tool(tool) == "snapshot":
            self._look_at_page(given, "" if failed else result)
        elif tool == "Bash" and not failed:
            self._outputs.append(_Look(_comparable(result), _comparable(text_of(given, "command"))))
        elif tool == _STEP_FINISHED and not failed:
            self._outputs_of_last_step = tuple(self._outputs)
            self._outputs.clear()

    @property
    def _looks(self) -> list[_Look]:
        page = [self._page_look] if self._page_look else []
        return [*page, *self._outputs_of_last_step, *self._outputs]

    def _look_at_page(self, given: Mapping[str, Any], result: str) -> None:
        self._forget_page()
        page = read_page(result, whole=not given.get("target"))
        self._page_look = _Look(_comparable(f"{page.words}\n{result}")) if page else None
        # Cut off at some depth, nothing tells what an element holds.
        if page is not None and not given.get("depth"):
            self._page = page
            self._focus = page.focused

    def _hear_of_dialog(self, result: str) -> None:
        first = _DIALOG.search(result)
        # A page's title may say such words too, so all of them count.
        asks = not _ASKING.isdisjoint(_DIALOG.findall(result))
        self._dialog = Dialog(asks, result[first.end() :][:_LONGEST_MESSAGE]) if first else None

    def _forget_page(self) -> None:
        self._page = None
        self._focus = None
        self._typed.clear()

    def _forget_looks(self) -> None:
        self._page_look = None
        self._outputs.clear()
        self._outputs_of_last_step = ()


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:_LONGEST_LOOK]).casefold().split())
