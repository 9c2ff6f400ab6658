"""Reading the rows of a terminal, each only once as long as it looks the same."""

from collections import deque
from typing import NamedTuple

import cv2

from worker.analysis.frames import Pixels, cut_out, differing
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Reader
from worker.analysis.terminal.grid import Spelling, spelled

#: Room around a row when it is read.
ROOM = 4
#: Rows kept in mind: those of two screens.
REMEMBERED = 120
#: Colours that differ by less, or in fewer pixels, are the noise of compression.
NOISE, FEW = 40, 4
#: How much of a row is compared to tell whether it begins as another does, in heights, and what fits.
HEAD, FITS = 3, 0.8


class _Read(NamedTuple):
    pixels: Pixels
    glyphs: tuple[Glyph, ...]
    spelling: Spelling | None


class Rows:
    """What the rows of a terminal say."""

    def __init__(self, reader: Reader) -> None:
        """Remember nothing yet."""
        self._reader = reader
        self._read: deque[_Read] = deque(maxlen=REMEMBERED)

    def spelling(self, pixels: Pixels, row: Box) -> Spelling | None:
        """The text of a row; None when its characters are not in a grid."""
        return self._known(pixels, row).spelling

    def text(self, pixels: Pixels, row: Box) -> str:
        """The text of a row in any print."""
        known = self._known(pixels, row)
        return known.spelling.text if known.spelling else "".join(glyph.text for glyph in known.glyphs)

    def _known(self, pixels: Pixels, row: Box) -> _Read:
        cut = cut_out(pixels, row.grown(ROOM))
        known = next((read for read in self._read if _looks_like(read.pixels, cut)), None)
        if known is None:
            glyphs = self._reader.glyphs(cut)
            known = _Read(cut, glyphs, spelled(glyphs, cut.shape[0]))
            self._read.appendleft(known)
        return known


def begins_like(pixels: Pixels, row: Box, model: Pixels) -> bool:
    """Whether a row begins with what `model` shows."""
    height, width = model.shape[:2]
    start = cut_out(pixels, Box(row.x - ROOM, row.y - ROOM, width + 2 * ROOM, row.height + 2 * ROOM))
    if start.shape[0] < height or start.shape[1] < width:
        return False
    return float(cv2.matchTemplate(start, model, cv2.TM_CCOEFF_NORMED).max()) >= FITS


def beginning(pixels: Pixels, row: Box, width: float) -> Pixels:
    """The first few characters of a row, of a prompt so wide."""
    return cut_out(pixels, row._replace(width=min(row.width, round(width), HEAD * row.height)))


def _looks_like(one: Pixels, other: Pixels) -> bool:
    if one.shape != other.shape:
        return False
    return cv2.countNonZero(differing(one, other, NOISE)) <= FEW
