"""Toolbars: rows of little pictures above what is written into, between it and its name."""

from itertools import groupby

import cv2
import numpy as np

from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box

#: What has a toolbar is at least so high, and the toolbar at most, in pixels of a 1080p screen.
AREA, BAR = 60, 44
#: Its pictures, or the buttons with them, have such sides; what is wider is a word.
SMALLEST, LARGEST = 5, 34
#: Marks closer together than this are one picture or one word.
TOGETHER = 6
#: So many pictures side by side are a toolbar; it has at most so many rows.
FEWEST, ROWS = 4, 2
#: What is that thin, or wider than that share of the field, is a rule or an outline.
THIN, RULE = 2, 0.5
#: Pictures differ by more than that from the paper; their middles are on one row, give or take so much.
INK, LEVEL = 30, 6


def with_toolbar(sight: Sight, box: Box) -> Box:
    """A field with the toolbar right above it, if it has one."""
    if box.height < sight.px(AREA):
        return box
    for _ in range(ROWS):
        top = _top_of_bar(sight, box)
        if top is None:
            break
        box = Box(box.x, top, box.width, box.bottom - top)
    return box


def _top_of_bar(sight: Sight, box: Box) -> int | None:
    """Where the row of pictures above a field begins."""
    strip = Box(box.x, box.y - sight.px(BAR), box.width, sight.px(BAR) - 2)
    if strip.y < 0:
        return None
    marks = [m for m in _marks(sight, strip) if m.height > THIN and m.width < RULE * box.width]
    nearest = max(marks, key=lambda mark: mark.bottom, default=None)
    if nearest is None:
        return None
    row = [m for m in marks if abs(m.center.y - nearest.center.y) <= sight.px(LEVEL)]
    return min(m.y for m in row) if _is_bar(sight, row) else None


def _is_bar(sight: Sight, row: list[Box]) -> bool:
    """Whether several pictures stand side by side with no word between them."""
    low, high = sight.px(SMALLEST), sight.px(LARGEST)
    is_small = [low <= max(m.width, m.height) <= high for m in sorted(row)]
    return any(small and len(list(run)) >= FEWEST for small, run in groupby(is_small))


def _marks(sight: Sight, strip: Box) -> list[Box]:
    """What is drawn in a strip, each with what is close to it, in pixels of the screen."""
    part = sight.cut(strip).astype(np.int16)
    ink = (np.abs(part - np.median(part, axis=(0, 1))).max(axis=2) > INK).astype(np.uint8)
    joined = cv2.dilate(ink, np.ones((1, sight.px(TOGETHER)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [Box(x + strip.x, y + strip.y, wide, tall) for x, y, wide, tall in stats[1:, :4].tolist()]
