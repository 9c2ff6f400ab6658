"""Spaces of a line as they are seen: readers run words together, and put spaces after dots."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels
from worker.analysis.ocr.recogniser import Glyph, Reading

#: Fainter marks than this are no ink.
FAINT = 60
#: An unbroken stroke of so many heights of a line is a rule.
RULE = 2
#: What is inked over at least this share of a line's height is the side of its field: around letters is room.
SIDE = 0.8
#: A gap of more than this share of a line's height is a space, and of less than that is none.
SPACE, NONE = 0.4, 0.12
#: How far from its true place a character may be told to be, as a share of the line's height.
ASTRAY = 0.3
#: A space is wider than the usual gap between letters by this factor: some print is spaced out.
WIDER = 2.5

Gap = tuple[int, int]  #: empty columns: the first, and the one after the last


def spaced(line: Pixels, reading: Reading) -> Reading:
    """The reading of a line with a space wherever there is a wide gap, and none where there is no gap."""
    gaps, height = _gaps(line)
    if not gaps:
        return reading
    read = {g: _gap_at(g.x, gaps, height) for g in reading.glyphs if g.text == " "}
    kept = [g for g in reading.glyphs if g.text != " " or read[g] is not None]
    wide = _least_space(gaps, height, [gap for gap in read.values() if gap is not None])
    spaces = [(left + right) / 2 for left, right in gaps if right - left > wide]
    return Reading(tuple(_with_spaces(kept, spaces)))


def _least_space(gaps: Sequence[Gap], height: int, known: Sequence[Gap]) -> float:
    """The width above which a gap is a space, given those that were read as spaces."""
    usual = float(np.median([right - left for left, right in gaps]))
    widest = max((right - left for left, right in known), default=0)
    return max(SPACE * height, WIDER * usual, widest)


def _gaps(line: Pixels) -> tuple[list[Gap], int]:
    """The empty columns between marks, each from and to, and the height of what is written."""
    ink = _ink(line)
    columns = np.flatnonzero(ink.any(axis=0))
    rows = np.flatnonzero(ink[:, ink.mean(axis=0) < SIDE].any(axis=1))
    if not len(columns) or not len(rows):
        return [], 0
    between = [(int(a) + 1, int(b)) for a, b in pairwise(columns) if b - a > 1]
    return between, int(rows[-1] - rows[0]) + 1


def _ink(line: Pixels) -> NDArray[np.bool_]:
    """Where letters are, without a rule drawn above or under them, such as the edge of their field."""
    paper = np.median(line, axis=(0, 1))
    ink = np.abs(line.astype(np.int16) - paper).max(axis=2) > FAINT
    rule = cv2.getStructuringElement(cv2.MORPH_RECT, (RULE * len(line), 1))
    rules = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, rule)
    return np.asarray(ink & (rules == 0))


def _gap_at(x: float, gaps: Sequence[Gap], height: int) -> Gap | None:
    """The widest gap near a space that was read; None when there is but the usual distance of letters."""
    reach = ASTRAY * height
    near = [g for g in gaps if g[1] - g[0] > NONE * height and g[0] - reach <= x <= g[1] + reach]
    return max(near, key=lambda gap: gap[1] - gap[0], default=None)


def _with_spaces(glyphs: Sequence[Glyph], spaces: Sequence[float]) -> Iterator[Glyph]:
    missing = list(spaces)
    for glyph, following in pairwise([*glyphs, None]):
        if glyph is None:
            return
        yield glyph
        here = [x for x in missing if following is not None and glyph.x < x < following.x]
        if here and following is not None and " " not in (glyph.text, following.text):
            yield Glyph(" ", here[0], 1.0)
