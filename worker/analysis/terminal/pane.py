"""The part of the screen that a terminal fills, and the rows of text in it."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box

#: A terminal's background varies no more than this; what differs by more than that is ink.
FLAT, INK = 9, 48
#: Height and width of what is written nowhere as solid as that: a caret is.
BLOCK = (12, 6)
#: Marks this low are underlines, carets and noise.
LOWEST = 5
#: A lone mark further from the left edge than this many heights is a pointer and no row.
AT_LEFT = 8
#: At least so much of a terminal is empty.
EMPTY = 0.5
#: A terminal has room for so many rows of what is written in it; a form's field has not.
ROOM = 4

Colour = tuple[int, int, int]  #: blue, green, red


class Pane(NamedTuple):
    """A terminal's rectangle and the colour of its background."""

    box: Box
    paper: Colour

    def is_shown(self, pixels: Pixels) -> bool:
        """Whether a picture still shows its background there."""
        part = np.ascontiguousarray(cut_out(pixels, self.box)[::4, ::4])
        return bool(_close_to(part, self.paper, FLAT).mean() >= EMPTY)

    def cleaned(self, pixels: Pixels, pointer: Box | None) -> Pixels:
        """The picture without what is not written: the pointer, and a caret that is a filled block."""
        clean = pixels.copy()
        if pointer is not None:
            around = pointer.within(pixels.shape[1], pixels.shape[0])
            clean[around.y : around.bottom, around.x : around.right] = self.paper
        blocks = cv2.morphologyEx(self._ink(clean), cv2.MORPH_OPEN, np.ones(BLOCK, np.uint8))
        part = clean[self.box.y : self.box.bottom, self.box.x : self.box.right]
        part[cv2.dilate(blocks, np.ones((7, 7), np.uint8)) > 0] = self.paper
        return clean

    def rows(self, clean: Pixels) -> list[Box]:
        """The rows of text in a cleaned picture from top to bottom, each as wide as what stands in it."""
        ink = self._ink(clean).astype(np.bool_)
        stretches = _runs(np.asarray(ink.any(axis=1)))
        rows = [self._row(ink, top, bottom) for top, bottom in stretches if bottom - top >= LOWEST]
        return [row for row in rows if row.width > row.height or row.x - self.box.x <= AT_LEFT * row.height]

    def _ink(self, pixels: Pixels) -> NDArray[np.uint8]:
        """1 for what is written."""
        return np.asarray(1 - _close_to(cut_out(pixels, self.box), self.paper, INK), np.uint8)

    def _row(self, ink: NDArray[np.bool_], top: int, bottom: int) -> Box:
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        left, right = int(columns[0]), int(columns[-1]) + 1
        return Box(self.box.x + left, self.box.y + top, right - left, bottom - top)


def pane_around(pixels: Pixels, text: Box) -> Pane | None:
    """The flat part of the screen, up to its edges on all sides, in which a piece of text stands.

    None when it has no room for a terminal.
    """
    box = text.within(*pixels.shape[1::-1])
    paper = _paper(cut_out(pixels, box.grown(4)))
    alike = _close_to(pixels, paper, FLAT)
    left, right = _around(np.asarray(alike[box.y : box.bottom].any(axis=0)), box.x, box.right)
    top, bottom = _around(np.asarray(alike[:, left:right].mean(axis=1) >= EMPTY / 2), box.y, box.bottom)
    pane = Pane(Box(left, top, right - left, bottom - top), paper)
    return pane if pane.box.height >= ROOM * text.height and pane.is_shown(pixels) else None


def _close_to(pixels: Pixels, paper: Colour, by: int) -> NDArray[np.uint8]:
    """1 where a pixel differs from a colour by no more than that, else 0."""
    low, high = (tuple(part + way * by for part in paper) for way in (-1, 1))
    return np.asarray(cv2.inRange(pixels, low, high) // 255, np.uint8)


def _paper(part: Pixels) -> Colour:
    """The most common colour, its shades put together."""
    small = part[::2, ::2].reshape(-1, 3) // 4
    codes, counts = np.unique(small.astype(np.int32) @ np.array([1, 64, 4096]), return_counts=True)
    code = int(codes[counts.argmax()])
    return (code % 64 * 4 + 2, code // 64 % 64 * 4 + 2, code // 4096 * 4 + 2)


def _around(free: NDArray[np.bool_], start: int, end: int) -> tuple[int, int]:
    """How far one can go from a stretch to both sides while it is free; the ends are left and right of it."""
    before, after = np.flatnonzero(~free[:start]), np.flatnonzero(~free[end:])
    low = int(before[-1]) + 1 if len(before) else 0
    high = end + int(after[0]) if len(after) else len(free)
    return low, high


def _runs(rows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where unbroken stretches begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
