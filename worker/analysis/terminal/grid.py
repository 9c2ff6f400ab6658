"""The text of a row in print whose characters are all as wide as each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from worker.analysis.ocr.recogniser import Glyph

#: So few characters, such as a bare prompt, do not show whether they stand in a grid.
FEW = 7
#: Width of a cell as a share of the height of its row, where it cannot be measured.
USUAL = 0.45
#: How far characters may stand from their cells on average, as a share of a cell's width.
ASTRAY = 0.25
#: At least this percentage of the characters stand right beside the next.
NEIGHBOURS = 35
#: Characters further apart than this many usual steps have something between them.
FURTHEST = 1.75
#: Width of a cell as a share of the height of its row.
NARROWEST, WIDEST = 0.25, 0.9
#: Characters further apart than this many cells have a space between them, if one was read or if none was.
SPACE_READ, SPACE_SEEN = 1.4, 1.65


class Spelling(NamedTuple):
    """A row's text, and the width of a cell in pixels."""

    text: str
    cell: float


def spelled(glyphs: Sequence[Glyph], height: int) -> Spelling | None:
    """The text of a row with its spaces counted in cells; None when the print has no grid."""
    marks = [glyph for glyph in glyphs if glyph.text.strip()]
    cell = _cell(glyphs, height)
    if len(marks) <= FEW:
        return _in_cells(glyphs, cell or USUAL * height)
    measured = _fitted(marks, cell) if cell else None
    return _in_cells(glyphs, measured) if measured else None


def _in_cells(glyphs: Sequence[Glyph], cell: float) -> Spelling:
    return Spelling("".join(_with_spaces(glyphs, cell)), cell)


def _fitted(marks: Sequence[Glyph], cell: float) -> float | None:
    """The width of a cell by all characters of a row; None when they stand too far from their cells."""
    columns = np.cumsum([0, *(max(1, round((b.x - a.x) / cell)) for a, b in pairwise(marks))])
    slope, start = np.polyfit(columns, [mark.x for mark in marks], 1)
    astray = np.abs(columns * slope + start - [mark.x for mark in marks]).mean()
    return float(slope) if astray <= ASTRAY * cell else None


def _cell(glyphs: Sequence[Glyph], height: int) -> float | None:
    """The distance of neighbouring characters on average: each alone is told only roughly.

    None where it cannot be measured, or is no cell's for a row of that height.
    """
    steps = [b.x - a.x for a, b in pairwise(glyphs) if a.text.strip() and b.text.strip()]
    if not steps:
        return None
    furthest = FURTHEST * float(np.percentile(steps, NEIGHBOURS))
    cell = float(np.mean([step for step in steps if step <= furthest]))
    return cell if NARROWEST * height <= cell <= WIDEST * height else None


def _with_spaces(glyphs: Sequence[Glyph], cell: float) -> Iterator[str]:
    last: Glyph | None = None
    was_space = False
    for glyph in glyphs:
        if not glyph.text.strip():
            was_space = True
            continue
        if last is not None:
            cells = (glyph.x - last.x) / cell
            apart = cells > (SPACE_READ if was_space else SPACE_SEEN)
            yield " " * max(1, round(cells) - 1) if apart else ""
        yield glyph.text
        last, was_space = glyph, False
