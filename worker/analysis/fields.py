"""Controls on a page: the rectangle around a point, and what it is called."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.controls.naming import name_above, name_of_field, name_of_tick
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rows import Row, entry_of, is_parted, joined, lines_with, phrase_at, rows_of
from worker.analysis.controls.sight import Sight
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point, union
from worker.analysis.reading import Reader

#: How much a field's background may vary when it gets the focus.
FLAT = 5
#: A ring leaves at least this much inside, and of that all but this share unchanged.
LEAST_INSIDE, UNCHANGED = 10, 0.03
#: Furthest from a click that text may be: around it, and at the start of its row.
REACH, BESIDE = 10, 260
#: Text is looked for so far to the left and right of a point, and above and below.
ACROSS, DOWN = 400, 14
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
            return self._field(ring)
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

    def rectangle_at(self, point: Point) -> Box | None:
        """The smallest flat rectangle with an edge all around that holds a point: a field or a button."""
        return self._sight.rectangle_at(point)

    def tick_label(self, tick: Box) -> str | None:
        """The text beside a checkbox, radio button or switch: to its right, else at the start of its row."""
        return name_of_tick(self._sight, tick)

    def _framed(self, box: Box, point: Point) -> Control:
        """What a rectangle around a point is."""
        rows = rows_of(self._sight.inside(box))
        if not rows:
            return self._field(box)
        if len(rows) == 1 and self._is_button(box, rows[0]):
            return Control(ControlKind.BUTTON, box, joined(rows[0]))
        button = self._button_in(box, rows, point)
        if button is not None:
            return button
        if len(rows) > 1 or is_parted(rows[0]) or self._is_entry(box, rows[0][0]):
            return self._entry(box, rows, point)
        return self._field(box)

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
        """The nearest phrase on the row of a point, if no edge stands between."""
        at = Box(point.x, point.y - 4, 1, 8)
        level = [p for p in found if p.box.y - 4 <= point.y < p.box.bottom + 4]
        near = [p for p in level if p.box.distance(at) <= self._sight.px(BESIDE)]
        near = [p for p in near if self._sight.is_open(*sorted((p.box, at)))]
        return min(near, key=lambda p: p.box.distance(at), default=None)


def is_ring(before: Pixels, after: Pixels, box: Box) -> bool:
    """Whether only the rim of a box changed: a field got or lost the focus."""
    inset = box.grown(-6)
    if inset.height < LEAST_INSIDE or inset.width < 2 * LEAST_INSIDE:
        return False
    old, new = (p[inset.y : inset.bottom, inset.x : inset.right] for p in (before, after))
    changed = (
        cv2.absdiff(np.ascontiguousarray(old), np.ascontiguousarray(new)).max(axis=2) > FLAT * 6
    ).mean()
    return bool(changed < UNCHANGED)


def _continues(box: Box, near: Box, slack: int) -> bool:
    """Whether a rectangle goes on right above or below another one."""
    alike = abs(box.x - near.x) <= slack and abs(box.width - near.width) <= slack
    return alike and box.distance(near) <= slack and abs(box.height - near.height) <= box.height // 2
