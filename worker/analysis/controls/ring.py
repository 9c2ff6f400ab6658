"""Outlines around a field that come or go: they tell which one has the focus."""

import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box

#: A ring leaves at least so much inside, across and down, and of that all but this share unchanged.
LEAST_ACROSS, LEAST_DOWN, UNCHANGED = 20, 7, 0.03
#: A ring is no thicker than this, and along each side it changes at least this share.
RIM, ALONG = 6, 0.6
#: A value that gets marked changes at least this share of its place, and is at most that share of its field.
MARKED, WHOLE = 0.6, 0.85
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
    within = (differs > OTHER)[RIM:-RIM, RIM:-RIM]
    if within.mean() >= UNCHANGED and not _is_marking(within):
        return False
    came = _surrounds(differs > OTHER, but_for=1) and _surrounds(differs > BLURRED)
    return came and any(_surrounds(_drawn(part)) for part in (old, new))


def stands_out(before: Pixels, after: Pixels, ring: Box) -> bool:
    """Whether an outline is stronger afterwards: the one of a field that was left fades."""
    return _rim(after, ring) > _rim(before, ring)


def _is_marking(differs: NDArray[np.bool_]) -> bool:
    """Whether what differs inside a field is one filled block, as the paper of a marked text is."""
    rows, columns = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
    block = differs[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return bool(block.mean() >= MARKED and block.size <= WHOLE * differs.size)


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
