"""Whether a label on a page is what a plan names: exactly, or so nearly that it may be meant."""

import re
import unicodedata
from collections.abc import Sequence

from worker.execution.guard.elements import Element

_WORD = re.compile(r"[^\W_]+")
_KEPT = frozenset({"%", "#"})  # what a label may consist in besides words; so are signs of money
_MOST_WORDS_MORE = 3  # in a label that may be meant; a longer one tells of something
#: Which lead to a part of a site as often as they do something.
_LEADS = frozenset({"link", "tab", "treeitem"})


def is_called(element: Element, target: str | None) -> bool:
    """Whether `target` is what an element is called, regardless of case, spaces and signs around it."""
    wanted = _plain(target or "")
    return bool(wanted) and wanted in map(_plain, element.labels)


def may_be_called(element: Element, target: str | None) -> bool:
    """Whether an element is called nearly as `target`: with words more or fewer, or a counter."""
    wanted = _words(target)
    return bool(wanted) and any(_resembles(_words(each), wanted, element.role) for each in element.labels)


def _resembles(label: Sequence[str], wanted: Sequence[str], role: str) -> bool:
    if "".join(label) == "".join(wanted):
        return True
    if not any(map(str.isalpha, "".join(label))) or abs(len(label) - len(wanted)) > _MOST_WORDS_MORE:
        return False
    if len(label) > len(wanted):
        return _holds(label, wanted)
    return label == wanted[: len(label)] if role in _LEADS else _holds(wanted, label)


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return any(
        longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1)
    )


def _words(label: str | None) -> list[str]:
    return _WORD.findall(_readable(label or ""))


def _plain(label: str) -> str:
    words = " ".join(_readable(label).split())
    start, end = 0, len(words)
    while start < end and _is_sign(words[start]):
        start += 1
    while start < end and _is_sign(words[end - 1]):
        end -= 1
    return words[start:end] or words


def _readable(label: str) -> str:
    """Return a label in small letters of one spelling, without what takes no room (soft hyphens, joiners)."""
    composed = unicodedata.normalize("NFKC", label).casefold()
    return "".join(each for each in composed if unicodedata.category(each) != "Cf")


def _is_sign(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter not in _KEPT and kind[0] in "CPSZM" and kind != "Sc"
