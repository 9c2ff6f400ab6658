"""The screen at one moment, as the rest of the analysis sees it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.analysis.geometry import Box

Pixels = NDArray[np.uint8]

SAMPLES_PER_SECOND = 10
#: Samples are shrunk by a whole factor to about this width: a caret or a two pixel focus ring still shows.
SAMPLE_WIDTH = 960


class Sample(NamedTuple):
    """The screen at one moment, in grey."""

    t: float
    luma: Pixels  #: shrunk
    whole: Pixels  #: in full


class Picture(NamedTuple):
    """The screen at one moment, in full: rows of blue, green, red."""

    t: float
    pixels: Pixels


def shrink_factor(width: int) -> int:
    """By how much samples of a video of this width are shrunk."""
    return max(1, round(width / SAMPLE_WIDTH))


def cut_out(pixels: Pixels, box: Box) -> Pixels:
    """Return the part of a picture in a box, in memory of its own: the whole need not be kept for it."""
    seen = box.within(*pixels.shape[1::-1])
    return pixels[seen.y : seen.bottom, seen.x : seen.right].copy()
