"""What fields are called: by the text that stands above, beside or in them."""

from collections.abc import Sequence

from worker.analysis.controls.blocks import stack_of, stature
from worker.analysis.controls.columns import hangs_from_field, is_in_column
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point, union

#: Furthest a name may be: above its field, beside it.
ABOVE, BESIDE = 44, 260
#: A name above a field reaches so far to the right, if the field does not.
NAME = 560
#: Text taller than this names no field, nor does text this much taller than what the field itself holds.
TALLEST, HEADING = 42, 1.2
#: A name and what explains it reach at most so far above their field, one line so much closer to the next.
STACKED, CLOSE = 130, 4
#: A name that stands right above its field is no further from it than this.
RIGHT_ABOVE = 18
#: An outline is at most so thick; another field is at most so much higher.
OUTLINE, HIGHER = 3, 1.6
#: A name within its field and what the field holds are two lines; the name's letters are smaller.
LINES, SMALLER = 2, 0.93
#: So far left of a field's edge is the middle of what else belongs to it.
ICON = 8
#: How far to the right of a text a field begins that it names.
STEPS = (12, 40, 80)


def name_of_field(sight: Sight, box: Box, inside: Sequence[Phrase]) -> str | None:
    """What stands beside a field, or small above its text; its own text when but a heading is beside it."""
    if _is_headed(inside):
        return _as_name(inside[0])
    whole = _with_icon(sight, box)
    above = name_above(sight, whole)
    before = _name_before(sight, whole)
    is_before = before is not None and (above is None or _is_of_another(sight, above, before, whole))
    beside = before if is_before else above
    if inside and (beside is None or stature(beside) > HEADING * stature(inside[0])):
        beside = inside[0]
    return _as_name(beside) if beside is not None else None


def _as_name(phrase: Phrase) -> str | None:
    return phrase.text.rstrip(" *:").strip() or None


def _is_headed(inside: Sequence[Phrase]) -> bool:
    """Whether a field's name stands within it, in smaller letters above what it holds."""
    if len(inside) < LINES:
        return False
    first, second = sorted(inside, key=lambda p: p.box.y)[:LINES]
    return first.box.bottom <= second.box.y and stature(first) < SMALLER * stature(second)


def _with_icon(sight: Sight, box: Box) -> Box:
    """A field with the little box at its left in which a picture tells what it is for."""
    left = sight.rectangle_at(Point(box.x - sight.px(ICON), box.center.y))
    if left is None or left.width > 2 * box.height or abs(left.height - box.height) > sight.px(ICON):
        return box
    return union((left, box)) if 0 <= box.x - left.right + sight.px(ICON) <= 2 * sight.px(ICON) else box


def name_above(sight: Sight, box: Box) -> Phrase | None:
    """What stands above a field, close to its left edge, unless it is about something beside or above."""
    near = _lines_above(sight, box, ABOVE + 12)
    nearest = max((p for p in near if _is_near(sight, p.box, box)), key=lambda p: p.box.bottom, default=None)
    if nearest is None or _is_held(sight, nearest.box, box) or _names_another(sight, nearest.box, box):
        return None
    room = max(0, box.y - nearest.box.bottom) + sight.px(CLOSE)
    lines = [p for p in _lines_above(sight, box, STACKED) if not _is_held(sight, p.box, box)]
    return sight.headline(stack_of(lines, nearest, room))


def _is_of_another(sight: Sight, above: Phrase, before: Phrase, box: Box) -> bool:
    """Whether what stands above a field with a text at its left is about the field above."""
    is_far = box.y - above.box.bottom > sight.px(RIGHT_ABOVE)
    return hangs_from_field(sight, above.box, box) or (is_far and is_in_column(sight, before.box, box))


def _lines_above(sight: Sight, box: Box, reach: int) -> list[Phrase]:
    """What begins about where a field does, above it."""
    tall, wide = sight.px(reach), max(box.width, sight.px(NAME))
    region = Box(box.x - sight.px(16), box.y - tall, wide, tall + sight.px(8))
    return [p for p in sight.phrases(region) if _is_above(sight, p.box, box) and len(p.text) > 1]


def _is_held(sight: Sight, text: Box, box: Box) -> bool:
    """Whether a text above a field is what another field holds."""
    around = sight.rectangle_at(text.center, widest=1.0)
    is_field = around is not None and around.height <= HIGHER * box.height
    return is_field and around is not None and around.bottom <= box.y + 2 and around.encloses(text, slack=2)


def _name_before(sight: Sight, box: Box) -> Phrase | None:
    wide, around = sight.px(BESIDE), sight.px(STACKED) // 2
    near = sight.phrases(Box(box.x - wide, box.y, wide, box.height))
    left = [p for p in near if p.box.same_row(box) and p.box.right <= box.x + 4 and len(p.text) > 1]
    left = [p for p in left if sight.is_open(p.box.grown(1), box.grown(sight.px(OUTLINE)))]
    nearest = max(left, key=lambda p: p.box.right, default=None)
    if nearest is None:
        return None
    near = sight.phrases(Box(box.x - wide, box.y - around, wide, around + box.height))
    column = [p for p in near if abs(p.box.x - nearest.box.x) <= sight.px(CLOSE)]
    return sight.headline(stack_of(column, nearest, sight.px(ICON + CLOSE)))


def _is_above(sight: Sight, text: Box, box: Box) -> bool:
    beside = box.x - sight.px(14) <= text.x <= box.x + 0.4 * box.width
    return beside and text.bottom <= box.y + sight.px(8) and text.height <= sight.px(TALLEST)


def _is_near(sight: Sight, text: Box, box: Box) -> bool:
    return box.y - text.bottom <= sight.px(ABOVE)


def _names_another(sight: Sight, text: Box, box: Box) -> bool:
    """Whether a field stands to the right of a text, so that the text is that one's name."""
    starts = (Point(text.right + sight.px(step), text.center.y) for step in STEPS)
    near = (sight.rectangle_at(start) for start in starts)
    return any(
        n is not None and n.x >= text.right and n.bottom <= box.y + 2 and n.same_row(text) for n in near
    )
