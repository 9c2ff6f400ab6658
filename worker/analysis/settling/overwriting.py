"""A marked text that is typed over: all of its place changes twice, and letters go on from its beginning."""

from collections.abc import Sequence

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box
from worker.analysis.settling.lively import SPECK

#: Two boxes are the same place when their left edges differ by no more than this, in heights of one, and
#: this share of both is common to them: a pointer may cover the end of one.
SAME, MOSTLY = 0.25, 0.75
#: The first letter is no wider than this, in heights of the next; both stand equally high but for this.
WIDEST, HIGHER = 1.5, 0.4
#: The letter after the first follows within so many seconds.
NEXT = 0.9


def is_same(one: Box, other: Box) -> bool:
    """Whether two boxes are the same place."""
    shared = one.overlap(other)
    begins_there = abs(one.x - other.x) <= max(2.0, SAME * min(one.height, other.height))
    return begins_there and shared >= MOSTLY * (one.area + other.area - shared)


def first_over(mark: Delta, rest: Sequence[Delta], scale: float) -> Box | None:
    """Where the first letter stands that was typed over what a difference marked; None when none was.

    It takes away the whole mark, however large that is: it is as wide as the room before the letter after it.
    """
    marked, gone = (_only_box(delta, scale) for delta in (mark, rest[0]))
    if marked is None or gone is None or not is_same(marked, gone):
        return None
    following = _following(rest, scale)
    if following is None or not _begins(marked, following):
        return None
    return following._replace(x=marked.x, width=following.x - marked.x)


def _only_box(delta: Delta, scale: float) -> Box | None:
    """All that differs, if it is one thing, but for noise of compression."""
    sizable = [box for box in delta.boxes if box.area > SPECK * scale]
    return sizable[0] if len(sizable) == 1 else None


def _following(rest: Sequence[Delta], scale: float) -> Box | None:
    """What differs next."""
    if len(rest) == 1 or rest[1].before - rest[0].t > NEXT:
        return None
    return _only_box(rest[1], scale)


def _begins(marked: Box, letter: Box) -> bool:
    """Whether a letter stands on the first line of what was marked, right after another one."""
    room = letter.x - marked.x
    is_high = abs(letter.y - marked.y) <= HIGHER * letter.height
    return 0 < room <= WIDEST * letter.height and is_high and letter.height <= marked.height + 2
