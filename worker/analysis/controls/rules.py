"""Lines that part the rows of a page, or another paper for each of them."""

import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

#: One row of pixels differs from the next by more than that in a channel where a line begins,
EDGE = 6
#: and along at least this share of its length: a pointer may stand on it.
ALONG = 0.95


def is_ruled(pixels: Pixels, strip: Box) -> bool:
    """Whether a line runs through a strip from left to right, or its paper changes on the way down."""
    if strip.height < 2 or strip.bottom <= 0 or strip.y >= pixels.shape[0]:  # noqa: PLR2004 - two rows
        return False
    strip = strip.within(*pixels.shape[1::-1])
    part = pixels[strip.y : strip.bottom, strip.x : strip.right].astype(np.int16)
    steps = np.abs(np.diff(part, axis=0)).max(axis=2) > EDGE
    return bool((steps.mean(axis=1) >= ALONG).any())
