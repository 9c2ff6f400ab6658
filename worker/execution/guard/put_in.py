"""What calls put into a page: texts that are typed, options that are chosen, names of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from worker.execution.guard.choices import chosen_by
from worker.execution.guard.elements import Element
from worker.execution.guard.own_words import Said
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.guard.uploads import uploads_of
from worker.execution.guard.wording import pieces_of
from worker.execution.tool_calls import browser_tool, entries_of, text_of

#: A click on these chooses what they are called.
_CHOICES = frozenset({"menuitemradio", "option", "radio"})


@dataclass(frozen=True)
class PutIn:
    """All that an agent put into pages and no site has shown since by itself."""

    texts: frozenset[str] = frozenset()  #: in the form that comparisons use

    def holds(self, words: str) -> bool:
        """Whether `words` are made of what was put in."""
        return bool(self.texts and pieces_of(words)) and self._said.holds(words)

    @cached_property
    def pieces(self) -> frozenset[str]:
        return frozenset(piece for text in self.texts for piece in pieces_of(text))

    @property
    def _said(self) -> Said:
        return Said({}, 0, self.pieces)


def put_in_by(tool: str, given: Mapping[str, Any], page: PageInSight) -> list[str]:
    """Return the texts that a call puts into `page`, whichever way."""
    chosen = (*chosen_by(tool, given, page), *_clicked(tool, given, page))
    texts = [
        *(entry.text for entry in entries_of(tool, given)),
        *(label for option in chosen for label in option.labels),
        *(file.value for file in uploads_of(tool, given)),
        text_of(given, "promptText"),
    ]
    return [text for text in texts if text.strip()]


def _clicked(tool: str, given: Mapping[str, Any], page: PageInSight) -> tuple[Element, ...]:
    element = page.element_of(text_of(given, "target")) if browser_tool(tool) == "click" else None
    return (element,) if element and element.role in _CHOICES else ()
