"""Buttons: a rectangle whose text stands in its middle, and what stands at the right end of a field."""

from collections.abc import Sequence

from worker.analysis.controls.before import is_at_name
from worker.analysis.controls.dates import is_date
from worker.analysis.controls.entries import REACH
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rows import Row, is_parted, joined
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point, union

#: How far from the middle of a button its text may stand, in pixels or as a share of its width,
CENTRED, OF_WIDTH = 10, 0.14
#: and no further than that where a name stands before it: else it is a field that is almost full.
OFF_CENTRE = 5


def is_button(sight: Sight, box: Box, row: Row) -> bool:
    """Whether a text stands in the middle of a rectangle; a field's stands at its left."""
    text = union(phrase.box for phrase in row)
    left, right = text.x - box.x, box.right - text.right
    centred = abs(left - right) <= max(sight.px(CENTRED), OF_WIDTH * box.width)
    if not centred or is_parted(row) or is_date(joined(row)):
        return False
    return right - left <= sight.px(OFF_CENTRE) or not is_at_name(sight, box, in_column=True)


def button_in(sight: Sight, box: Box, rows: Sequence[Row], point: Point) -> Phrase | None:
    """The button at the right end of a field that a point is meant for, such as one with an eye."""
    last = rows[0][-1]
    at_end = last.box.x >= box.right - 2 * box.height and last.box.right < box.right
    if len(rows) > 1 or not at_end or not last.text.isalpha():
        return None
    return last if last.box.contains(point, slack=sight.px(REACH)) else None
