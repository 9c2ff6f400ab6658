"""Outlines around a field that come or go: they tell which one has the focus."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box

#: A ring leaves at least so much inside, across and down, and of that all but this share unchanged.
LEAST_ACROSS, LEAST_DOWN, UNCHANGED = 20, 7, 0.03
#: A block is filled to this share and as high as a line, unlike letters, and unlike an entry of a list takes
#: about half the height; blocks fill at most so much inside.
FILLED, HIGH, OF_HEIGHT, MOST_FILLED = 0.6, 14, 0.45, 0.5
#: A ring is no thicker than this, and along each side it changes at least this share.
RIM, ALONG = 6, 0.6
#: A pixel that changed differs by more than this, on one side perhaps blurred; one of an outline by that.
OTHER, BLURRED, LINE = 30, 15, 10


def is_ring(before: Pixels, after: Pixels, box: Box) -> bool:
    """Whether only the rim of a box changed, on all its sides: a field got or lost the focus.

    What it holds may get marked at the same time, as with Tab.
    """
    inset = box.grown(-RIM)
    if inset.height < LEAST_DOWN or inset.width < LEAST_ACROSS:
        return False
    box = box.within(*before.shape[1::-1])
    old, new = (p[box.y : box.bottom, box.x : box.right].astype(np.int16) for p in (before, after))
    differs = np.abs(old - new).max(axis=2)
    if not _is_kept(old[RIM:-RIM, RIM:-RIM], differs[RIM:-RIM, RIM:-RIM] > OTHER):
        return False
    came = _surrounds(differs > OTHER, but_for=1) and _surrounds(differs > BLURRED)
    return came and any(_surrounds(_drawn(part)) for part in (old, new))


def _is_kept(old: NDArray[np.int16], changed: NDArray[np.bool_]) -> bool:
    """Whether the inside of a box is as it was, but for text that is marked, and buttons at its end."""
    if changed.mean() < UNCHANGED:
        return True
    _, _, stats, _ = cv2.connectedComponentsWithStats(changed.astype(np.uint8), connectivity=8)
    boxes = [(Box(*map(int, row[:4])), int(row[4])) for row in stats[1:]]
    blocks = sum(area for box, area in boxes if _is_block(old, box, area))
    return blocks <= MOST_FILLED * changed.size and changed.sum() - blocks < UNCHANGED * changed.size


def _is_block(old: NDArray[np.int16], box: Box, area: int) -> bool:
    """Whether a filled block came where letters stood, or at the end."""
    if box.height < min(old.shape[0], max(HIGH, OF_HEIGHT * old.shape[0])) or area < FILLED * box.area:
        return False
    former = old[box.y : box.bottom, box.x : box.right]
    had_letters = np.abs(former - np.median(former, axis=(0, 1))).max() > OTHER
    return bool(had_letters or box.x >= old.shape[1] - 2 * old.shape[0])


def stands_out(before: Pixels, after: Pixels, ring: Box) -> bool:
    """Whether an outline is stronger afterwards: the one of a field that was left fades."""
    return _rim(after, ring) > _rim(before, ring)


def _rim(picture: Pixels, ring: Box) -> float:
    """How much the rim of a box differs from its inside, on the whole."""
    part = cut_out(picture, ring).astype(np.int16)
    far = np.abs(part - np.median(part, axis=(0, 1))).max(axis=2)
    far[RIM:-RIM, RIM:-RIM] = 0
    return float(far.sum())


def _drawn(part: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Which pixels differ from what is inside a rim."""
    paper = np.median(part[RIM:-RIM, RIM:-RIM], axis=(0, 1))
    return np.asarray(np.abs(part - paper).max(axis=2) > LINE)


def _surrounds(marked: NDArray[np.bool_], but_for: int = 0) -> bool:
    """Whether what is marked runs along all four sides, but for so many of them."""
    sides = (marked[:RIM].any(axis=0), marked[-RIM:].any(axis=0))
    ends = (marked[:, :RIM].any(axis=1), marked[:, -RIM:].any(axis=1))
    along = sum(bool(side.mean() >= ALONG) for side in (*sides, *ends))
    return along >= len((*sides, *ends)) - but_for
