"""What is no change: what goes on by itself (a clock, a caret, a bar that creeps), and a browser's status."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box
from worker.analysis.settling.creeping import without_creeping

#: A rectangle that changed this often within the window, all in its own place, changes by itself.
REPEATS, WINDOW = 4, 6.0
#: A difference of more than this share of the screen is a whole page's, and says nothing of what it shows.
_PAGE = 0.03
#: Pixels of a rectangle that is but noise of the video's compression.
SPECK = 12


def without_lively(content: Iterable[Delta], scale: float, screen: Box) -> list[Delta]:
    """The differences without those that nobody caused, in their order."""
    of_page = without_creeping(_without_status(content, scale, screen), scale)
    return _without_repeats(_without_carets(of_page, scale), scale)


def is_caret(box: Box, scale: float, widest: float = 2.9) -> bool:
    """Whether a box is as narrow and as high as a text caret."""
    return box.width <= widest * scale and 8 * scale <= box.height <= 44 * scale


def _without_status(content: Iterable[Delta], scale: float, screen: Box) -> list[Delta]:
    """Without the bubble in the lower left corner in which browsers show where a link leads."""
    corner = Box(0, screen.height - int(40 * scale), screen.width // 2, int(40 * scale))
    kept = []
    for delta in content:
        boxes = tuple(b for b in delta.boxes if not (corner.encloses(b) and b.x <= 220 * scale))
        if boxes:
            kept.append(delta._replace(boxes=boxes))
    return kept


def _without_carets(content: Iterable[Delta], scale: float) -> list[Delta]:
    kept = []
    for delta in content:
        boxes = tuple(b for b in delta.boxes if not is_caret(b, scale))
        if any(b.area > SPECK * scale for b in boxes):
            kept.append(delta._replace(boxes=boxes))
    return kept


def _without_repeats(content: Sequence[Delta], scale: float) -> list[Delta]:
    alone = (delta for delta in content if delta.changed < _PAGE)
    small = [(d.t, *b) for d in alone for b in d.boxes if _is_small(b, scale)]
    seen = np.array(small, np.float64).reshape(-1, 5)
    kept = []
    for delta in content:
        near = seen[np.abs(seen[:, 0] - delta.t) <= WINDOW]
        boxes = tuple(b for b in delta.boxes if delta.scrolled or not _repeats(b, near, scale))
        if boxes:
            kept.append(delta._replace(boxes=boxes))
    return kept


def _is_small(box: Box, scale: float) -> bool:
    return max(box.width, box.height) <= 120 * scale


def _repeats(box: Box, near: NDArray[np.float64], scale: float) -> bool:
    """Whether something in just this place changes again and again.

    `near` has a row for each small rectangle around that time: when, left, top, width, height.
    """
    if not _is_small(box, scale):
        return False
    place = box.grown(int(scale))
    t, x, y, width, height = near.T
    across = np.minimum(x + width, place.right) - np.maximum(x, place.x)
    down = np.minimum(y + height, place.bottom) - np.maximum(y, place.y)
    shared = np.maximum(across, 0) * np.maximum(down, 0)
    same = shared >= 0.5 * np.maximum(width * height, place.area)
    return len(np.unique(t[same])) >= REPEATS
