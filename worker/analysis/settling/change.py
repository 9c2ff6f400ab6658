"""A change: differences that belong together."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box

#: Seconds between two samples as a rule, and by how much of a longer time a change is set back at most.
USUAL, LATEST = 0.2, 0.45


class ChangeKind(StrEnum):
    WRITING = "writing"  #: text grew, letter by letter
    SCROLL = "scroll"
    OTHER = "other"


class Change(NamedTuple):
    """Differences that belong together, and when to look at the screen before and after them."""

    kind: ChangeKind
    before: float  #: the last moment without it
    start: float  #: the first moment with it
    end: float  #: the last difference
    after: float  #: when it had settled and nothing else had happened yet
    boxes: tuple[Box, ...]
    bounds: Box  #: for writing the text only, otherwise all of the boxes
    scrolled: int = 0  #: positive when content moved up

    @property
    def onset(self) -> float:
        """When it began, as near as can be said: a recorder that leaves out pictures shows it late."""
        unseen = self.start - self.before
        return self.start - min(unseen / 2, LATEST) if unseen > USUAL else self.start


def gathered(kind: ChangeKind, run: Sequence[Delta], bounds: Box) -> Change:
    """The change that a run of differences is."""
    boxes = tuple(box for delta in run for box in delta.boxes)
    return Change(kind, run[0].before, run[0].t, run[-1].t, run[-1].t, boxes, bounds)
