"""Where in a picture a pointer's drawing fits best: normalised correlation of the pixels that are its own.

Correlating alone tells already where the picture is neither bright where the drawing is nor dark where it is.
Only at the few places that are left the picture's own contrast is taken out, which costs far more.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from worker.analysis.frames import Pixels
from worker.analysis.pointing.shapes import Shape

#: A pointer is black and white wherever it is: so much of its drawing's contrast is left after compression.
LEAST_CONTRAST = 0.25
#: With more such places than this, those with the most contrast are looked at: the rest are a pattern's.
MOST = 1000

Places = NDArray[np.intp]
Grey = NDArray[np.float32]


class Fit(NamedTuple):
    """The place where a drawing fits best, by its upper left corner."""

    score: float  #: at most 1, for the drawing itself
    x: int
    y: int


class Likeness:
    """What of one grey picture looks like which drawing."""

    def __init__(self, picture: Pixels) -> None:
        """Look at a picture; it is read once for all drawings."""
        self._picture: Grey = picture.astype(np.float32)
        self._correlated: dict[Shape, Grey] = {}

    def best_fit(self, shape: Shape) -> Fit | None:
        """Where a drawing fits best; None when it fits nowhere at all."""
        height, width = shape.grey.shape
        if self._picture.shape[0] < height or self._picture.shape[1] < width:
            return None
        strength = self._strength(shape)
        rows, columns = _likely(strength, shape)
        if not len(rows):
            return None
        windows = sliding_window_view(self._picture, (height, width))[rows, columns]
        deviation = _deviation(windows.reshape(len(rows), -1)[:, shape.counts.ravel() > 0])
        scores = strength[rows, columns] / (deviation * np.sqrt(shape.strength))
        best = int(scores.argmax())
        return Fit(float(scores[best]), int(columns[best]), int(rows[best]))

    def _strength(self, shape: Shape) -> Grey:
        """How a drawing correlates with each place; one in opposite colours just the other way."""
        if shape.opposite is not None:
            return -self._strength(shape.opposite)
        if shape not in self._correlated:
            strength = cv2.matchTemplate(self._picture, shape.contrast, cv2.TM_CCORR)
            self._correlated[shape] = strength.astype(np.float32, copy=False)
        return self._correlated[shape]


def _likely(strength: Grey, shape: Shape) -> tuple[Places, Places]:
    """The rows and columns at which the picture is light and dark where the drawing is."""
    places = np.flatnonzero(strength >= LEAST_CONTRAST * shape.strength)
    if len(places) > MOST:
        places = places[np.argpartition(strength.ravel()[places], -MOST)[-MOST:]]
    return np.divmod(places, strength.shape[1])


def _deviation(windows: Grey) -> Grey:
    """How far the pixels of each window are from their mean, all together."""
    apart = windows - windows.mean(axis=1, keepdims=True)
    return np.asarray(np.sqrt(np.einsum("wp,wp->w", apart, apart)), np.float32)
