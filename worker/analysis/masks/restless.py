"""Parts of the screen that change all the time by themselves: a webcam's bubble, a video, an animation.

What somebody does changes a place once, or a few times while they write there. A place that differs in most
samples for seconds on end is nobody's doing. What adjoins it and differs now and then belongs to it: a head
moves before a wall that does not.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import SAMPLES_PER_SECOND, Pixels, Sample
from worker.analysis.geometry import Box, union

#: Side of a cell, in pixels of the shrunk picture.
CELL = 16
#: How many seconds before and after a moment count.
REACH = 3.0
#: Of the samples in that time, a restless place differs in this share, and what belongs to it in that.
RESTLESS, BELONGS = 0.5, 0.2
#: Fewer seconds than this tell nothing yet.
LEAST = 2.0
#: What covers more of the screen than this is the page itself in motion.
LARGEST = 0.5
#: Bytes of pictures kept while it is waited for what comes after them.
WAITING = 100_000_000


class Step(NamedTuple):
    """Two neighbouring samples that differ, and a mask of where, of the size of the shrunk picture."""

    before: Sample
    sample: Sample
    mask: Pixels


class Restless(NamedTuple):
    """A part of the screen, in pixels of the video, and the time in which it was restless."""

    box: Box
    since: float
    until: float

    def meets(self, start: float, end: float) -> bool:
        """Whether it was restless at any time from `start` to `end`."""
        return self.since <= end and start <= self.until


class Unrest:
    """Takes what is restless out of masks and remembers where it was."""

    def __init__(self, factor: int) -> None:
        """Begin with nothing; `factor` is what samples were shrunk by."""
        self.parts: list[Restless] = []
        self._factor = factor
        self._counted: deque[tuple[float, NDArray[np.bool_]]] = deque()

    def calmed(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The steps in order, without what is restless; those of which nothing is left are left out."""
        waiting: deque[Step] = deque()
        counts: NDArray[np.int32] | None = None
        for step in steps:
            cells = _cells(step.mask)
            counts = cells.astype(np.int32) if counts is None else counts + cells
            self._counted.append((step.sample.t, cells))
            waiting.append(step)
            while _is_due(waiting, step):
                yield from self._calm(waiting.popleft(), counts)
        while waiting and counts is not None:
            yield from self._calm(waiting.popleft(), counts)

    def _calm(self, step: Step, counts: NDArray[np.int32]) -> Iterator[Step]:
        """The step without what is restless at its time. Takes out of `counts` what was too long ago."""
        t = step.sample.t
        while self._counted[0][0] < t - REACH:
            counts -= self._counted.popleft()[1]
        span = min(self._counted[-1][0], t + REACH) - max(0.0, t - REACH)
        places = _restless(counts / (max(span, LEAST) * SAMPLES_PER_SECOND))
        if places:
            step = step._replace(mask=step.mask.copy())
        for place in places:
            step.mask[place.y : place.bottom, place.x : place.right] = 0
            self._note(place.scaled(self._factor), t)
        if not places or step.mask.any():
            yield step

    def _note(self, box: Box, t: float) -> None:
        """Remember a restless box: as the one known before, if that went on till now in the same place."""
        for index, known in enumerate(self.parts):
            if t - known.until <= REACH and known.box.overlap(box) >= min(known.box.area, box.area) / 2:
                self.parts[index] = Restless(union([known.box, box]), known.since, t)
                return
        self.parts.append(Restless(box, t, t))


def _is_due(waiting: "deque[Step]", newest: Step) -> bool:
    if not waiting:
        return False
    held = len(waiting) * 1.5 * newest.sample.whole.size  # A frame's colours take half as much as its grey.
    return newest.sample.t - waiting[0].sample.t >= REACH or held > WAITING


def _cells(mask: Pixels) -> NDArray[np.bool_]:
    """Which cells of a mask hold anything."""
    down, across = (-side % CELL for side in mask.shape)
    whole = cv2.copyMakeBorder(mask, 0, down, 0, across, cv2.BORDER_CONSTANT, value=0)
    size = (whole.shape[1] // CELL, whole.shape[0] // CELL)
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA) > 0)


def _restless(rates: NDArray[np.float64]) -> list[Box]:
    """Boxes of the shrunk picture around what is restless, given how often each cell differs."""
    if rates.max() < RESTLESS:
        return []
    belongs = (rates >= BELONGS).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(belongs, connectivity=8)
    boxes = [Box(*(int(side) for side in stats[label][:4])) for label in range(1, count)]
    kept = [box for label, box in enumerate(boxes, 1) if rates[labels == label].max() >= RESTLESS]
    return [box.grown(1).within(*rates.shape[::-1]).scaled(CELL) for box in kept if _is_part(box, rates.size)]


def _is_part(box: Box, cells: int) -> bool:
    return box.area <= LARGEST * cells
