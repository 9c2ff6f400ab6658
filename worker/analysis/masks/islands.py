"""Where in a mask something is set, as rectangles.

Labelling a whole screen costs more than decoding it. What changes is mostly small, so the mask is first cut
along its empty rows and columns.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

FASTEST = cv2.CCL_BBDT  #: of one thread, on pictures of screens


def rectangles(mask: Pixels, reach: int) -> list[Box]:
    """Rectangles around what is set, largest first; what is at most 2 x `reach` apart belongs together."""
    found = [box for island in islands(mask, 2 * reach) for box in _labelled(mask, island, reach)]
    return sorted(found, key=lambda box: -box.area)


def islands(mask: Pixels, gap: int) -> Iterator[Box]:
    """Boxes that hold all that is set, with more than `gap` empty rows or columns between any two."""
    for top, bottom in _runs(mask, 1, gap):
        for left, right in _runs(mask[top:bottom], 0, gap):
            for upper, lower in _runs(mask[top:bottom, left:right], 1, gap):
                yield Box(left, top + upper, right - left, lower - upper)


def _runs(mask: Pixels, along: int, gap: int) -> list[tuple[int, int]]:
    """Where rows (`along` 1) or columns (0) are set, runs with at most `gap` empty ones within."""
    lines = np.flatnonzero(mask.max(axis=along))
    if not len(lines):
        return []
    ends = np.flatnonzero(np.diff(lines) > gap + 1)
    starts, stops = [lines[0], *lines[ends + 1]], [*lines[ends], lines[-1]]
    return [(int(start), int(stop) + 1) for start, stop in zip(starts, stops, strict=True)]


def _labelled(mask: Pixels, island: Box, reach: int) -> Iterator[Box]:
    around = island.grown(reach).within(mask.shape[1], mask.shape[0])
    part = mask[around.y : around.bottom, around.x : around.right]
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * reach + 1, 2 * reach + 1))
    grown = cv2.dilate(part, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(grown, 8, cv2.CV_32S, FASTEST)
    for x, y, width, height in stats[1:count, :4].tolist():
        yield Box(x + around.x, y + around.y, width, height).grown(-reach)
