"""Fading: what comes bit by bit, as an outline does. No two neighbouring samples differ much there."""

from collections import deque
from collections.abc import Callable

import cv2
import numpy as np

from worker.analysis.frames import Pixels, Sample, cut_out
from worker.analysis.geometry import Box
from worker.analysis.masks.islands import rectangles

#: What fades in does so in less than so many seconds.
SLOWLY = 0.35
#: What is this close belongs together, in pixels of the shrunk picture, and is of so many of them at least.
REACH, LEAST = 2, 60
#: With what comes slowly at most this share of it comes at once.
OF_IT = 0.1


class Fading:
    """Compares each sample with an earlier one than the last, too."""

    def __init__(self, differing: Callable[[Sample, Sample], Pixels]) -> None:
        """Begin with no sample; `differing` gives a mask of where two of them differ."""
        self._differing = differing
        self._recent: deque[tuple[Sample, Pixels]] = deque()  #: samples, each with what changed after it

    def added_to(self, mask: Pixels, before: Sample, sample: Sample) -> Pixels:
        """A mask of what changed from one sample to the next, with what has done so by and by."""
        if sample.is_renewed:  # All of it is drawn a little differently.
            self._recent.clear()
            return mask
        while self._recent and self._recent[0][0].t < sample.t - 2 * SLOWLY:
            self._recent.popleft()
        earlier = next((former for former, _ in self._recent if former.t >= sample.t - SLOWLY), None)
        mask = mask if earlier is None else self._with_slow(mask, earlier, sample)
        self._recent.append((before, mask))
        return mask

    def _with_slow(self, mask: Pixels, earlier: Sample, sample: Sample) -> Pixels:
        """The mask, with where two samples differ though nothing is known to have changed there."""
        slow = _without(self._differing(earlier, sample), mask)
        if not cv2.countNonZero(slow):
            return mask
        known = mask.copy()
        for _, former in self._recent:
            known |= former
        slow = _without(slow, known)
        both = mask.copy()
        for box in rectangles(slow, REACH):
            if _is_alone(box, slow, known):
                both[box.y : box.bottom, box.x : box.right] |= cut_out(slow, box)
        return both


def _is_alone(box: Box, slow: Pixels, known: Pixels) -> bool:
    """Whether next to nothing changed at once where something did slowly: a caret may have come with it."""
    around = box.grown(REACH).within(*known.shape[::-1])
    at_once, slowly = (cv2.countNonZero(cut_out(picture, around)) for picture in (known, slow))
    return slowly >= LEAST and at_once <= OF_IT * slowly


def _without(mask: Pixels, other: Pixels) -> Pixels:
    return np.asarray(cv2.bitwise_and(mask, cv2.bitwise_not(other)), np.uint8)
