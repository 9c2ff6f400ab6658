"""The screen at one moment, as the rest of the analysis sees it."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.geometry import Box

Pixels = NDArray[np.uint8]

SAMPLES_PER_SECOND = 10
#: Samples are shrunk by a whole factor to about this width: a caret or a two pixel focus ring still shows.
SAMPLE_WIDTH = 960
#: To shrink by this factor OpenCV takes twice the time that averaging around every pixel does.
THIRD = 3


class Sample(NamedTuple):
    """The screen at one moment: how bright it is, and its colours."""

    t: float
    luma: Pixels  #: shrunk
    whole: Pixels  #: luma in full
    tints: tuple[Pixels, ...] = ()  #: the planes of colour, as small as the video has them; it may have none
    is_renewed: bool = False  #: whether the video drew all of it anew since the sample before


class Picture(NamedTuple):
    """The screen at one moment, in full: rows of blue, green, red."""

    t: float
    pixels: Pixels


def shrink_factor(width: int) -> int:
    """By how much samples of a video of this width are shrunk."""
    return max(1, round(width / SAMPLE_WIDTH))


def shrunk(luma: Pixels) -> Pixels:
    """Shrunk by a whole factor, which is far quicker; the few pixels left over at the edges are left out."""
    factor = shrink_factor(luma.shape[1])
    height, width = (side // factor for side in luma.shape)
    inner = luma[: height * factor, : width * factor]
    if factor == THIRD:
        return np.ascontiguousarray(cv2.blur(inner, (THIRD, THIRD), anchor=(0, 0))[::THIRD, ::THIRD])
    return np.asarray(cv2.resize(inner, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def differing(one: Pixels, other: Pixels, by: int) -> Pixels:
    """Which pixels of two pictures differ by more than this in blue, green or red: 1, else 0.

    OpenCV takes a tenth of the time that numpy needs to compare the three.
    """
    blue, green, red = cv2.split(cv2.absdiff(one, other))
    most = cv2.max(cv2.max(blue, green), red)
    return np.asarray(cv2.threshold(most, by, 1, cv2.THRESH_BINARY)[1], np.uint8)


def cut_out(pixels: Pixels, box: Box) -> Pixels:
    """Return the part of a picture in a box, in memory of its own: the whole need not be kept for it."""
    seen = box.within(*pixels.shape[1::-1])
    return pixels[seen.y : seen.bottom, seen.x : seen.right].copy()
