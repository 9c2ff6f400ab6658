"""Where the mouse pointer was when, and what else changed on the screen meanwhile."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point

if TYPE_CHECKING:
    from worker.analysis.deltas import Delta
    from worker.analysis.masks.restless import Restless

#: A pointer that is in the picture at all moves more often than letters are taken for one.
SELDOM = 5


class Move(NamedTuple):
    """The pointer came to a place."""

    t: float
    tip: Point
    box: Box
    shape: str
    seen: bool  #: False when it was only noticed later
    drawing: Pixels  #: which pixels of the box are the pointer's own


class PointerTrack:
    """The pointer's moves, in order, and all that is not its doing."""

    def __init__(self, scale: float) -> None:
        """Know of no move yet; `scale` is 1 on a 1080p screen, 2 on one of twice the density."""
        self.scale = scale
        self.moves: list[Move] = []
        self.content: list[Delta] = []  #: the deltas without the pointer's own rectangles
        self.restless: list[Restless] = []  #: parts of the screen that change by themselves, in no delta
        self._times: list[float] = []

    def add(self, move: Move) -> None:
        """Note the next move."""
        self.moves.append(move)
        self._times.append(move.t)

    @property
    def is_shown(self) -> bool:
        """Whether there is a pointer in this video; some recorders leave it out."""
        return len(self.moves) >= SELDOM

    def at(self, t: float) -> Point | None:
        """The point last pointed at before or at `t`."""
        move = self.move_at(t)
        return move.tip if move else None

    def move_at(self, t: float) -> Move | None:
        """The last move before or at `t`."""
        index = bisect_right(self._times, t + 1e-3)
        return self.moves[index - 1] if index else None

    def between(self, start: float, end: float) -> list[Move]:
        """The moves from `start` to `end`."""
        return self.moves[bisect_left(self._times, start) : bisect_right(self._times, end)]

    def moved(self, start: float, end: float) -> bool:
        """Whether it moved after `start`, up to and including `end`."""
        return bisect_right(self._times, end + 1e-3) > bisect_right(self._times, start + 1e-3)

    def resting_since(self, t: float) -> float:
        """When it came to the place where it was at `t`; 0 when it never moved before."""
        move = self.move_at(t)
        return move.t if move else 0.0

    def away_after(self, t: float, distance: float) -> float:
        """The first moment after `t` at which it was at least so far from where it was at `t`; else never."""
        index = bisect_right(self._times, t + 1e-3)
        if not index:
            return float("inf")
        here = self.moves[index - 1].tip
        return next((m.t for m in self.moves[index:] if apart(m.tip, here) >= distance), float("inf"))

    def away_before(self, t: float, distance: float) -> float:
        """The last moment before `t` at which it was at least so far from where it was at `t`."""
        index = bisect_right(self._times, t + 1e-3)
        if not index:
            return t
        here = self.moves[index - 1].tip
        for move, later in zip(self.moves[index - 2 :: -1], self.moves[index - 1 : 0 : -1], strict=False):
            if apart(move.tip, here) >= distance:
                return max(move.t, later.t - 0.15)
        return max(0.0, self._times[0] - 0.15)


def apart(one: Point, other: Point) -> int:
    """How far two points are from each other, along the axis on which they are further apart."""
    return max(abs(one.x - other.x), abs(one.y - other.y))
