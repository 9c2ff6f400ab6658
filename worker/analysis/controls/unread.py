"""What stands beside or between the characters of a line and is none of them, such as a radio button."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

#: A picture is at least so wide, in heights of the line's ink: what is narrower is a part of a letter.
WIDE = 0.6
#: Two characters with a picture between them are so many times as far apart as others are.
APART = 2.2

Columns = tuple[int, int]  #: the first, and the one after the last


def pictures_among(ink: NDArray[np.bool_], words: Sequence[Sequence[float]]) -> list[Columns]:
    """Where wide ink belongs to none of the characters of a line, whose middles are given word by word."""
    inked, least = np.asarray(ink.any(axis=0)), WIDE * int(ink.any(axis=1).sum())
    marks = [mark for left, right in _gaps(words, len(inked)) for mark in _marks(inked, left, right)]
    return [(start, end) for start, end in marks if end - start >= least]


def _gaps(words: Sequence[Sequence[float]], width: int) -> list[Columns]:
    """From the start to the first character, between those far apart, and from the last one to the end."""
    if not words:
        return []
    pairs = [pair for word in words for pair in pairwise(word)]
    usual = float(np.median([b - a for a, b in pairs])) if pairs else 0.0
    far = [(int(a), int(b)) for a, b in pairs if b - a > APART * usual]
    return [(-1, int(words[0][0])), *far, (min(int(words[-1][-1]), width - 1), width)]


def _marks(inked: NDArray[np.bool_], left: int, right: int) -> list[Columns]:
    """The runs of inked columns between two characters; where none is on its ink, the nearest is its own."""
    empty = [x for x in range(left, right + 1) if not 0 <= x < len(inked) or not inked[x]]
    marks = [(a + 1, b) for a, b in pairwise(empty) if b - a > 1]
    is_first_letter = left >= 0 and _nearest_ink(inked, left) > left
    is_last_letter = right < len(inked) and _nearest_ink(inked, right) < right
    return marks[is_first_letter : len(marks) - is_last_letter]


def _nearest_ink(inked: NDArray[np.bool_], x: int) -> int:
    columns = np.flatnonzero(inked)
    return int(columns[np.abs(columns - x).argmin()]) if len(columns) else x
