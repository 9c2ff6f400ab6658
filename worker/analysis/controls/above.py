"""The name of a field that stands above it."""

from worker.analysis.controls.blocks import TOGETHER, stack_of, stature
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: Furthest a name may be above its field.
ABOVE = 44
#: A name above a field reaches so far to the right, if the field does not.
NAME = 560
#: Text taller than this names no field.
TALLEST = 42
#: A name and what explains it reach at most so far above their field, one line so much closer to the next.
STACKED, CLOSE = 130, 4
#: Another field is at most so much higher.
HIGHER = 1.6
#: The head of a table is so much wider than a field under it, and says more than one thing.
WIDER = 1.6
#: How far to the right of a text a field begins that it names.
STEPS = (12, 40, 80)


def name_above(sight: Sight, box: Box) -> Phrase | None:
    """What stands above a field, close to its left edge, unless it is about something beside or above."""
    near = _lines_above(sight, box, ABOVE + 12)
    nearest = max((p for p in near if _is_near(sight, p.box, box)), key=lambda p: p.box.bottom, default=None)
    if nearest is None or _is_held(sight, nearest.box, box) or _names_another(sight, nearest.box, box):
        return None
    room = max(box.y - nearest.box.bottom + sight.px(CLOSE), int(TOGETHER * stature(nearest)))
    lines = [p for p in _lines_above(sight, box, STACKED) if not _is_held(sight, p.box, box)]
    return sight.headline(stack_of(lines, nearest, room))


def _lines_above(sight: Sight, box: Box, reach: int) -> list[Phrase]:
    """What begins about where a field does, above it."""
    tall, wide = sight.px(reach), max(box.width, sight.px(NAME))
    region = Box(box.x - sight.px(16), box.y - tall, wide, tall + sight.px(8))
    return [p for p in sight.phrases(region) if _is_above(sight, p.box, box) and len(p.text) > 1]


def _is_held(sight: Sight, text: Box, box: Box) -> bool:
    """Whether a text above a field is what another field holds."""
    around = sight.frame_of(text)
    if around is None or around.height > HIGHER * box.height or around.bottom > box.y + 2:
        return False
    return around.width <= WIDER * box.width or len(sight.inside(around)) == 1  # Else it is a table's head.


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
