"""Phrases on a page as rows, and which of them a point is meant for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from worker.analysis.controls.phrases import Phrase
from worker.analysis.geometry import Box, Point

#: Lines further apart than this, from one to the next in heights of a line, are entries of a list.
ENTRIES = 1.75
#: Phrases further apart than this, in heights of a line, are different things: a name and a date, two cells.
PARTED = 2

Row = Sequence[Phrase]


def rows_of(phrases: Iterable[Phrase]) -> list[Row]:
    """Phrases as rows from top to bottom, each from left to right."""
    rows: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda p: p.box.center.y):
        if rows and phrase.box.same_row(rows[-1][0].box):
            rows[-1].append(phrase)
        else:
            rows.append([phrase])
    return [sorted(row, key=lambda p: p.box.x) for row in rows]


def entry_of(rows: Sequence[Row], point: Point) -> Row:
    """The first row of the entry that is nearest to a point: its title."""
    entries = [rows[0]]
    nearest, distance = rows[0], abs(rows[0][0].box.center.y - point.y)
    for former, row in pairwise(rows):
        step = row[0].box.center.y - former[0].box.center.y
        if step > ENTRIES * max(row[0].box.height, former[0].box.height):
            entries.append(row)
        if abs(row[0].box.center.y - point.y) < distance:
            nearest, distance = entries[-1], abs(row[0].box.center.y - point.y)
    return nearest


def phrase_at(phrases: Iterable[Phrase], point: Point, reach: int) -> Phrase | None:
    """The phrase nearest to a point, within reach."""
    at = Box(point.x, point.y, 1, 1)
    near = [p for p in phrases if p.box.distance(at) <= reach]
    return min(near, key=lambda p: p.box.distance(at), default=None)


def between(left: Box, right: Box) -> Box:
    """The room between two things on one row."""
    top, bottom = max(left.y, right.y), min(left.bottom, right.bottom)
    return Box(left.right, top, max(1, right.x - left.right), max(1, bottom - top))


def joined(row: Row) -> str:
    return " ".join(phrase.text for phrase in row)


def is_parted(row: Row) -> bool:
    """Whether a row holds several things."""
    gaps = [b.box.x - a.box.right for a, b in pairwise(row)]
    return max(gaps, default=0) > PARTED * row[0].box.height
