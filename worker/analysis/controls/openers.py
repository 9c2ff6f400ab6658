"""Fields that open a list: a mark at their right end tells them from a card or a button with a text."""

import numpy as np

from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box, Point

#: A mark is at most so far from the right end, in heights of the field, and so far from the text.
AT_END, APART = 1.8, 0.3
#: The outline of a field is so thick, in pixels of a 1080p screen.
OUTLINE = 4
#: Pixels of a mark differ by more than that from their paper, and it has so many of them.
INK, FEWEST = 40, 6
#: A mark in a little box of its own stands right beside, in a box no wider than so many heights.
OWN_BOX, BESIDE = 1.3, 4
#: A list that is closed is at most so high.
TALLEST = 72


def is_list(sight: Sight, box: Box, text: Box) -> bool:
    """Whether a mark, such as an arrow that points down, stands at the end of a box with a text."""
    return _has_mark(sight, box, text) or _has_button(sight, box)


def is_wide_list(sight: Sight, box: Box) -> bool:
    """Whether a box of any width is a list: no higher than such fields are, with one text at its start."""
    inside = sight.inside(box) if box.height <= sight.px(TALLEST) else []
    is_one_text = len(inside) == 1 and inside[0].box.x - box.x <= box.height
    return is_one_text and is_list(sight, box, inside[0].box)


def _has_mark(sight: Sight, box: Box, text: Box) -> bool:
    inner = box.grown(-sight.px(OUTLINE))
    left = max(int(box.right - AT_END * box.height), int(text.right + APART * text.height))
    if left >= inner.right:
        return False
    part = sight.cut(inner._replace(x=left, width=inner.right - left)).astype(np.int16)
    apart = np.abs(part - np.median(part, axis=(0, 1))).max(axis=2)
    return int((apart > INK).sum()) >= FEWEST


def _has_button(sight: Sight, box: Box) -> bool:
    beside = sight.rectangle_at(Point(box.right + box.height // 2, box.center.y))
    if beside is None or abs(beside.x - box.right) > sight.px(BESIDE):
        return False
    return beside.width <= OWN_BOX * box.height and abs(beside.height - box.height) <= sight.px(2 * BESIDE)
