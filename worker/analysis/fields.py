"""Controls on a page: the rectangle around a point, what it is called, and whether it is ticked."""

from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Line, Reader

#: Largest control, in pixels of a 1080p screen: anything larger is a panel or the page.
WIDEST, HIGHEST = 1000, 260
#: How much a control's background may vary from pixel to pixel.
FLAT = 5
#: A ring leaves at least this much inside, and of that all but this share unchanged.
LEAST_INSIDE, UNCHANGED = 10, 0.03
#: A box whose pixels differ by more than this from what lies beside it holds something.
INK = 6
#: Narrower boxes are checkboxes, whose names stand to their right.
NARROW = 60
#: Furthest a label may be: above its field, beside it, beside a checkbox.
ABOVE, BESIDE = 44, 260
#: How much of the text beside a checkbox is read.
NAME = 520
#: Text taller than this names no field, nor does text this much taller than what the field itself holds.
TALLEST, HEADING = 42, 1.3


class ControlKind(StrEnum):
    FIELD = "field"  #: something to write into or choose from
    BUTTON = "button"
    TEXT = "text"  #: a link, or plain text


class Control(NamedTuple):
    """Something on a page that can be acted on."""

    kind: ControlKind
    box: Box
    label: str | None


class Page:
    """One picture, to find controls on."""

    def __init__(self, reader: Reader, pixels: Pixels, scale: float) -> None:
        self._reader = reader
        self.pixels = pixels
        self._scale = scale

    def control_at(self, point: Point, ring: Box | None = None) -> Control | None:
        """What is at a point; `ring` is the outline that appeared around it, if one did."""
        box = ring or self.rectangle_at(point)
        nearby = self._lines_around(box or Box(point.x, point.y, 1, 1))
        if box is not None:
            return self._framed(box, nearby, is_field=ring is not None)
        return self._text_at(point, nearby)

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
        control = self._framed(box, self._lines_around(box), is_field=False)
        return control if control.kind is ControlKind.FIELD else None

    def rectangle_at(self, point: Point) -> Box | None:
        """The smallest flat rectangle with an edge all around that holds a point: a field or a button."""
        wide, tall = int(WIDEST * self._scale), int(HIGHEST * self._scale)
        around = Box(point.x - wide, point.y - tall, 2 * wide, 2 * tall)
        around = around.within(self.pixels.shape[1], self.pixels.shape[0])
        part = np.ascontiguousarray(self.pixels[around.y : around.bottom, around.x : around.right])
        seed = _background_near(part, Point(point.x - around.x, point.y - around.y), self._scale)
        mask = np.zeros((part.shape[0] + 2, part.shape[1] + 2), np.uint8)
        flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
        filled, _, _, found = cv2.floodFill(part, mask, seed, 0, (FLAT,) * 3, (FLAT,) * 3, flags)
        box = Box(*found)
        touches = box.x == 0 or box.y == 0 or box.right == part.shape[1] or box.bottom == part.shape[0]
        if touches or not self._is_control(box) or filled < 0.45 * box.area:
            return None
        return Box(box.x + around.x, box.y + around.y, box.width, box.height).grown(1)

    def tick_label(self, tick: Box) -> str | None:
        """The text beside a checkbox or radio button, usually to its right."""
        wide, near = int(NAME * self._scale), int(BESIDE * self._scale)
        row = tick.grown(0, int(8 * self._scale))
        right = self._reader.lines(self.pixels, row._replace(x=tick.right + 2, width=wide))
        if right and right[0].box.x - tick.right <= near:
            return right[0].text
        left = self._reader.lines(self.pixels, row._replace(x=tick.x - 2 - near, width=near))
        return left[-1].text if left else None

    def _is_control(self, box: Box) -> bool:
        wide = 24 * self._scale <= box.width <= WIDEST * self._scale
        return wide and 14 * self._scale <= box.height <= HIGHEST * self._scale

    def _lines_around(self, box: Box) -> list[Line]:
        """The lines in and around a box: wide to its left, where names stand, and little to its right."""
        left, down = int(BESIDE * self._scale), int((ABOVE + 12) * self._scale)
        right = left if box.width < NARROW * self._scale else int(8 * self._scale)
        around = Box(box.x - left, box.y - down, left + box.width + right, box.height + down + down // 2)
        return self._reader.lines(self.pixels, around)

    def _framed(self, box: Box, nearby: list[Line], *, is_field: bool) -> Control:
        inside = [x for x in nearby if box.grown(6).encloses(x.box, slack=2) and len(x.text) > 1]
        if not is_field and inside and self._is_button(box, inside):
            return Control(ControlKind.BUTTON, box, " ".join(line.text for line in inside))
        return Control(ControlKind.FIELD, box, _bare(self._field_name(box, nearby, inside)))

    def _field_name(self, box: Box, nearby: list[Line], inside: list[Line]) -> str | None:
        """What a field is called: a label beside it; its own text when only a heading is beside it."""
        beside = self._name_beside(box, nearby)
        if inside and (beside is None or beside.box.height > HEADING * inside[0].box.height):
            return inside[0].text
        return beside.text if beside is not None else None

    def _is_button(self, box: Box, inside: list[Line]) -> bool:
        """A button's text stands in the middle; a field's at its left."""
        left = min(line.box.x for line in inside) - box.x
        right = box.right - max(line.box.right for line in inside)
        return abs(left - right) <= max(10 * self._scale, 0.14 * box.width)

    def _name_beside(self, box: Box, nearby: list[Line]) -> Line | None:
        above = [x for x in nearby if self._is_above(x.box, box)]
        if above:
            return max(above, key=lambda x: x.box.bottom)
        left = [x for x in nearby if x.box.same_row(box) and x.box.right <= box.x + 4]
        return max(left, key=lambda x: x.box.right, default=None)

    def _is_above(self, text: Box, box: Box) -> bool:
        near = -8 * self._scale <= box.y - text.bottom <= ABOVE * self._scale
        beside = box.x - 14 * self._scale <= text.x <= box.x + 0.4 * box.width
        return near and beside and text.height <= TALLEST * self._scale

    def _text_at(self, point: Point, nearby: list[Line]) -> Control | None:
        at = Box(point.x, point.y, 1, 1)
        reachable = [x for x in nearby if x.box.distance(at) <= 10 * self._scale and len(x.text) > 1]
        if not reachable:
            return None
        nearest = min(reachable, key=lambda x: x.box.distance(at))
        return Control(ControlKind.TEXT, nearest.box, nearest.text)


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


def is_ticked(before: Pixels, after: Pixels, box: Box) -> bool:
    """Whether a checkbox or radio button holds more ink than before."""
    return _ink(after, box) > _ink(before, box)


def was_there(before: Pixels, box: Box) -> bool:
    """Whether a box already held something, such as the outline of a checkbox."""
    return _ink(before, box) > INK


def _ink(picture: Pixels, box: Box) -> float:
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.int16)
    paper = np.median(picture[max(0, box.y - 3) : box.bottom + 3, max(0, box.x - 3) : box.x], axis=(0, 1))
    return float(np.abs(part - paper).max(axis=2).mean())


def _background_near(part: Pixels, point: Point, scale: float) -> tuple[int, int]:
    """A pixel near the point in the largest patch of the most common colour, past text and pointer."""
    across, down = int(16 * scale), int(10 * scale)
    left, top = max(0, point.x - across), max(0, point.y - down)
    window = part[top : point.y + down + 1, left : point.x + across + 1]
    codes = (window.astype(np.int32) // 8) @ np.array([1, 64, 4096])
    values, counts = np.unique(codes, return_counts=True)
    common = (codes == values[counts.argmax()]).astype(np.uint8)
    _, patches, stats, _ = cv2.connectedComponentsWithStats(common, connectivity=4)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    rows, columns = np.nonzero(patches == largest)
    nearest = int(np.argmin((rows + top - point.y) ** 2 + (columns + left - point.x) ** 2))
    return int(columns[nearest] + left), int(rows[nearest] + top)


def _bare(label: str | None) -> str | None:
    return label.rstrip(" *:").strip() or None if label else None
