"""Which addresses say that opening them does something: a verb as a short part of a path or a query."""

import re
from urllib.parse import unquote_plus

from models.irreversible_words import IN_ADDRESSES

_LONGEST = 2000  # characters that are read
_VERBS = frozenset(IN_ADDRESSES.split())
_SITE = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_SEGMENT = re.compile(r"[^/?&=;#]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_SEGMENT = 3  # words; a longer one is a headline or a text


def address_looks_irreversible(url: str) -> bool:
    """Whether an address says that opening it does something, such as ``/delete?id=7`` or ``?do=refund``."""
    segments = _SEGMENT.findall(unquote_plus(_SITE.sub("", url[:_LONGEST])))
    return any(_says_a_deed(_WORD.findall(segment)) for segment in segments)


def _says_a_deed(words: list[str]) -> bool:
    return len(words) <= _LONGEST_SEGMENT and not _VERBS.isdisjoint(map(str.casefold, words))
