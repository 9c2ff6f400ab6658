"""The flat rectangle around a point, and what stands between two things on one row."""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.controls.notched import notched_at
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point

#: Largest control, as shares of the screen: anything larger is a panel or the page.
WIDEST, HIGHEST = 0.6, 0.24
#: Smallest control, in pixels of a 1080p screen.
NARROWEST, LOWEST = 24, 14
#: How much a control's background may vary: in blue, green and red, as compression is less exact in colours.
FLAT = (9, 5, 7)
#: The same of paper that is shaded.
SHADED = (14, 7, 10)
#: Within so many pixels of a sharp edge the picture differs from the paper by more than that.
RIM, SHARP = 3, 12
#: A pixel may differ so far from most of its background to be where that is measured.
TINGED = 2
#: An outline is at most so thick, in pixels.
LINE = 2
#: Samples of what is around a point are so many pixels apart.
APART = 3
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
    around, part = _around(pixels, point, wide, tall)
    seed = _background_near(part, Point(point.x - around.x, point.y - around.y), scale)
    box = _first_sharp(part, seed, _rectangles(part, seed, scale, (wide, tall)))
    return None if box is None else box._replace(x=box.x + around.x, y=box.y + around.y).grown(1)


def notched_rectangle_at(pixels: Pixels, point: Point, scale: float) -> Box | None:
    """The field that holds a point, if its outline is interrupted for its name."""
    if not Box(0, 0, pixels.shape[1], pixels.shape[0]).contains(point):
        return None
    wide, tall = int(WIDEST * pixels.shape[1]), int(HIGHEST * pixels.shape[0])
    around, part = _around(pixels, point, wide, tall)
    seed = _background_near(part, Point(point.x - around.x, point.y - around.y), scale)
    box = notched_at(part, Point(*seed), scale)
    if box is None or not _is_sharp(part, part[seed[1], seed[0]], box):
        return None
    return box._replace(x=box.x + around.x, y=box.y + around.y).grown(1)


def _around(pixels: Pixels, point: Point, wide: int, tall: int) -> tuple[Box, Pixels]:
    """What is so far around a point, and how it looks."""
    around = Box(point.x - wide, point.y - tall, 2 * wide, 2 * tall).within(*pixels.shape[1::-1])
    return around, np.ascontiguousarray(cut_out(pixels, around))


def _first_sharp(part: Pixels, seed: tuple[int, int], boxes: Iterator[Box]) -> Box | None:
    """The first rectangle that ends where the picture changes at once, else the first of all."""
    first: Box | None = None
    for box in boxes:
        if _is_sharp(part, part[seed[1], seed[0]], box):
            return box
        first = first or box
    return first


def _rectangles(part: Pixels, seed: tuple[int, int], scale: float, most: tuple[int, int]) -> Iterator[Box]:
    """What is a rectangle around a point, with flat paper and then with paper that changes its colour."""
    for flat in (FLAT, SHADED):
        mask = np.zeros((part.shape[0] + 2, part.shape[1] + 2), np.uint8)
        flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
        area, _, _, found = cv2.floodFill(part, mask, seed, 0, flat, flat, flags)
        for filled in (_Filled(Box(*found), area), _without_lines(mask[1:-1, 1:-1], seed)):
            if _is_edged(filled, part, scale, most):
                yield filled.box


def _is_sharp(part: Pixels, paper: Pixels, box: Box) -> bool:
    """Whether there is another colour right beyond each side of a rectangle; paper changes bit by bit."""
    across = slice(box.x + box.width // 4, box.right - box.width // 4)
    down = slice(box.y + box.height // 4, box.bottom - box.height // 4)
    sides = (
        part[max(0, box.y - RIM) : box.y, across],
        part[box.bottom : box.bottom + RIM, across],
        part[down, max(0, box.x - RIM) : box.x].swapaxes(0, 1),
        part[down, box.right : box.right + RIM].swapaxes(0, 1),
    )
    apart = (np.abs(side.astype(np.int16) - paper).max(axis=2).max(axis=0) for side in sides)
    return all(float(np.median(side)) > SHARP for side in apart)


class _Filled(NamedTuple):
    box: Box
    area: int


def _is_edged(filled: _Filled, part: Pixels, scale: float, most: tuple[int, int]) -> bool:
    """Whether what was filled in a part of a picture is a rectangle with an edge all around."""
    box, (height, width) = filled.box, part.shape[:2]
    touches = box.x == 0 or box.y == 0 or box.right == width or box.bottom == height
    sized = NARROWEST * scale <= box.width <= most[0] and LOWEST * scale <= box.height <= most[1]
    return sized and not touches and filled.area >= FILLED * box.area


def _without_lines(mask: Pixels, seed: tuple[int, int]) -> _Filled:
    """What was filled around a point but for lines: an outline may have the colour of what it leads past."""
    broad = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((LINE + 1, LINE + 1), np.uint8))
    if not broad[seed[1], seed[0]]:
        return _Filled(Box(0, 0, 0, 0), 0)
    area, _, _, found = cv2.floodFill(broad, None, seed, 1)
    return _Filled(Box(*found), area)


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
    common = _alike(window, _most_common(window)).astype(np.uint8)
    _, patches, stats, _ = cv2.connectedComponentsWithStats(common, connectivity=4)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    apart = np.abs(window - np.median(window[patches == largest], axis=0)).max(axis=2)
    apart[patches != largest] = np.inf  # A pixel that compression has tinged is no sample of the colour.
    rows, columns = np.nonzero(apart <= max(TINGED, apart.min()))
    nearest = int(np.argmin((rows + top - point.y) ** 2 + (columns + left - point.x) ** 2))
    return int(columns[nearest] + left), int(rows[nearest] + top)


def _most_common(window: Pixels) -> Pixels:
    """The colour that most of a window is like, of some samples of it."""
    samples = window[::APART, ::APART].reshape(-1, 3)
    counts = [np.count_nonzero(_alike(window, sample)) for sample in samples]
    return np.asarray(samples[int(np.argmax(counts))], np.uint8)


def _alike(window: Pixels, colour: Pixels) -> NDArray[np.bool_]:
    return np.asarray((np.abs(window.astype(np.int16) - colour) <= FLAT).all(axis=2), np.bool_)
