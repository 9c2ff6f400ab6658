"""Fields whose names stand in their outlines: the outline is interrupted for a text."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point

#: An outline is interrupted for at most so many pixels in a row: more than that is between no two letters.
GAP = 13
#: A field is at most so high, and at least so wide for that.
TALLEST, WIDER = 80, 2.0
#: What is flat inside differs from its paper by at most that.
FLAT = 7
#: At least so much of a field is paper.
FILLED = 0.45


def notched_at(part: Pixels, seed: Point, scale: float) -> Box | None:
    """The box around a place in a picture that an outline surrounds, but for a gap with letters in it."""
    band = Box(0, seed.y - int(TALLEST * scale), part.shape[1], 2 * int(TALLEST * scale))
    band = band.within(*part.shape[1::-1])
    free = _free(part[band.y : band.bottom], part[seed.y, seed.x], max(3, int(GAP * scale)))
    if not free[seed.y - band.y, seed.x]:
        return None
    area, _, _, found = cv2.floodFill(free, None, (seed.x, seed.y - band.y), 2)
    box = Box(*found)
    box = box._replace(y=box.y + band.y)
    is_field = box.height <= TALLEST * scale and box.width >= WIDER * box.height
    return box if is_field and band.grown(-1).encloses(box) and area >= FILLED * box.area else None


def _free(band: Pixels, paper: Pixels, gap: int) -> Pixels:
    """Where there is nothing but paper, nor a narrow gap in what is drawn."""
    apart = np.abs(band.astype(np.int16) - paper).max(axis=2)
    drawn = cv2.morphologyEx((apart > FLAT).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    return np.asarray(1 - drawn, np.uint8)
