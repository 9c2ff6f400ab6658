"""Forms in columns: names in one of them, and their fields, one under the other, in the next."""

from collections.abc import Sequence

from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: Names of one column begin or end at the same place, and so do fields; give or take so many pixels.
ALIGNED = 4
#: Other fields of a column are looked for so far above and below, in pixels of a 1080p screen.
AROUND, BESIDE = 160, 260
#: How far inside a field it is looked for.
INSIDE = 8
#: What hangs from a field is at most so far under it; fields above one another are about equally high.
HANGING, HIGHER = 14, 1.6


def is_in_column(sight: Sight, name: Box, field: Box) -> bool:
    """Whether texts at the left of a field are a form's names: another field has one right under or over."""
    tall, wide = sight.px(AROUND), sight.px(BESIDE)
    near = sight.phrases(Box(field.x - wide, field.y - tall, wide, 2 * tall + field.height))
    others = (p.box for p in near if not p.box.same_row(field) and _is_aligned(sight, p.box, name))
    return any(_begins_with(sight, other, field) for other in others)


def _is_aligned(sight: Sight, one: Box, other: Box) -> bool:
    return min(abs(one.x - other.x), abs(one.right - other.right)) <= sight.px(ALIGNED)


def _begins_with(sight: Sight, name: Box, field: Box) -> bool:
    """Whether a field begins or ends on the row of a text where another one does."""
    inside = sight.px(INSIDE)
    starts = (Point(x, name.center.y) for x in (field.x + inside, field.right - inside))
    found = (sight.rectangle_at(start) for start in starts)
    return any(f is not None and f != field and _is_aligned(sight, f, field) for f in found)


def field_over(sight: Sight, text: Box, field: Box) -> Box | None:
    """The field right above a text, if one is there as low as the one below it."""
    over = sight.rectangle_at(Point(text.x + sight.px(INSIDE), text.y - sight.px(HANGING)))
    is_field = over is not None and over.height <= HIGHER * field.height and over.bottom <= text.y
    return over if is_field else None


def lines_about(stack: Sequence[Phrase], over: Box | None, field: Box, slack: int) -> list[Phrase]:
    """Which lines between two fields, lowest first, are about the lower one: most room is above them."""
    if over is None:
        return list(stack)
    edges = [field.y, *(side for line in stack for side in (line.box.bottom, line.box.y)), over.bottom]
    rooms = [below - above for below, above in zip(edges[::2], edges[1::2], strict=True)]
    widest = max(range(1, len(rooms)), key=rooms.__getitem__)
    return list(stack[:widest]) if rooms[0] < rooms[widest] + slack else []
