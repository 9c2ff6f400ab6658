"""What calls put into a page: texts that are typed, whatever is chosen or ticked, names of files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from worker.execution.guard.choices import chosen_by
from worker.execution.guard.done_words import says_it_was_done
from worker.execution.guard.elements import TEXT_FIELDS, Element
from worker.execution.guard.own_words import Said
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.guard.spellings import (
    is_date_or_time,
    pieces_of_spellings,
    short_forms_of,
    without_years,
)
from worker.execution.guard.uploads import uploads_of
from worker.execution.guard.wording import compact, comparable, pieces_of, without_accents
from worker.execution.tool_calls import browser_tool, entries_of, fields_of, text_of

#: What a click on these does is the site's to say. On anything else it may choose what that is called.
_CHOOSE_NOTHING = frozenset({"button", "link", "menuitem", "slider", "tab"}) | TEXT_FIELDS
_TICKED = frozenset({"checkbox", "radio"})  #: as the browser's server names the kinds of fields
_FEWEST_TELLING = 2  #: letters of a text that is looked for in another
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_FEWEST_REGROUPED = 4  #: letters and digits of a text that is found however it is grouped
_FEWEST_OF_PART = 6  #: likewise of a part of one
_COUNTRY = re.compile(r"\+\d{1,3}\W*(?=\0)")  # that a site adds to a number
_OWN = "\0"  #: stands for what was put in


@dataclass(frozen=True)
class PutIn:
    """All that an agent put into pages and no site has shown since by itself."""

    texts: frozenset[str] = frozenset()  #: in the form that comparisons use
    anything: bool = False  #: more than can be told

    def holds(self, words: str) -> bool:
        """Whether `words` are made of what was put in, be it with a label: "Guest: Ada Byron"."""
        if self.anything or not self.texts or not pieces_of(words):
            return self.anything
        said = Said({}, 0, self.pieces)
        plain = without_years(without_accents(comparable(words)))
        return said.holds(words) or said.holds(plain) or self._is_part(plain) or self._is_labelled(plain)

    @cached_property
    def pieces(self) -> frozenset[str]:
        plain = map(without_accents, self.texts)
        return frozenset(piece for text in (*self.texts, *plain) for piece in pieces_of_spellings(text))

    @cached_property
    def _words(self) -> tuple[frozenset[str], ...]:
        """The words of each text, and of each way to shorten it."""
        forms = {form for text in self.texts for form in (without_accents(text), *short_forms_of(text))}
        return tuple(frozenset(_WORD.findall(form)) for form in forms if _tells(form))

    @cached_property
    def _compact(self) -> tuple[str, ...]:
        """Each text without what groups it; a zero before a number is left out abroad."""
        plain = {compact(without_accents(text)) for text in self.texts}
        plain |= {text.lstrip("0") for text in plain if text.isdecimal()}
        return tuple(
            sorted((text for text in plain if len(text) >= _FEWEST_REGROUPED), key=len, reverse=True)
        )

    def _is_part(self, words: str) -> bool:
        sought = compact(words)
        return len(sought) >= _FEWEST_OF_PART and any(sought in text for text in self._compact)

    def _is_labelled(self, words: str) -> bool:
        """Whether the site's part of `words` has no number of its own and does not say that it was done."""
        rest = _COUNTRY.sub(_OWN, self._without_own(self._without_regrouped(words)))
        return _OWN in rest and not _NUMBER.search(rest) and not says_it_was_done(rest, _OWN)

    def _without_regrouped(self, said: str) -> str:
        """Return what is `said` without every text of which it has all letters and digits in one place."""
        for text in self._compact:
            at = [place for place, letter in enumerate(said) if letter.isalnum()]
            found = compact(said).find(text)
            if found >= 0 and _is_whole(said, at[found], at[found + len(text) - 1]):
                said = f"{said[: at[found]]}{_OWN}{said[at[found + len(text) - 1] + 1 :]}"
        return said

    def _without_own(self, said: str) -> str:
        """Return what is `said` without every text of which it has all words, and without numbers put in."""
        shown = set(_WORD.findall(said))
        own = {word for words in self._words if words <= shown for word in words}
        own |= {number for number in shown if number in self.pieces and number.isdecimal()}
        return _WORD.sub(lambda word: _OWN if word[0] in own else word[0], said)


def _is_whole(said: str, first: int, last: int) -> bool:
    """Whether no letter or digit stands right before or behind a part of a text."""
    beside = said[max(0, first - 1) : first] + said[last + 1 : last + 2]
    return not any(map(str.isalnum, beside))


def _tells(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= _FEWEST_TELLING


def put_in_by(tool: str, given: Mapping[str, Any], page: PageInSight) -> list[str]:
    """Return the texts that a call puts into `page`, whichever way."""
    chosen = (*chosen_by(tool, given, page), *_pressed(tool, page), *_clicked(tool, given, page))
    texts = [
        *(entry.text for entry in entries_of(tool, given)),
        *(label for option in chosen for label in option.labels),
        *(file.value for file in uploads_of(tool, given)),
        text_of(given, "promptText"),
    ]
    return [text for text in texts if text.strip()]


def _pressed(tool: str, page: PageInSight) -> tuple[Element, ...]:
    """Return what a key may choose: any option of the list that has the focus."""
    return page.options_of(page.focused or "") if browser_tool(tool) == "press_key" else ()


def _clicked(tool: str, given: Mapping[str, Any], page: PageInSight) -> Iterator[Element]:
    for ref in _clicked_refs(tool, given):
        element = page.element_of(ref)
        if element and (element.role not in _CHOOSE_NOTHING or any(map(is_date_or_time, element.labels))):
            yield element


def _clicked_refs(tool: str, given: Mapping[str, Any]) -> list[str]:
    match browser_tool(tool):
        case "click":
            return [text_of(given, "target")]
        case "fill_form":
            return [text_of(field, "target") for field in fields_of(given) if field.get("type") in _TICKED]
        case _:
            return []
