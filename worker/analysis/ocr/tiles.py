"""A screen as small squares: which of them a box touches, and which look alike on two screens."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

#: Side of a tile, in pixels.
SIDE = 16
COLOURS = 3
#: Colours that differ by less, or fewer than that in a tile, are the noise of compression.
NOISE, FEW = 36, 6

Tiles = NDArray[np.bool_]


class Span(NamedTuple):
    """Rows and columns of tiles, each from the first and up to but not including the last."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def box(self) -> Box:
        """The pixels of it; the last tiles may reach beyond the screen."""
        width, height = (self.right - self.left) * SIDE, (self.bottom - self.top) * SIDE
        return Box(self.left * SIDE, self.top * SIDE, width, height)

    def of(self, tiles: Tiles) -> Tiles:
        """This part of all tiles of a screen; writing to it writes to them."""
        return tiles[max(0, self.top) : max(0, self.bottom), max(0, self.left) : max(0, self.right)]

    def seen_from(self, other: "Span") -> "Span":
        """The same tiles, counted from the first of another span."""
        return Span(
            self.top - other.top, self.bottom - other.top, self.left - other.left, self.right - other.left
        )


def touched_by(box: Box) -> Span:
    """The tiles that a box touches."""
    return Span(box.y // SIDE, -(-box.bottom // SIDE), box.x // SIDE, -(-box.right // SIDE))


def tiles_of(pixels: Pixels) -> Tiles:
    """One False for each tile of a picture."""
    return np.zeros([-(-side // SIDE) for side in pixels.shape[:2]], np.bool_)


def alike(one: Pixels, other: Pixels, span: Span) -> Tiles:
    """Which tiles of a span look the same on two pictures of one size."""
    box = span.box.within(*one.shape[1::-1])
    here, there = (p[box.y : box.bottom, box.x : box.right] for p in (one, other))
    different = cv2.threshold(cv2.absdiff(here, there), NOISE, 1, cv2.THRESH_BINARY)[1]
    down, across = (-side % SIDE for side in different.shape[:2])
    whole = cv2.copyMakeBorder(different, 0, down, 0, across, cv2.BORDER_CONSTANT, value=0)
    size = (whole.shape[0] // SIDE, SIDE, whole.shape[1] // SIDE)
    of_rows = cv2.reduce(whole.reshape(-1, SIDE * COLOURS), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)
    return np.asarray(of_rows.reshape(size).sum(axis=1) <= FEW)


def patches(tiles: Tiles, span: Span) -> list[Box]:
    """The rectangles around the connected tiles of a span, in pixels of the screen."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(tiles.astype(np.uint8), connectivity=8)
    boxes = [Box(*(int(v) * SIDE for v in row[:4])) for row in stats[1:count]]
    return [b._replace(x=b.x + span.box.x, y=b.y + span.box.y) for b in boxes]
