"""The flat rectangle around a point, and what stands between two things on one row."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point

#: Largest control, as shares of the screen: anything larger is a panel or the page.
WIDEST, HIGHEST = 0.6, 0.24
#: Smallest control, in pixels of a 1080p screen.
NARROWEST, LOWEST = 24, 14
#: How much a control's background may vary from pixel to pixel.
FLAT = 5
#: A pixel may differ so far from most of its background to be where that is measured.
TINGED = 2
#: A rectangle is filled at least so far; the rest is what stands in it.
FILLED = 0.45
#: A column whose pixels all differ from the background by more than that is an edge.
EDGE = 7


def rectangle_at(
    pixels: Pixels, point: Point, scale: float, widest: float = WIDEST, highest: float = HIGHEST
) -> Box | None:
    """The smallest flat rectangle with an edge all around that holds a point: a field, a button or a row.

    It is not wider and not higher than the shares `widest` and `highest` of the screen.
    """
    if not Box(0, 0, pixels.shape[1], pixels.shape[0]).contains(point):
        return None
    wide, tall = int(widest * pixels.shape[1]), int(highest * pixels.shape[0])
    around = Box(point.x - wide, point.y - tall, 2 * wide, 2 * tall)
    around = around.within(pixels.shape[1], pixels.shape[0])
    part = np.ascontiguousarray(pixels[around.y : around.bottom, around.x : around.right])
    seed = _background_near(part, Point(point.x - around.x, point.y - around.y), scale)
    mask = np.zeros((part.shape[0] + 2, part.shape[1] + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
    filled, _, _, found = cv2.floodFill(part, mask, seed, 0, (FLAT,) * 3, (FLAT,) * 3, flags)
    box = Box(*found)
    touches = box.x == 0 or box.y == 0 or box.right == part.shape[1] or box.bottom == part.shape[0]
    sized = NARROWEST * scale <= box.width <= wide and LOWEST * scale <= box.height <= tall
    if touches or not sized or filled < FILLED * box.area:
        return None
    return Box(box.x + around.x, box.y + around.y, box.width, box.height).grown(1)


def is_walled(pixels: Pixels, row: Box, *, shaded: bool = False) -> bool:
    """Whether an edge crosses a row from top to bottom, or its background changes along the way.

    What is `shaded`, as some buttons are, has another background in each line of pixels.
    """
    row = row.within(pixels.shape[1], pixels.shape[0])
    part = pixels[row.y : row.bottom, row.x : row.right].astype(np.int16)
    paper = np.median(part, axis=1 if shaded else (0, 1), keepdims=True)
    return bool((np.abs(part - paper).max(axis=2).min(axis=0) > EDGE).any())


def _background_near(part: Pixels, point: Point, scale: float) -> tuple[int, int]:
    """A pixel near the point in the largest patch of the most common colour, past text and pointer."""
    across, down = int(16 * scale), int(10 * scale)
    left, top = max(0, point.x - across), max(0, point.y - down)
    window = part[top : point.y + down + 1, left : point.x + across + 1]
    codes = (window.astype(np.int32) // 8) @ np.array([1, 64, 4096])
    values, counts = np.unique(codes, return_counts=True)
    common = (codes == values[counts.argmax()]).astype(np.uint8)
    _, patches, stats, _ = cv2.connectedComponentsWithStats(common, connectivity=4)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    apart = np.abs(window - np.median(window[patches == largest], axis=0)).max(axis=2)
    apart[patches != largest] = np.inf  # A pixel that compression has tinged is no sample of the colour.
    rows, columns = np.nonzero(apart <= max(TINGED, apart.min()))
    nearest = int(np.argmin((rows + top - point.y) ** 2 + (columns + left - point.x) ** 2))
    return int(columns[nearest] + left), int(rows[nearest] + top)
