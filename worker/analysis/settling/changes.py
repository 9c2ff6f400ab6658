"""From differences to changes: runs of writing, scrolls, and everything else that settled together."""

from collections.abc import Sequence

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.settling.change import Change, ChangeKind, gathered
from worker.analysis.settling.drags import dragged
from worker.analysis.settling.letters import marks, written
from worker.analysis.settling.lively import without_lively
from worker.analysis.settling.scrolls import scrolled

#: Seconds without a difference after which the screen has settled.
SETTLED = 0.22
#: The same between two differences in one and the same place; what fades there has none.
MARKED = 0.12
#: What is in the same place begins so close, in pixels.
BEGINS = 3
#: A difference of more than this share of the screen is a page's, not a control's.
PAGE = 0.008
#: What changes this soon after the pointer came reacts to it; a click comes later.
REACTS = 0.12
#: How long after a change the screen is looked at, unless something else changes before.
AFTERWARDS = 0.3


def changes(track: PointerTrack, screen: Box) -> list[Change]:
    """The changes in order, from what a pointer's track left as content of a screen."""
    found: list[Change] = []
    rest = without_lively(track.content, track.scale, screen)
    former: Delta | None = None
    while rest:
        run = dragged(rest, track) or written(rest, track, former) or scrolled(rest) or _settled(rest, track)
        found.append(run)
        former = next(d for d in reversed(rest) if d.t <= run.end)
        rest = [d for d in rest if d.t > run.end]
    return _with_aftermath(found)


def _settled(rest: Sequence[Delta], track: PointerTrack) -> Change:
    """Differences up to the next pause, unless the pointer moves or a small change turns into a large one."""
    run = [rest[0]]
    if marks(rest, track):
        return gathered(ChangeKind.OTHER, run, rest[0].bounds)
    for index, delta in enumerate(rest[1:], start=1):
        paused, following = _is_later(run[-1], delta), rest[index:]
        if paused or _turns(run, delta, track):
            break
        if written(following, track) or marks(following, track) or _scrolls_on(following):
            break
        run.append(delta)
    return gathered(ChangeKind.OTHER, run, union(d.bounds for d in run))


def _is_later(last: Delta, delta: Delta) -> bool:
    """Whether a difference comes after a pause; what is marked and then typed over has a shorter one."""
    is_over = len(last.boxes) == len(delta.boxes) == 1 and _in_one_place(last.bounds, delta.bounds)
    return delta.before - last.t > (MARKED if is_over else SETTLED)


def _in_one_place(one: Box, other: Box) -> bool:
    """Whether two boxes begin together, and each covers more than half of the other."""
    shared = one.overlap(other)
    return abs(one.x - other.x) <= BEGINS and 2 * shared > max(one.area, other.area)


def _scrolls_on(rest: Sequence[Delta]) -> bool:
    """Whether content is scrolled now; a single step of a change that is under way slides something in."""
    scroll = scrolled(rest)
    return scroll is not None and scroll.end > scroll.start


def _turns(run: Sequence[Delta], delta: Delta, track: PointerTrack) -> bool:
    """Whether a difference has another cause than those before it, although it follows at once."""
    last = run[-1]
    was_moving, is_moving = track.moved(last.before, last.t), track.moved(last.t, delta.t)
    reacted = last.t - track.resting_since(last.t) <= REACTS
    grows = delta.changed >= PAGE and all(d.changed < PAGE for d in run)
    return is_moving or was_moving or reacted or grows


def _with_aftermath(found: Sequence[Change]) -> list[Change]:
    following = [change.before for change in found[1:]] + [float("inf")]
    return [
        change._replace(after=max(change.end, min(change.end + AFTERWARDS, next_before)))
        for change, next_before in zip(found, following, strict=False)
    ]
