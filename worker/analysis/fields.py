"""Controls on a page: the rectangle around a point, and what it is called."""

from enum import StrEnum
from typing import NamedTuple

from worker.analysis.controls.before import is_at_name
from worker.analysis.controls.buttons import button_in, is_button
from worker.analysis.controls.dates import is_blank, is_date
from worker.analysis.controls.entries import REACH, entry_at, is_entry, text_beside
from worker.analysis.controls.naming import is_headed, name_of_field
from worker.analysis.controls.openers import is_list, is_wide_list
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rectangle import HIGHEST
from worker.analysis.controls.row_names import name_of_tick, name_on_row, value_name
from worker.analysis.controls.rows import Row, is_parted, joined, lines_of, phrase_at
from worker.analysis.controls.sight import Sight
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point, in_rows, union
from worker.analysis.reading import Reader

#: What somebody writes into may be as wide as the screen; what is wider than this share may be a row.
WIDEST, ROW_WIDE = 1.0, 0.6
#: What is written begins so close to the left edge, in heights of the text.
BEGINS = 2.0
#: A thing without words, such as a switch, is no larger than this, in pixels of a 1080p screen.
SMALL = 72
#: What is higher than so many lines of its text is no row of a table, but an area to write in.
LINES = 6.0
#: A part of a date that is marked reaches so far above and below its digits, as a share of their height.
PAPER = 3


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

    def control_at(self, point: Point, ring: Box | None = None, *, writable: bool = True) -> Control | None:
        """What is at a point; `ring` is the outline that appeared around it, if one did.

        Not `writable` is what a pointer is over that is no beam.
        """
        if ring is not None and writable:
            return self._ringed(ring)
        box = ring or self.rectangle_at(point) or self._sight.notched_rectangle_at(point)
        if box is not None:
            return self._framed(box, point, writable=writable)
        return self._wide_field(point, writable=writable) or self.text_at(point)

    def _wide_field(self, point: Point, *, writable: bool) -> Control | None:
        """A field as wide as the page, empty there, or a list: a mere band of a page has no name."""
        box = self._sight.rectangle_at(point, WIDEST)
        if box is None or not ((writable and self._is_empty(box, point)) or is_wide_list(self._sight, box)):
            return None
        name = name_of_field(self._sight, box, [])
        return Control(ControlKind.FIELD, box, name) if name is not None else None

    def _is_empty(self, box: Box, point: Point) -> bool:
        return phrase_at(self._sight.inside(box), point, self._sight.px(REACH)) is None

    def field_around(self, text: Box, highest: float = HIGHEST) -> Control | None:
        """The field that holds a piece of text, not higher than that share of the screen."""
        middle = text.center
        starts = (
            middle,
            Point(text.x - 3, middle.y),
            Point(text.right + 6, middle.y),
            Point(middle.x, text.y - 2),
        )
        found = (self._sight.rectangle_at(start, WIDEST, highest) for start in starts)
        boxes = [box for box in found if box is not None and self._may_hold(box, text)]
        if not boxes:
            return None
        box = min(boxes, key=lambda b: b.area)
        rows = in_rows(self._sight.inside(box))
        if len(rows) > 1:  # What is written there, and no name.
            return Control(ControlKind.FIELD, box, name_of_field(self._sight, box, []))
        return None if rows and is_button(self._sight, box, rows[0]) else self._field(box)

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
        rows = in_rows(self._sight.inside(box))
        if not rows:
            return None
        return Control(ControlKind.BUTTON, box, joined(lines_of(rows, box)))

    def text_at(self, point: Point) -> Control | None:
        """A link or other text at a point, or beside it on its row."""
        hit = text_beside(self._sight, point)
        if hit is not None and is_blank(hit.text):
            return self._field(hit.box.grown(hit.box.height // PAPER))
        return Control(ControlKind.TEXT, hit.box, hit.text) if hit is not None else None

    def tick_label(self, tick: Box) -> str | None:
        """The text beside a checkbox, radio button or switch: to its right, else at the start of its row."""
        return name_of_tick(self._sight, tick)

    def row_label(self, control: Box) -> str | None:
        """What a control without words of its own is called, such as a slider: by the start of its row."""
        return name_on_row(self._sight, control)

    def _may_hold(self, box: Box, text: Box) -> bool:
        """Whether a text stands in a rectangle; in one like a row of a table, at its beginning."""
        is_row = box.width > ROW_WIDE * self._sight.width and box.height < LINES * text.height
        if is_row and text.x - box.x > BEGINS * text.height:
            return False
        return box.encloses(text, slack=6)

    def _framed(self, box: Box, point: Point, *, writable: bool) -> Control:
        """What a rectangle around a point is."""
        rows = in_rows(self._sight.inside(box))
        if not rows and max(box.width, box.height) <= self._sight.px(SMALL) and not writable:
            return Control(ControlKind.BUTTON, box, self.tick_label(box))
        if not rows or (is_headed(rows) and (writable or is_list(self._sight, box, rows[-1][-1].box))):
            return self._field(box)
        if len(rows) == 1 and is_button(self._sight, box, rows[0]):
            return Control(ControlKind.BUTTON, box, self._said_by(box, joined(rows[0])))
        button = button_in(self._sight, box, rows, point)
        if button is not None:
            return Control(ControlKind.BUTTON, button.box, button.text)
        if len(rows) > 1 or is_parted(rows[0]) or self._is_entry(box, rows[0][0]):
            lines = entry_at(self._sight, box, rows, point)
            return Control(ControlKind.TEXT, union(line.box for line in lines), joined(lines))
        return self._field(box) if writable else self._card(box, rows[0])

    def _is_entry(self, box: Box, text: Phrase) -> bool:
        return is_entry(self._sight, box, text) and not is_at_name(self._sight, box, in_column=False)

    def _ringed(self, box: Box) -> Control:
        """What got the focus: a field, or a button."""
        rows = in_rows(self._sight.inside(box))
        if len(rows) == 1 and is_button(self._sight, box, rows[0]):
            return Control(ControlKind.BUTTON, box, self._said_by(box, joined(rows[0])))
        return self._field(box)

    def _card(self, box: Box, row: Row) -> Control:
        """What holds one text and is not written into: it is called so, unless it is a list or a date."""
        text = joined(row)
        if is_list(self._sight, box, row[-1].box) or is_date(text) or not any(map(str.isalpha, text)):
            return self._field(box)
        return Control(ControlKind.BUTTON, box, text)

    def _said_by(self, box: Box, text: str) -> str:
        """What a button is called: a number alone is its value, unless it is one of several numbers."""
        name = None if any(map(str.isalpha, text)) else value_name(self._sight, box)
        return text if name is None else name

    def _field(self, box: Box) -> Control:
        inside = self._sight.inside(box)
        name = name_of_field(self._sight, box, [p for p in inside if not is_date(p.text)])
        return Control(ControlKind.FIELD, box, name)
