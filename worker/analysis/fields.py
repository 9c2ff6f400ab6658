"""Controls on a page: the rectangle around a point, and what it is called."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.analysis.controls.naming import name_above, name_of_field, name_of_tick, name_on_row, value_name
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rows import (
    Row,
    entry_of,
    is_parted,
    joined,
    lines_of,
    lines_with,
    phrase_at,
    rows_of,
)
from worker.analysis.controls.sight import Sight
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point, union
from worker.analysis.reading import Reader

#: How much a field's background may vary when it gets the focus.
FLAT = 5
#: A ring leaves at least this much inside, and of that all but this share unchanged.
LEAST_INSIDE, UNCHANGED = 10, 0.03
#: A ring is no thicker than this, and along each side it changes at least this share.
RIM, ALONG = 6, 0.6
#: A pixel that changed, and one of an outline, differs by more than this.
OTHER, LINE = 30, 10
#: Furthest from a click that text may be: around it, and at the start of its row.
REACH, BESIDE = 10, 260
#: Text is looked for so far to the left and right of a point, and above and below.
ACROSS, DOWN = 400, 14
#: The name of a checkbox begins at most so far to the right of a point on it.
AFTER_TICK = 36
#: How far from the middle of a button its text may stand, in pixels or as a share of its width.
CENTRED, OF_WIDTH = 10, 0.14
#: Rectangles that stand one under the other are at most so far apart.
ADJACENT = 4


class ControlKind(StrEnum):
    FIELD = "field"  #: something to write into or choose from
    BUTTON = "button"
    TEXT = "text"  #: a link, an entry of a list, or plain text


class Control(NamedTuple):
    """Something on a page that can be acted on."""

    kind: ControlKind
    box: Box
    label: str | None


class Page:
    """One picture, to find controls on."""

    def __init__(self, reader: Reader, pixels: Pixels, scale: float) -> None:
        """Look at `pixels`; `scale` is 1 on a 1080p screen."""
        self._sight = Sight(reader, pixels, scale)

    def control_at(self, point: Point, ring: Box | None = None) -> Control | None:
        """What is at a point; `ring` is the outline that appeared around it, if one did."""
        if ring is not None:
            return self._ringed(ring)
        box = self.rectangle_at(point)
        return self.text_at(point) if box is None else self._framed(box, point)

    def field_around(self, text: Box) -> Control | None:
        """The field that holds a piece of text."""
        middle = text.center
        starts = (
            middle,
            Point(text.x - 3, middle.y),
            Point(text.right + 6, middle.y),
            Point(middle.x, text.y - 2),
        )
        boxes = [box for start in starts if (box := self.rectangle_at(start)) and box.encloses(text, slack=6)]
        if not boxes:
            return None
        box = min(boxes, key=lambda b: b.area)
        rows = rows_of(self._sight.inside(box))
        return None if len(rows) == 1 and self._is_button(box, rows[0]) else self._field(box)

    def field_on(self, box: Box) -> Control:
        """The field that a rectangle is known to be."""
        return self._field(box)

    def rectangle_at(self, point: Point) -> Box | None:
        """The smallest flat rectangle with an edge all around that holds a point: a field or a button."""
        return self._sight.rectangle_at(point)

    def phrases(self, region: Box) -> list[Phrase]:
        """All phrases in a region."""
        return self._sight.phrases(region)

    def item_on(self, box: Box) -> Control | None:
        """The one thing that a rectangle is, such as an entry of a menu: all its text, or its title."""
        rows = rows_of(self._sight.inside(box))
        if not rows:
            return None
        return Control(ControlKind.BUTTON, box, joined(lines_of(rows, box)))

    def tick_label(self, tick: Box) -> str | None:
        """The text beside a checkbox, radio button or switch: to its right, else at the start of its row."""
        return name_of_tick(self._sight, tick)

    def row_label(self, control: Box) -> str | None:
        """What a control without words of its own is called, such as a slider: by the start of its row."""
        return name_on_row(self._sight, control)

    def _framed(self, box: Box, point: Point) -> Control:
        """What a rectangle around a point is."""
        rows = rows_of(self._sight.inside(box))
        if not rows:
            return self._field(box)
        if len(rows) == 1 and self._is_button(box, rows[0]):
            return Control(ControlKind.BUTTON, box, self._said_by(box, joined(rows[0])))
        button = self._button_in(box, rows, point)
        if button is not None:
            return button
        if len(rows) > 1 or is_parted(rows[0]) or self._is_entry(box, rows[0][0]):
            return self._entry(box, rows, point)
        return self._field(box)

    def _ringed(self, box: Box) -> Control:
        """What got the focus: a field, or a button."""
        rows = rows_of(self._sight.inside(box))
        if len(rows) == 1 and self._is_button(box, rows[0]):
            return Control(ControlKind.BUTTON, box, self._said_by(box, joined(rows[0])))
        return self._field(box)

    def _said_by(self, box: Box, text: str) -> str:
        """What a button is called: a number alone is its value, unless it is one of several numbers."""
        if any(map(str.isalpha, text)):
            return text
        name = value_name(self._sight, box)
        return name if name is not None else text

    def _field(self, box: Box) -> Control:
        name = name_of_field(self._sight, box, self._sight.inside(box))
        return Control(ControlKind.FIELD, box, name)

    def _button_in(self, box: Box, rows: Sequence[Row], point: Point) -> Control | None:
        """The button at the right end of a field that a point is meant for, such as one with an eye."""
        last = rows[0][-1]
        at_end = last.box.x >= box.right - 2 * box.height and last.box.right < box.right
        if len(rows) > 1 or not at_end or not last.text.isalpha():
            return None
        hit = last.box.contains(point, slack=self._sight.px(REACH))
        return Control(ControlKind.BUTTON, last.box, last.text) if hit else None

    def _is_button(self, box: Box, row: Row) -> bool:
        """A button's text stands in the middle; a field's at its left."""
        text = union(phrase.box for phrase in row)
        left, right = text.x - box.x, box.right - text.right
        centred = abs(left - right) <= max(self._sight.px(CENTRED), OF_WIDTH * box.width)
        return centred and not is_parted(row)

    # Entries of lists, rows of tables, cards, links

    def _entry(self, box: Box, rows: Sequence[Row], point: Point) -> Control:
        """The entry of a list or table, or the title of a card, that a point in a rectangle is meant for."""
        hit = phrase_at((p for row in rows for p in row), point, self._sight.px(REACH) // 2)
        if hit is None:
            row = entry_of(rows, point)
            hit = max((p for p in row if p.box.x <= point.x), key=lambda p: p.box.x, default=row[0])
        lines = lines_with(rows, hit, box)
        return Control(ControlKind.TEXT, union(line.box for line in lines), joined(lines))

    def _is_entry(self, box: Box, text: Phrase) -> bool:
        """Whether a rectangle is one of several alike, one under the other, or its text of several."""
        for way in (-1, 1):
            near = self.rectangle_at(Point(box.center.x, box.center.y + way * box.height))
            if near is not None and near != box and _continues(box, near, self._sight.px(ADJACENT)):
                return True
        above = name_above(self._sight, box)
        aligned = abs(above.box.x - text.box.x) if above is not None else box.width
        return above is not None and aligned < abs(above.box.x - box.x) - self._sight.px(2)

    def text_at(self, point: Point) -> Control | None:
        """A link or other text at a point, or beside it on its row."""
        wide, tall = self._sight.px(ACROSS), self._sight.px(DOWN)
        found = self._sight.phrases(Box(point.x - wide, point.y - tall, 2 * wide, 2 * tall))
        hit = phrase_at(found, point, self._sight.px(REACH)) or self._on_row(found, point)
        return Control(ControlKind.TEXT, hit.box, hit.text) if hit is not None else None

    def _on_row(self, found: Sequence[Phrase], point: Point) -> Phrase | None:
        """The nearest phrase on the row of a point, if no edge stands between but a checkbox."""
        at = Box(point.x, point.y - 4, 1, 8)
        level = [p for p in found if p.box.y - 4 <= point.y < p.box.bottom + 4]
        near = [p for p in level if p.box.distance(at) <= self._sight.px(BESIDE)]
        open_ = [p for p in near if self._sight.is_open(*sorted((p.box, at)))]
        ticked = [p for p in near if 0 <= p.box.x - point.x <= self._sight.px(AFTER_TICK) and p not in open_]
        return min(ticked or open_, key=lambda p: p.box.distance(at), default=None)


def is_ring(before: Pixels, after: Pixels, box: Box) -> bool:
    """Whether only the rim of a box changed, on all its sides: a field got or lost the focus."""
    inset = box.grown(-RIM)
    if inset.height < LEAST_INSIDE or inset.width < 2 * LEAST_INSIDE:
        return False
    box = box.within(*before.shape[1::-1])
    old, new = (p[box.y : box.bottom, box.x : box.right].astype(np.int16) for p in (before, after))
    changed = np.abs(old - new).max(axis=2) > OTHER
    if changed[RIM:-RIM, RIM:-RIM].mean() >= UNCHANGED:
        return False
    return _surrounds(changed) and any(_surrounds(_drawn(part)) for part in (old, new))


def _drawn(part: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Which pixels differ from what is inside a rim."""
    paper = np.median(part[RIM:-RIM, RIM:-RIM], axis=(0, 1))
    return np.asarray(np.abs(part - paper).max(axis=2) > LINE)


def _surrounds(marked: NDArray[np.bool_]) -> bool:
    """Whether what is marked runs along all four sides."""
    sides = (marked[:RIM].any(axis=0), marked[-RIM:].any(axis=0))
    ends = (marked[:, :RIM].any(axis=1), marked[:, -RIM:].any(axis=1))
    return all(side.mean() >= ALONG for side in (*sides, *ends))


def _continues(box: Box, near: Box, slack: int) -> bool:
    """Whether a rectangle goes on right above or below another one."""
    alike = abs(box.x - near.x) <= slack and abs(box.width - near.width) <= slack
    return alike and box.distance(near) <= slack and abs(box.height - near.height) <= box.height // 2
