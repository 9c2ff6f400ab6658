"""What fields are called: by the text that stands above, beside or in them."""

from collections.abc import Sequence

from worker.analysis.controls.above import name_above
from worker.analysis.controls.before import OUTLINE, is_close, name_before
from worker.analysis.controls.blocks import stature
from worker.analysis.controls.columns import hangs_from_field, is_in_column
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.rows import Row
from worker.analysis.controls.sight import Sight
from worker.analysis.controls.tables import head_of_column
from worker.analysis.controls.toolbars import with_toolbar
from worker.analysis.geometry import Box, Point, union

#: Text this much taller than what the field itself holds names no field.
HEADING = 1.2
#: A name that stands right above its field is no further from it than this.
RIGHT_ABOVE = 18
#: A name within its field and what the field holds are two lines; the name's letters are smaller.
LINES, SMALLER = 2, 0.93
#: So far left of a field's edge is the middle of what else belongs to it.
ICON = 8


def name_of_field(sight: Sight, box: Box, inside: Sequence[Phrase]) -> str | None:
    """What stands beside a field, or small above its text; its own text when but a heading is beside it."""
    if _begins_with_name(inside):
        return _as_name(inside[0])
    beside = _beside(sight, with_toolbar(sight, _with_icon(sight, box)), inside)
    if inside and (beside is None or stature(beside) > HEADING * stature(inside[0])):
        beside = inside[0]
    return _as_name(beside) if beside is not None else None


def _beside(sight: Sight, box: Box, inside: Sequence[Phrase]) -> Phrase | None:
    """The name above a field or before it: of the two the one that is on a row or in a column with it."""
    above, before = name_above(sight, box), name_before(sight, box)
    if before is not None and inside and sight.is_title(before, inside[0]):
        before = before if is_in_column(sight, before.box, box) else None
    if above is None or before is None:
        return above or before or head_of_column(sight, box)
    return before if _is_of_another(sight, above, before, box) else above


def _is_of_another(sight: Sight, above: Phrase, before: Phrase, box: Box) -> bool:
    """Whether what stands above a field with a text at its left is about something above."""
    if hangs_from_field(sight, above.box, box) or _leads_up(sight, before, box):
        return True
    room = max(0, box.y - sight.px(OUTLINE) - above.box.bottom)
    if sight.is_ruled(Box(before.box.x, above.box.bottom, box.right - before.box.x, room)):
        return True
    return room > sight.px(RIGHT_ABOVE) and is_in_column(sight, before.box, box)


def _leads_up(sight: Sight, before: Phrase, box: Box) -> bool:
    """Whether a text right at a field leads up to it, as names do that end in a colon, or in a column."""
    is_name = before.text.endswith((":", "*")) or is_in_column(sight, before.box, box)
    return is_name and is_close(sight, before, box)


def _as_name(phrase: Phrase) -> str | None:
    return phrase.text.rstrip(" *:").strip() or None


def is_headed(rows: Sequence[Row]) -> bool:
    """Whether all that stands in a box is a name, and under it in larger letters what the field holds."""
    if len(rows) != LINES or any(len(row) > 1 for row in rows):
        return False
    return _is_smaller(rows[0][0], rows[1][0])


def _begins_with_name(inside: Sequence[Phrase]) -> bool:
    """Whether a field's name stands within it, in smaller letters above what it holds."""
    first_two = sorted(inside, key=lambda p: p.box.y)[:LINES]
    return len(first_two) == LINES and _is_smaller(*first_two)


def _is_smaller(name: Phrase, held: Phrase) -> bool:
    return name.box.bottom <= held.box.y and stature(name) < SMALLER * stature(held)


def _with_icon(sight: Sight, box: Box) -> Box:
    """A field with the little box at its left in which a picture tells what it is for."""
    left = sight.rectangle_at(Point(box.x - sight.px(ICON), box.center.y))
    if left is None or left.width > 2 * box.height or abs(left.height - box.height) > sight.px(ICON):
        return box
    return union((left, box)) if 0 <= box.x - left.right + sight.px(ICON) <= 2 * sight.px(ICON) else box
