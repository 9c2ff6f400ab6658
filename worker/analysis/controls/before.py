"""The name of a field that stands before it, on its row: beside it, or at the start of a row of settings."""

from worker.analysis.controls.above import CLOSE, STACKED
from worker.analysis.controls.blocks import stack_of
from worker.analysis.controls.columns import is_in_column
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, union

#: Furthest a name may be beside its field, and at the start of a row of which a field is the end.
BESIDE, FAR = 260, 1000
#: An outline is at most so thick; the lines of a name and what explains it are so close.
OUTLINE, LINES = 3, 12
#: The same in heights of a line.
APART = 1.0
#: The rules of a row are at most so far above and below what stands on it.
AROUND = 40


def name_before(sight: Sight, box: Box) -> Phrase | None:
    """What stands before a field; from far away only what is on one row with it, as rules or others show."""
    nearest = _nearest_before(sight, box)
    if nearest is None:
        return None
    is_far = box.x - nearest.box.right > sight.px(BESIDE)
    if is_far and not (is_ruled_row(sight, nearest.box, box) or is_in_column(sight, nearest.box, box)):
        return None
    return headed(sight, nearest, box)


def headed(sight: Sight, nearest: Phrase, box: Box) -> Phrase:
    """The name that a text before a control explains, where it stands right above that; else the text."""
    around = sight.px(STACKED) // 2
    wide = max(1, box.x - nearest.box.x)
    near = sight.phrases(Box(nearest.box.x, box.y - around, wide, around + box.height))
    column = [p for p in near if abs(p.box.x - nearest.box.x) <= sight.px(CLOSE)]
    room = max(sight.px(LINES), int(APART * nearest.box.height))
    return sight.headline(stack_of(column, nearest, room))


def _nearest_before(sight: Sight, box: Box) -> Phrase | None:
    far = max(1, min(box.x, sight.px(FAR)))
    near = sight.phrases(Box(box.x - far, box.y, far, box.height))
    left = [p for p in near if p.box.same_row(box) and p.box.right <= box.x + 4 and len(p.text) > 1]
    left = [p for p in left if sight.is_open(p.box.grown(1), box.grown(sight.px(OUTLINE)))]
    return max(left, key=lambda p: p.box.right, default=None)


def is_ruled_row(sight: Sight, name: Box, box: Box) -> bool:
    """Whether a line or another paper right above or below a name and a field makes them one row."""
    row, beyond = union((name, box)).grown(sight.px(OUTLINE)), sight.px(AROUND)
    over = Box(row.x, row.y - beyond, row.width, beyond)
    return sight.is_ruled(over) or sight.is_ruled(over._replace(y=row.bottom))
