"""Forms in columns: names in one of them, and their fields, one under the other, in the next."""

from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: Names of one column begin or end at the same place, and so do fields; give or take so many pixels.
ALIGNED = 4
#: Other fields of a column are looked for so far above and below, in pixels of a 1080p screen.
AROUND = 160
#: How far inside a field it is looked for.
INSIDE = 8
#: What hangs from a field is at most so far under it; fields above one another are about equally high.
HANGING, HIGHER = 14, 1.6


def is_in_column(sight: Sight, name: Box, field: Box) -> bool:
    """Whether texts at the left of a field are a form's names: another field has one right under or over."""
    tall, wide = sight.px(AROUND), field.x - name.x + sight.px(ALIGNED)
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


def hangs_from_field(sight: Sight, text: Box, field: Box) -> bool:
    """Whether a text stands closer to a field above it than to the one below, which is about as high."""
    over = sight.rectangle_at(Point(text.x + sight.px(INSIDE), text.y - sight.px(HANGING)))
    if over is None or over.height > HIGHER * field.height or over.bottom > text.y:
        return False
    return text.y - over.bottom < field.y - text.bottom
