"""What holds of the page in sight: until an act may have changed it, it is as the last snapshot says."""

from collections.abc import Collection, Mapping
from typing import Any

from worker.execution.guard.elements import Element, Filled
from worker.execution.guard.page import Page
from worker.execution.guard.uploads import uploads_of
from worker.execution.tool_calls import browser_tool, changes_page, entries_of, text_of


class PageInSight:
    """Answers what the last snapshot says, as long as it holds; nothing is known after that."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._focus: str | None = None
        self._typed: dict[str, str] = {}  #: into fields of that page, by ref
        self._chooser: Element | None = None
        self._uploads: tuple[Filled, ...] = ()  #: no page tells reliably which of them it still holds

    @property
    def page_url(self) -> str | None:
        """Address of the page in the last snapshot; None once an act may have left it."""
        return self._page.url if self._page else None

    @property
    def sees_whole_page(self) -> bool:
        """Whether the last snapshot was of all of the page."""
        return self._page is not None and self._page.whole

    @property
    def is_alone(self) -> bool:
        """Whether no other tab was open at the last snapshot; one that is may come to the front by itself."""
        return self._page is not None and self._page.is_alone

    @property
    def focused(self) -> str | None:
        """The ref of what the keyboard acts on, if that is known."""
        return self._focus

    @property
    def filled_in(self) -> tuple[Filled, ...]:
        """What stands in the fields, lists and boxes of the page, and the files that this run uploaded."""
        return (*self._page.filled_in(self._typed), *self._uploads) if self._page else ()

    @property
    def chooser(self) -> Element | None:
        """What was clicked or pressed last: if the page asks for a file now, that is why."""
        return self._chooser

    def element_of(self, ref: str) -> Element | None:
        """Return what the last snapshot says of `ref`; None once an act may have changed it."""
        return self._page.element(ref) if self._page else None

    def reached_from(self, ref: str) -> tuple[Element, ...]:
        """Return what keys at `ref` may set off, according to the last snapshot."""
        return self._page.reached_from(ref) if self._page else ()

    def row_of(self, ref: str) -> str:
        """Return what is written in the row that `ref` stands in, or beside it if others are called the same.

        Empty if it stands in no row and nothing else is called so.
        """
        return self._page.row_around(ref) if self._page else ""

    def text_beside(self, ref: str) -> str:
        """Return what is written beside `ref`; empty once something was typed: a page may count letters."""
        return self._page.text_beside(ref) if self._page and not self._typed else ""

    def place_of(self, ref: str) -> str:
        """Return what tells `ref` from others beside all words: its frame, or itself."""
        return self._page.place_of(ref) if self._page else ref

    def surroundings_of(self, ref: str) -> Collection[str]:
        """Return what is written in the row around `ref`; where there is none, on all of the page."""
        row = self.row_of(ref)
        return [row] if row or not self._page else [self._page.words(), *self._typed.values()]

    def options_of(self, ref: str) -> tuple[Element, ...]:
        """Return the options of the list `ref`, according to the last snapshot."""
        return tuple(each for each in self.controls_within(ref) if each.role == "option")

    def is_own_element(self, ref: str) -> bool:
        """Whether the last snapshot shows `ref` in the page itself, and not in a frame."""
        return self._page is not None and self._page.is_its_own(ref)

    def controls_within(self, ref: str) -> tuple[Element, ...]:
        """Return what could be hit by a click on the middle of `ref`, according to the last snapshot."""
        return tuple(self._page.controls_within(ref)) if self._page else ()

    def _upload(self, tool: str, given: Mapping[str, Any]) -> None:
        self._uploads += uploads_of(tool, given)
        if browser_tool(tool) in {"click", "press_key"}:
            self._chooser = self.element_of(text_of(given, "target") or self._focus or "")

    def _change_page(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call: a text in a field leaves what else is known of the page."""
        if changes_page(tool, given):
            self._forget_page()
        elif entries := entries_of(tool, given):
            self._focus = entries[-1].target
            self._typed |= {entry.target: entry.text for entry in entries}

    def _show_page(self, page: Page) -> None:
        self._page = page
        self._focus = page.focused

    def _forget_page(self) -> None:
        self._page = None
        self._focus = None
        self._typed.clear()
