"""When to look at the screen because of a change: the pictures around it from which it is understood."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from worker.analysis.pointing.track import PointerTrack
from worker.analysis.settling.change import Change

#: A pointer this far away (in pixels of a 1080p screen) does not cover what it points at later.
AWAY = 60
#: So many seconds before a change shows, nothing of it has begun yet.
CALM = 0.25
#: After a change of more than this share, older pictures show another page.
TURNED = 0.02
#: What changes at a pointer that rested so long does not only react to its coming, in seconds.
RESTED = 0.28


class Moments(NamedTuple):
    """When to look at the screen because of a change."""

    clear: float  #: before the pointer came to where it is, so that it covers nothing
    before: float
    after: float
    free: float  #: before the pointer came to where it is, whatever else changed since


def moments(found: Sequence[Change], track: PointerTrack, screen: int) -> list[Moments]:
    """The moments of each change on a screen of so many pixels."""
    chosen = []
    settled = 0.0
    if not track.is_shown:
        return list(_calm(found))
    for change in found:
        free = min(track.away_before(change.before, AWAY * track.scale), change.before)
        away = max(settled, free)
        away = max([away, *(former.after for former in _behind(found, change, away, track))])
        chosen.append(Moments(min(away, change.before), change.before, change.after, free))
        if sum(box.area for box in change.boxes) >= TURNED * screen:
            settled = change.after
    return chosen


def _calm(found: Sequence[Change]) -> Iterator[Moments]:
    """Where no pointer covers anything: moments after the former change before anything else began."""
    former = 0.0
    for change in found:
        calm = max(former, change.before - CALM)
        yield Moments(calm, change.before, change.after, calm)
        former = change.after


def _behind(found: Sequence[Change], change: Change, since: float, track: PointerTrack) -> Iterator[Change]:
    """Former changes at the resting pointer: what it pointed at said something else before them."""
    point = track.at(change.before)
    for former in found:
        if point is None or former.start >= change.start:
            break
        rested = former.start - track.resting_since(former.start) >= RESTED
        if former.after > since and rested and any(box.contains(point) for box in former.boxes):
            yield former
