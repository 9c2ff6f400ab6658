"""Pictures beside words: readers take a lens for a Q, a clock for a 5, bars for a foreign letter."""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

from worker.analysis.geometry import Box

#: A picture reaches above or below the letters by at least this share of their height, or by so many pixels.
BEYOND, LEAST = 0.14, 2
#: It stands further from them than words do from each other, in heights of a letter.
ROOM = 0.62
#: Signs that are words by themselves; they are narrow, and stand so far from the next word.
WORDS, OF_WORDS = frozenset("IAa"), 0.85
#: Letters that reach below the line, and by what share of their height.
LOW, BELOW = frozenset("gjpqyQ,;()"), 0.22

#: No letter is so many times as wide as it is high.
WIDE = 1.55


class Word(Protocol):
    """A word as it was read, and where."""

    @property
    def text(self) -> str: ...

    @property
    def box(self) -> Box: ...


def is_drawn(sign: Word) -> bool:
    """Whether a single sign is wider than any letter, as a switch is that was read as one."""
    return len(sign.text) == 1 and sign.box.width > WIDE * sign.box.height


def is_picture(sign: Word, words: Sequence[Word]) -> bool:
    """Whether a single sign before or after words is drawn unlike their letters, and so is none."""
    if len(sign.text) != 1 or not any(len(word.text) > 1 for word in words):
        return False
    if is_strange(sign.text, words):
        return True
    top, base = min(word.box.y for word in words), max(_base(word) for word in words)
    nearest = min(word.box.distance(sign.box) for word in words)
    room = OF_WORDS if sign.text in WORDS else ROOM
    return _is_off_line(sign, top, base) or nearest > room * (base - top)


def is_strange(sign: str, words: Sequence[Word]) -> bool:
    """Whether a letter is of a script without cases, beside words of one that has them."""
    cased = any(letter.isupper() or letter.islower() for word in words for letter in word.text)
    return cased and unicodedata.category(sign) == "Lo"


def _base(word: Word) -> float:
    below = BELOW * word.box.height if LOW.intersection(word.text) else 0
    return word.box.bottom - below


def _is_off_line(sign: Word, top: float, base: float) -> bool:
    slack = max(LEAST, BEYOND * (base - top))
    over, under = top - sign.box.y, _base(sign) - base
    return over >= slack or (under >= slack and not LOW.intersection(sign.text) - {"Q"})
