"""Phrases on a page as rows, and which of them a point is meant for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from worker.analysis.controls.phrases import Phrase
from worker.analysis.geometry import Box, Point

#: Lines further apart than this, from one to the next in heights of a line, are entries of a list.
ENTRIES = 1.75
#: Lines of one text are no further apart, from one to the next in heights of letters that stay on the line.
LINES = 2.3
#: Phrases further apart than this, in heights of a line, are different things: a name and a date, two cells.
PARTED = 2
#: Phrases on one row further apart than this, in heights of a line, are two things to click.
TWO_THINGS = 1.5
#: Lines of one text are at most this share of the way from one entry to the next apart.
CLOSER = 0.75
#: Between two words there is about so much room, in heights of a line.
SPACE = 0.75

Row = Sequence[Phrase]


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
    return max(gaps, default=0) > TWO_THINGS * row[0].box.height


def lines_with(rows: Sequence[Row], hit: Phrase, box: Box) -> list[Phrase]:
    """The lines of the text in a box that a phrase is a line of: it may not have had room on one line.

    Such lines stand closer together than entries do, and no next word had room on the line before.
    """
    steps = [_step(a, b) for a, b in pairwise(rows)]
    at = next((n for n, row in enumerate(rows) if hit in row), None)
    if at is None or max(steps, default=0) <= PARTED * hit.box.height:
        return [hit]  # Dense, and so each for itself: where a line ends is not known exactly.
    room = _room(rows, box)
    goes_on = [
        step <= CLOSER * max(steps) and _has_no_room(a, b, room)
        for (a, b), step in zip(pairwise(rows), steps, strict=True)
    ]
    first = next((n for n in range(at, 0, -1) if not goes_on[n - 1]), 0)
    last = next((n for n in range(at, len(steps)) if not goes_on[n]), len(steps))
    return [rows[n][0] for n in range(first, last + 1)] if first < last else [hit]


def lines_of(rows: Sequence[Row], box: Box) -> list[Phrase]:
    """The lines of what a box is one entry of: all of them when they are one text, else the title's."""
    return [row[0] for row in rows] if is_one_text(rows, box) else lines_with(rows, rows[0][0], box)


def is_one_text(rows: Sequence[Row], box: Box) -> bool:
    """Whether close rows are the lines of one text, none of which had room for the next word."""
    room = _room(rows, box)
    close = all(_step(a, b) <= LINES * a[0].box.height for a, b in pairwise(rows))
    return close and len(rows) > 1 and all(_has_no_room(a, b, room) for a, b in pairwise(rows))


def _room(rows: Sequence[Row], box: Box) -> int:
    """How wide a line in a box may be: as far from its right edge as lines begin from its left one."""
    left = min(row[0].box.x for row in rows)
    return box.width - 2 * (left - box.x)


def _step(row: Row, following: Row) -> int:
    return following[0].box.y - row[0].box.y  # Tops: more letters reach below a line than stay low in it.


def _has_no_room(row: Row, following: Row, room: int) -> bool:
    """Whether two rows are a line each, and the first word of the second one had no room on the first."""
    if len(row) > 1 or len(following) > 1:
        return False
    line, below = row[0].box, following[0].box
    word = below.width * len(following[0].text.split()[0]) / len(following[0].text)
    aligned = abs(line.x - below.x) <= line.height // 2
    return aligned and line.width + word + SPACE * line.height > room
