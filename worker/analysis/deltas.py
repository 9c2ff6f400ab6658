"""What differs between one sample and the next: rectangles, and whether content was scrolled."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.frames import Pixels, Sample
from worker.analysis.geometry import Box, union
from worker.analysis.masks.islands import rectangles
from worker.analysis.masks.restless import Step, Unrest
from worker.analysis.masks.speckles import without_speckles
from worker.analysis.masks.tinges import with_tinges
from worker.analysis.shifts import shift_between

#: A difference above this, of luma or of a colour, is a change; video compression stays below it.
THRESHOLD = 18
#: Changed cells this close (in cells of the shrunk picture) belong to one rectangle.
REACH = 2
#: A changed part smaller than this many pixels either way was not scrolled.
LEAST_SCROLLED = 200
#: Scrolling changes at least this share of the screen.
LEAST_CHANGED = 0.01
#: What stays unchanged over more than this share of the height was not scrolled.
LEAST_STILL = 0.25
#: A whole page gives hundreds of rectangles; the largest are enough to know where.
MOST_BOXES = 60


class Delta(NamedTuple):
    """One difference between two neighbouring samples."""

    before: float  #: time of the last sample without it
    t: float  #: time of the first sample with it
    boxes: tuple[Box, ...]  #: largest first
    changed: float  #: share of the screen's pixels
    scrolled: int = 0  #: pixels content seems to have moved up (positive) or down; 0 when it did not
    misfit: float = 1.0  #: what moving the content leaves unexplained, as a share of the difference

    @property
    def bounds(self) -> Box:
        """The smallest box around all that differs."""
        return union(self.boxes)


def deltas(samples: Iterable[Sample], factor: int, unrest: Unrest) -> Iterator[tuple[Delta, Sample]]:
    """The differences of neighbouring samples, each with the later one; still moments give none.

    `factor` is what the samples were shrunk by. What `unrest` finds to change by itself is no difference.
    """
    for step in unrest.calmed(_steps(samples)):
        yield _difference(step, factor), step.sample


def _steps(samples: Iterable[Sample]) -> Iterator[Step]:
    for before, sample in pairwise(samples):
        if sample.luma is before.luma:
            continue
        mask = with_tinges(_changed(before.luma, sample.luma), _tinged(before, sample))
        if sample.is_renewed:
            mask = without_speckles(mask, np.asarray(cv2.absdiff(before.luma, sample.luma), np.uint8))
        if cv2.countNonZero(mask):
            yield Step(before, sample, mask)


def _tinged(before: Sample, sample: Sample) -> list[Pixels]:
    """Where colours differ; nothing where a film's pictures came to have others, or none."""
    planes = zip(before.tints, sample.tints, strict=False)
    return [_changed(former, now) for former, now in planes if former.shape == now.shape]


def changed_boxes(before: Pixels, after: Pixels, reach: int = REACH) -> list[Box]:
    """Rectangles in which two grey pictures of one size differ, largest first."""
    return rectangles(_changed(before, after), reach)


def _changed(before: Pixels, after: Pixels) -> Pixels:
    mask = cv2.threshold(cv2.absdiff(before, after), THRESHOLD, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(mask, np.uint8)


def _difference(step: Step, factor: int) -> Delta:
    before, sample, mask = step
    boxes = tuple(box.scaled(factor) for box in rectangles(mask, REACH))
    changed = cv2.countNonZero(mask) / mask.size
    bounds = union(boxes) if changed >= LEAST_CHANGED else boxes[0]
    scrolled, misfit = _scroll(before.luma, sample.luma, bounds, factor)
    if scrolled and _stays(before.luma, mask, bounds.scaled(1 / factor)):
        scrolled, misfit = 0, 1.0
    return Delta(before.t, sample.t, boxes[:MOST_BOXES], changed, scrolled, misfit)


def _stays(before: Pixels, mask: Pixels, bounds: Box) -> bool:
    """Whether a large part in between, with something in it, did not change: a light went from row to row."""
    rows, columns = slice(bounds.y, bounds.bottom), slice(bounds.x, bounds.right)
    changed = np.flatnonzero(mask[rows, columns].any(axis=1))
    if len(changed) < 2:  # noqa: PLR2004 - between two
        return False
    gap = int(np.diff(changed).argmax())
    between = before[bounds.y + changed[gap] + 1 : bounds.y + changed[gap + 1], columns]
    steps = np.abs(np.diff(between.astype(np.int16), axis=0)).max(initial=0)
    return len(between) > LEAST_STILL * bounds.height and bool(steps > THRESHOLD)


def _scroll(before: Pixels, after: Pixels, bounds: Box, factor: int) -> tuple[int, float]:
    """How far the rows of the changed part moved, and what share of the change that leaves unexplained."""
    if bounds.width < LEAST_SCROLLED or bounds.height < LEAST_SCROLLED:
        return 0, 1.0
    rows = slice(bounds.y // factor, bounds.bottom // factor)
    columns = slice(bounds.x // factor, bounds.right // factor)
    shift, misfit = shift_between(before[rows, columns], after[rows, columns])
    return shift * factor, misfit
