"""Which words promise something that cannot be taken back: the one rule for plans and for runs.

English only, and only words: a button that hides what it does, or says it in another language, is caught by
the flag of its step in the plan, which a person reads, or not at all.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_plus

from models.irreversible_commands import command_looks_irreversible
from models.irreversible_words import (
    ALWAYS,
    BETWEEN,
    IN_ADDRESSES,
    ONLY_WITH,
    OPENINGS,
    UNLESS,
    WHOLE,
)
from models.plan import Action, Step

_PART = re.compile(r"[,;:&+/\u2013\u2014]|\band\b|\bthen\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")

_LONGEST_LABEL = 2000  # characters that are read
_VERBS = frozenset(ALWAYS.split())
_VERBS_IN_ADDRESSES = frozenset(IN_ADDRESSES.split())
_SITE = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_SEGMENT = re.compile(r"[^/?&=;#]+")
_ADDRESS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_SEGMENT = 3  # words; a longer one is a headline or a text

#: Steps whose own words tell what they do. Text in a field and a tick in a box can be taken back.
_DOING = frozenset({Action.CLICK, Action.PRESS, Action.OTHER})


def step_is_irreversible(step: Step) -> bool:
    """Whether a step is flagged as irreversible, or reads as if it should be."""
    if step.action is Action.SHELL:
        return step.irreversible or command_looks_irreversible(step.value or "")
    promises = looks_irreversible(step.target or "") or looks_irreversible(step.instruction)
    return step.irreversible or (step.action in _DOING and promises)


def looks_irreversible(label: str) -> bool:
    """Whether a button or link called `label` sends, pays, deletes, publishes ... when it is clicked."""
    return bool(deeds_of(label))


def deeds_of(label: str) -> frozenset[str]:
    """Return the verbs by which `label` promises something irreversible, e.g. ``send`` of "Save and send"."""
    found = (_deed(_to_the_point(words)) for words in _parts(label))
    return frozenset(deed for deed in found if deed)


def deeds_in(sentence: str) -> frozenset[str]:
    """Return the verbs of irreversible deeds anywhere in `sentence`, as in "Do you want to delete it?"."""
    words = _words(sentence)
    found = (_deed(words[start:]) for start in range(len(words)))
    return frozenset(deed for deed in found if deed)


def address_looks_irreversible(url: str) -> bool:
    """Whether an address says that opening it does something, such as ``/delete?id=7`` or ``?do=refund``."""
    segments = _SEGMENT.findall(unquote_plus(_SITE.sub("", url[:_LONGEST_LABEL])))
    return any(_says_a_deed(_ADDRESS_WORD.findall(segment)) for segment in segments)


def _says_a_deed(words: list[str]) -> bool:
    deeds = _VERBS_IN_ADDRESSES.intersection(map(str.casefold, words))
    return len(words) <= _LONGEST_SEGMENT and bool(deeds)


def _parts(label: str) -> Iterator[list[str]]:
    """Yield the words of a label as a whole, and of each thing that it promises."""
    yield from (words for part in [label, *_PART.split(label)] if (words := _words(part)))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_LABEL])
    visible = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return [word.casefold() for word in _WORD.findall(visible)]


def _to_the_point(words: list[str]) -> list[str]:
    """Leave out "Yes, I agree, ..." as long as something follows."""
    while len(words) > 1 and words[0] in OPENINGS and _deed(words) is None:
        words = words[1:]
    return words


def _deed(words: list[str]) -> str | None:
    if whole := WHOLE.get(" ".join(words[:4])):
        return whole
    verb, *others = words
    object_ = next((word for word in others if word not in BETWEEN), "")
    if verb in _VERBS:
        return None if object_ in UNLESS.get(verb, "").split() else verb
    return verb if verb in ONLY_WITH and object_ in ONLY_WITH[verb].split(" ") else None
