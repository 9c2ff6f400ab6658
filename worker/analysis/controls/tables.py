"""Fields in the cells of a table: all of a column are called by its head."""

from worker.analysis.controls.above import ABOVE, name_above
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: So many rows are climbed at most.
ROWS = 12
#: Fields of one column begin and end at the same place, and are about as high, give or take so many pixels.
ALIGNED, ALIKE = 4, 8
#: A field of the row above, or the next one of the same row, is looked for in such steps, and so far.
STEP, BESIDE = 12, 72
#: The middle of a head is so far from that of its column.
CENTRED = 8
#: How far inside a field it is looked for: text may stand in its middle.
INSIDE = 6


def head_of_column(sight: Sight, box: Box) -> Phrase | None:
    """What stands above the uppermost field of a column, whose fields are not alone on their rows."""
    if not _is_in_row(sight, box):
        return None
    top = _uppermost(sight, box)
    return (name_above(sight, top) if top != box else None) or _centred_above(sight, top)


def _uppermost(sight: Sight, box: Box) -> Box:
    for _ in range(ROWS):
        over = _field_over(sight, box)
        if over is None:
            break
        box = over
    return box


def _centred_above(sight: Sight, box: Box) -> Phrase | None:
    """What stands in the middle above a field, as the heads of plain tables do."""
    over = Box(box.x, box.y - sight.px(ABOVE), box.width, sight.px(ABOVE))
    middle = [p for p in sight.phrases(over) if abs(p.box.center.x - box.center.x) <= sight.px(CENTRED)]
    return max(middle, key=lambda p: p.box.bottom, default=None)


def _field_over(sight: Sight, box: Box) -> Box | None:
    """The field right above another one, if they are alike."""
    for away in range(sight.px(STEP), sight.px(ABOVE) + box.height // 2, sight.px(STEP)):
        found = sight.rectangle_at(Point(box.x + sight.px(INSIDE), box.y - away))
        if found is not None and found.bottom <= box.y + 2:
            return found if _is_alike(sight, found, box) else None
    return None


def _is_alike(sight: Sight, one: Box, other: Box) -> bool:
    ends = abs(one.x - other.x), abs(one.right - other.right)
    return max(ends) <= sight.px(ALIGNED) and abs(one.height - other.height) <= sight.px(ALIKE)


def _is_in_row(sight: Sight, box: Box) -> bool:
    """Whether another field stands beside one, at the same height."""
    for away in range(sight.px(STEP), sight.px(BESIDE), sight.px(STEP)):
        for x in (box.right + away, box.x - away):
            found = sight.rectangle_at(Point(x, box.y + sight.px(INSIDE)))
            if found is not None and found != box and _is_level(sight, found, box):
                return True
    return False


def _is_level(sight: Sight, one: Box, other: Box) -> bool:
    apart = abs(one.y - other.y), abs(one.bottom - other.bottom)
    return max(apart) <= sight.px(ALIKE)
