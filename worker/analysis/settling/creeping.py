"""Bars that creep: they tell how far something has come, or how long a notice stays; nobody moves them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box

#: A bar is at most so high, and grows or shrinks by so much at a time, in pixels of a 1080p screen.
_THIN, _STEP = 6, 200
#: Each step begins where the former ended, but for so many pixels, and follows it within so many seconds.
_JOINT, _SOON = 4, 1.2
#: What goes on in so many steps is one.
_FEWEST = 5


@dataclass
class _Trail:
    """One step after the other along a row."""

    steps: list[tuple[int, Box]]  #: of which difference each is
    t: float
    way: int = 0  #: 1 to the right, -1 to the left, 0 as long as nobody knows

    def goes_on_in(self, box: Box, t: float, scale: float) -> int:
        """The way in which a box goes on with it; 0 when it does not."""
        last = self.steps[-1][1]
        is_level = abs(box.y - last.y) <= scale and abs(box.height - last.height) <= scale
        if t - self.t > _SOON or t <= self.t or not is_level:
            return 0
        if self.way >= 0 and abs(box.x - last.right) <= _JOINT * scale:
            return 1
        return -1 if self.way <= 0 and abs(box.right - last.x) <= _JOINT * scale else 0

    def take(self, index: int, box: Box, t: float, way: int) -> None:
        self.steps.append((index, box))
        self.t, self.way = t, way


def without_creeping(content: Sequence[Delta], scale: float) -> list[Delta]:
    """The differences without those that a bar makes which grows or shrinks bit by bit."""
    creeping = set(_creeping(content, scale))
    kept = []
    for index, delta in enumerate(content):
        boxes = tuple(box for box in delta.boxes if (index, box) not in creeping)
        if boxes:
            kept.append(delta._replace(boxes=boxes))
    return kept


def _creeping(content: Sequence[Delta], scale: float) -> Iterable[tuple[int, Box]]:
    trails: list[_Trail] = []
    for index, delta in enumerate(content):
        for box in (box for box in delta.boxes if _is_step(box, scale)):
            _follow(trails, index, box, delta.t, scale)
        yield from _ended(trails, delta.t)
    yield from _ended(trails, float("inf"))


def _follow(trails: list[_Trail], index: int, box: Box, t: float, scale: float) -> None:
    """Go on with the trails that lead to a box; it may begin another one."""
    for trail in trails:
        way = trail.goes_on_in(box, t, scale)
        if way:
            trail.take(index, box, t, way)
            return
    trails.append(_Trail([(index, box)], t))


def _ended(trails: list[_Trail], now: float) -> Iterable[tuple[int, Box]]:
    """The steps of the trails that nothing goes on with any more, if they are a bar's; drops these trails."""
    for trail in [trail for trail in trails if now - trail.t > _SOON]:
        trails.remove(trail)
        if len(trail.steps) >= _FEWEST:
            yield from trail.steps


def _is_step(box: Box, scale: float) -> bool:
    return box.height <= _THIN * scale and box.width <= _STEP * scale
