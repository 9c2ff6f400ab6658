"""Entries of lists and tables, cards and links: which text in a rectangle, or beside a point, is meant."""

from collections.abc import Sequence
from itertools import takewhile

from worker.analysis.controls.above import name_above
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rows import Row, entry_of, is_one_text, lines_with, phrase_at
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: Furthest from a click that text may be: around it, and at the start of its row.
REACH, BESIDE = 10, 260
#: Text is looked for so far to the left and right of a point, and above and below.
ACROSS, DOWN = 400, 14
#: The name of a checkbox begins at most so far to the right of a point on it.
AFTER_TICK = 36
#: Rectangles that stand one under the other are at most so far apart.
ADJACENT = 4
#: A card has at most so many rows, the last of them at most so many heights of its title under that.
CARD = 4


def entry_at(sight: Sight, box: Box, rows: Sequence[Row], point: Point) -> list[Phrase]:
    """The lines of the entry of a table, or of the title of a card, that a point in a rectangle means."""
    hit = phrase_at((p for row in rows for p in row), point, sight.px(REACH) // 2)
    title = _title(sight, rows, box)
    if title and _is_about(sight, rows, title, hit):
        return title
    if hit is None:
        row = entry_of(rows, point)
        hit = max((p for p in row if p.box.x <= point.x), key=lambda p: p.box.x, default=row[0])
    return lines_with(rows, hit, box)


def _title(sight: Sight, rows: Sequence[Row], box: Box) -> list[Phrase]:
    """The lines of a card's title, above what is written fainter or smaller; none where nothing shows one."""
    lines = list(takewhile(lambda row: row is rows[0] or not sight.explains(row[0], rows[0][0]), rows))
    if len(rows) > CARD or (len(lines) == 1 and len(rows) == 1):
        return []
    is_explained = len(lines) < len(rows)  # Else it may be a list as narrow as its entries.
    is_title = len(lines) == 1 or (is_explained and is_one_text(lines, box))
    return [row[0] for row in lines] if is_title else []


def _is_about(sight: Sight, rows: Sequence[Row], title: Sequence[Phrase], hit: Phrase | None) -> bool:
    """Whether what a point is on is a card's title, or what explains it right below, and no link."""
    if hit is None:
        return all(len(row) == 1 for row in rows)
    below = hit.box.y - title[-1].box.bottom
    explains = 0 < below <= CARD * title[0].box.height and sight.explains(hit, title[0])
    return hit in title or (explains and hit.box.x - title[0].box.x <= title[0].box.height)


def is_entry(sight: Sight, box: Box, text: Phrase) -> bool:
    """Whether a rectangle is one of several alike, one under the other, or its text of several."""
    for way in (-1, 1):
        near = sight.rectangle_at(Point(box.center.x, box.center.y + way * box.height))
        if near is not None and near != box and _continues(box, near, sight.px(ADJACENT)):
            return True
    above = name_above(sight, box)
    if above is None or above.box.bottom > box.y:  # On the outline stands a field's name.
        return False
    return abs(above.box.x - text.box.x) < abs(above.box.x - box.x) - sight.px(2)


def text_beside(sight: Sight, point: Point) -> Phrase | None:
    """A link or other text at a point, or beside it on its row."""
    wide, tall = sight.px(ACROSS), sight.px(DOWN)
    found = sight.phrases(Box(point.x - wide, point.y - tall, 2 * wide, 2 * tall))
    return phrase_at(found, point, sight.px(REACH)) or _on_row(sight, found, point)


def _on_row(sight: Sight, found: Sequence[Phrase], point: Point) -> Phrase | None:
    """The nearest phrase on the row of a point, if no edge stands between but a checkbox."""
    at = Box(point.x, point.y - 4, 1, 8)
    level = [p for p in found if p.box.y - 4 <= point.y < p.box.bottom + 4]
    near = [p for p in level if p.box.distance(at) <= sight.px(BESIDE)]
    open_ = [p for p in near if sight.is_open(*sorted((p.box, at)))]
    ticked = [p for p in near if 0 <= p.box.x - point.x <= sight.px(AFTER_TICK) and p not in open_]
    return min(ticked or open_, key=lambda p: p.box.distance(at), default=None)


def _continues(box: Box, near: Box, slack: int) -> bool:
    """Whether a rectangle goes on right above or below another one."""
    alike = abs(box.x - near.x) <= slack and abs(box.width - near.width) <= slack
    return alike and box.distance(near) <= slack and abs(box.height - near.height) <= box.height // 2
