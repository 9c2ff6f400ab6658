"""How far content moved up or down between two pictures."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels

#: Moved content fits this much better than unmoved. Motion is blurred, and rows of a table look alike.
EXPLAINED = 0.65
#: Averages that stand for a row: enough to tell rows of a table apart, and cheap to compare.
COLUMNS = 32

Rows = NDArray[np.float32]


def shift_between(before: Pixels, after: Pixels) -> tuple[int, float]:
    """By how many rows content moved up, and what share of the change that leaves unexplained.

    0 and 1.0 when it did not move. The pictures are grey and of one size.
    """
    old, new = _coarse(before), _coarse(after)
    still = float(np.abs(old - new).mean()) or 1.0
    shift, misfit = 0, EXPLAINED * still
    least = _least_misfits(old, new)
    reach = len(old) * 3 // 4
    for tried in sorted((s for s in range(-reach, reach + 1) if s), key=least.__getitem__):
        if least[tried] >= misfit:
            break
        fit = _misfit(old, new, tried)
        if fit < misfit:
            shift, misfit = tried, fit
    return (shift, misfit / still) if shift else (0, 1.0)


def _coarse(part: Pixels) -> Rows:
    return cv2.resize(part, (COLUMNS, part.shape[0]), interpolation=cv2.INTER_AREA).astype(np.float32)


def _misfit(old: Rows, new: Rows, shift: int) -> float:
    """How badly the content fits, on average, when it is taken to have moved up by so many rows."""
    length = len(old)
    up, down = max(0, shift), max(0, -shift)
    overlap = old[up : length - down]
    return cv2.norm(overlap, new[down : length - up], cv2.NORM_L1) / overlap.size


def _least_misfits(old: Rows, new: Rows) -> dict[int, float]:
    """What the misfit of each shift is at least, which the means of whole rows tell of all at once."""
    length = len(old)
    apart = np.zeros((length, 2 * length), np.float32)
    apart[:, :length] = np.abs(old.mean(axis=1)[:, np.newaxis] - new.mean(axis=1)[np.newaxis, ::-1])
    # Read as if one column shorter, each row begins one further left: what one shift compares is one column.
    slanted = apart.ravel()[: length * (2 * length - 1)].reshape(length, -1)
    shifts = np.arange(1 - length, length)
    return dict(zip(shifts.tolist(), (slanted.sum(axis=0) / (length - abs(shifts))).tolist(), strict=True))
