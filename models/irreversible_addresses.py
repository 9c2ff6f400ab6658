"""Which addresses say that opening them does something: a verb as a short part of a path or a query."""

import re
from typing import Final
from urllib.parse import unquote_plus

from models.irreversible_words import IN_ADDRESSES

_LONGEST = 2000  # characters that are read
_VERBS = frozenset(IN_ADDRESSES.split())
_SITE = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_SEGMENT = re.compile(r"[^/?&=;#]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_SEGMENT = 3  # words; a longer one is a headline or a text
#: What is searched for or shown, by its name in a query: "?filter=cancel".
_LOOKED_FOR = re.compile(
    r"(?<=[?&])(?:category|filter|keywords?|q|query|search|section|sort|tab|tag|term|view)="
    r"[^&;#=]*(?=&|#|$)",
    re.IGNORECASE,
)
#: What only tells something, as long as it does not name one of many things: "/help/delete-account".
_READING = re.compile(
    r"(?!.*\.\.)/(?:blog|docs|documentation|faq|guides?|help|kb|learn|manual|search|tutorials?|wiki)"
    r"(?:/[a-z._-]+)*/?(?:#[a-z._-]*)?",
    re.IGNORECASE,
)
_PAGES: Final = frozenset({"documentation", "faq", "guide"})


def address_looks_irreversible(url: str) -> bool:
    """Whether an address says that opening it does something, such as ``/delete?id=7`` or ``?do=refund``."""
    asked = _LOOKED_FOR.sub("", _SITE.sub("", url[:_LONGEST]))
    if _READING.fullmatch(asked.rstrip("?&")):
        return False
    segments = [_words(segment) for segment in _SEGMENT.findall(unquote_plus(asked))]
    of_a_password = any("password" in words for words in segments)  # a page asks for the new one
    return any(map(_says_a_deed, segments)) and not (of_a_password and _only_resets(segments))


def _words(segment: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(segment)]


def _only_resets(segments: list[list[str]]) -> bool:
    deeds = (_VERBS.intersection(words) for words in segments if _says_a_deed(words))
    return frozenset().union(*deeds) == {"reset"}


def _says_a_deed(words: list[str]) -> bool:
    tells = not _PAGES.isdisjoint(words[1:])
    return len(words) <= _LONGEST_SEGMENT and not (tells or _VERBS.isdisjoint(words))
