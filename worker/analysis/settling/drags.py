"""Runs of dragging: something moves along with a pointer that had rested on it."""

from collections.abc import Sequence
from itertools import takewhile

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box, Point, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.settling.change import Change, ChangeKind, gathered

#: A hand rests at least so long before it presses, and may halt so long while it drags, in seconds.
RESTS, HALTS = 0.1, 0.3
#: So far back it is asked since when it had rested, in seconds.
LONGEST = 1.0
#: What is dragged is at most this high, be it with its value in a bubble over it, and within this reach of
#: the pointer, in pixels of a 1080p screen.
TALLEST, REACH = 90, 24
#: It follows the pointer with this delay at most, in seconds, and goes at least so far.
LAGS, LEAST = 0.2, 16


def dragged(rest: Sequence[Delta], track: PointerTrack) -> Change | None:
    """A run of differences at a pointer that rested, then moved to one side while they went with it."""
    first = rest[0]
    if not track.is_shown or not rests(first.before, track):
        return None
    run: list[Delta] = []
    for delta in rest:
        if run and delta.before - run[-1].t > HALTS:
            break
        if not track.moved(delta.before - LAGS, delta.t) or not _is_along(delta, track):
            break
        if not _is_level(first.before, delta.t, track):
            break
        run.append(delta)
    if not run or _way(run, track) < LEAST * track.scale:
        return None
    return gathered(ChangeKind.OTHER, run, union(d.bounds for d in run))


def rests(t: float, track: PointerTrack) -> bool:
    """Whether the pointer has been about where it is at `t` for as long as a drag begins with."""
    return t - _arrived(t, track) >= RESTS


def _arrived(t: float, track: PointerTrack) -> float:
    """When the pointer came about to where it was at `t`: a drag may have begun with a small step."""
    moves = [move for move in (track.move_at(t - LONGEST), *track.between(t - LONGEST, t)) if move]
    near = takewhile(lambda m: _is_near(Box(*m.tip, 1, 1), moves[-1].tip, track.scale), reversed(moves))
    return min((move.t for move in near), default=t)


def _is_level(start: float, end: float, track: PointerTrack) -> bool:
    """Whether the pointer went to one side rather than up or down."""
    one, other = track.at(start), track.at(end)
    return one is not None and other is not None and abs(other.y - one.y) <= REACH * track.scale


def _is_along(delta: Delta, track: PointerTrack) -> bool:
    """Whether something low differs where the pointer was or is, and beside it nothing high."""
    path = [track.at(t) for t in (delta.before - LAGS, delta.before, delta.t)]
    places = [point for point in path if point is not None]
    near = [box for box in delta.boxes if any(_is_near(box, point, track.scale) for point in places)]
    return bool(near) and all(box.height <= TALLEST * track.scale for box in near)


def _is_near(box: Box, point: Point, scale: float) -> bool:
    return box.contains(point, slack=int(REACH * scale))


def _way(run: Sequence[Delta], track: PointerTrack) -> int:
    """How far to one side the pointer went."""
    start, end = track.at(run[0].before), track.at(run[-1].t)
    return abs(end.x - start.x) if start is not None and end is not None else 0
