"""The name of a field that stands before it, on its row: beside it, or at the start of a row of settings."""

from worker.analysis.controls.above import CLOSE, STACKED
from worker.analysis.controls.blocks import stack_of
from worker.analysis.controls.columns import is_in_column
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, union

#: Furthest a name may be beside its field, and at the start of a row of which a field is the end.
BESIDE, FAR = 260, 1000
#: What stands no further before a field than that is its name, whatever else is around.
CLOSE_BY = 24
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


def is_close(sight: Sight, name: Phrase | None, box: Box) -> bool:
    """Whether a text before a field stands right at it, as in a form whose names end where fields begin."""
    return name is not None and box.x - name.box.right <= sight.px(CLOSE_BY)


def is_at_name(sight: Sight, box: Box, *, in_column: bool) -> bool:
    """Whether a text stands right before a rectangle, as at a field, or at least as a form's names do."""
    before = name_before(sight, box)
    if before is None or is_close(sight, before, box):
        return before is not None
    return in_column and is_in_column(sight, before.box, box)


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
    left = [p for p in left if _leads_to(sight, p.box, box)]
    return max(left, key=lambda p: p.box.right, default=None)


def _leads_to(sight: Sight, text: Box, box: Box) -> bool:
    """Whether nothing parts a text from a field, or but the edge of the table's cell in which it stands.

    A cell is higher than what stands in the next one; a button or another field is not.
    """
    room = sight.px(OUTLINE)
    field = box.grown(room)
    if sight.is_open(text.grown(1), field) and not _is_cut_off(sight, text, field):
        return True
    cell = sight.frame_of(text)
    if cell is None or not 0 <= box.x - cell.right <= sight.px(CLOSE_BY):
        return False
    return cell.y <= box.y - room and cell.bottom >= box.bottom + room


def _is_cut_off(sight: Sight, text: Box, field: Box) -> bool:
    """Whether an edge stands on the last letters of a text, as that of a dialog over it."""
    end = text._replace(width=max(1, text.width - text.height)).grown(sight.px(OUTLINE))
    return text.right < field.x and not sight.is_open(end, field)


def is_ruled_row(sight: Sight, name: Box, box: Box) -> bool:
    """Whether a line or another paper right above or below a name and a field makes them one row."""
    row, beyond = union((name, box)).grown(sight.px(OUTLINE)), sight.px(AROUND)
    over = Box(row.x, row.y - beyond, row.width, beyond)
    return sight.is_ruled(over) or sight.is_ruled(over._replace(y=row.bottom))
