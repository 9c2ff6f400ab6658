"""From differences to changes: runs of writing, scrolls, and everything else that settled together.

What repeats in one place by itself (a clock, a spinner, a caret) is taken out first.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box, union
from worker.analysis.pointer import PointerTrack

#: Seconds without a difference after which the screen has settled.
SETTLED = 0.22
#: One difference alone is neither typing nor, as a rule, scrolling.
FEWEST = 2
#: Longest pause between two keystrokes of one run.
KEYSTROKES = 0.9
#: Longest pause between two steps of one scroll.
SCROLLING = 1.0
#: Up and down in turn, or but one step, is a scroll when moving the content leaves little unexplained.
SWAYING, SURELY_SCROLLED = 0.5, 0.3
#: A rectangle that changed this often within the window, all in its own place, changes by itself.
REPEATS, WINDOW = 4, 6.0
#: A difference of more than this share of the screen is a page's, not a control's.
PAGE = 0.008
#: Pixels of a rectangle that is but noise of the video's compression.
SPECK = 12
#: Differences of more rectangles than this are not letters appearing.
BESIDES = 4
#: What changes this soon after the pointer came reacts to it; a click comes later.
REACTS = 0.12
#: For how long something may still react to a pointer that came or went.
LINGERS = 0.2
#: How long after a change the screen is looked at, unless something else changes before.
AFTERWARDS = 0.3
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


def changes(track: PointerTrack, screen: Box) -> list[Change]:
    """The changes in order, from what a pointer's track left as content of a screen."""
    steady = _without_carets(_without_status(track.content, track.scale, screen), track.scale)
    lively = _without_repeats(steady, track.scale)
    found: list[Change] = []
    rest = lively
    while rest:
        run = _writing(rest, track) or _scrolling(rest) or _settling(rest, track)
        found.append(run)
        rest = [d for d in rest if d.t > run.end]
    return _with_aftermath(found)


def is_caret(box: Box, scale: float, widest: float = 2.9) -> bool:
    return box.width <= widest * scale and 8 * scale <= box.height <= 44 * scale


def _without_status(content: Iterable[Delta], scale: float, screen: Box) -> list[Delta]:
    """Without the bubble in the lower left corner in which browsers show where a link leads."""
    corner = Box(0, screen.height - int(40 * scale), screen.width // 2, int(40 * scale))
    kept = []
    for delta in content:
        boxes = tuple(b for b in delta.boxes if not (corner.encloses(b) and b.x <= 220 * scale))
        if boxes:
            kept.append(delta._replace(boxes=boxes))
    return kept


def _without_carets(content: Iterable[Delta], scale: float) -> list[Delta]:
    kept = []
    for delta in content:
        boxes = tuple(b for b in delta.boxes if not is_caret(b, scale))
        if any(b.area > SPECK * scale for b in boxes):
            kept.append(delta._replace(boxes=boxes))
    return kept


def _without_repeats(content: Sequence[Delta], scale: float) -> list[Delta]:
    small = [(d.t, *b) for d in content for b in d.boxes if _is_small(b, scale)]
    seen = np.array(small, np.float64).reshape(-1, 5)
    kept = []
    for delta in content:
        near = seen[np.abs(seen[:, 0] - delta.t) <= WINDOW]
        boxes = tuple(b for b in delta.boxes if delta.scrolled or not _repeats(b, near, scale))
        if boxes:
            kept.append(delta._replace(boxes=boxes))
    return kept


def _is_small(box: Box, scale: float) -> bool:
    return max(box.width, box.height) <= 120 * scale


def _repeats(box: Box, near: NDArray[np.float64], scale: float) -> bool:
    """Whether something in just this place changes again and again.

    `near` has a row for each small rectangle around that time: when, left, top, width, height.
    """
    if not _is_small(box, scale):
        return False
    place = box.grown(int(scale))
    t, x, y, width, height = near.T
    across = np.minimum(x + width, place.right) - np.maximum(x, place.x)
    down = np.minimum(y + height, place.bottom) - np.maximum(y, place.y)
    shared = np.maximum(across, 0) * np.maximum(down, 0)
    same = shared >= 0.5 * np.maximum(width * height, place.area)
    return len(np.unique(t[same])) >= REPEATS


def _writing(rest: Sequence[Delta], track: PointerTrack) -> Change | None:
    """A run in which each difference continues where the one before ended, in the same line of text."""
    scale = track.scale
    run: list[tuple[Delta, Box]] = []
    for delta in rest:
        if run and delta.before - run[-1][0].t > KEYSTROKES:
            break
        sizable = [b for b in delta.boxes if b.area > SPECK * scale]
        glyphs = [b for b in sizable if _is_glyph(b, scale)] if len(sizable) <= BESIDES else []
        if run:
            glyphs = [b for b in glyphs if _continues(b, run[-1][1], scale)]
        glyphs = [b for b in glyphs if not _is_reaction(b, delta, track)]
        if not glyphs:
            break
        run.append((delta, min(glyphs, key=lambda b: b.area) if not run else glyphs[0]))
    if len(run) < FEWEST or not _advances([glyph for _, glyph in run], scale):
        return None
    return _change(ChangeKind.WRITING, [d for d, _ in run], union(glyph for _, glyph in run))


def _is_reaction(box: Box, delta: Delta, track: PointerTrack) -> bool:
    """Whether a difference is at a pointer that is just coming or going."""
    if not track.moved(delta.before - LINGERS, delta.t):
        return False
    ends = (track.move_at(delta.before - LINGERS), track.move_at(delta.t))
    return any(end is not None and end.box.distance(box) <= 6 * track.scale for end in ends)


def _is_glyph(box: Box, scale: float) -> bool:
    return box.width <= 200 * scale and 8 * scale <= box.height <= 44 * scale


def _continues(box: Box, last: Box, scale: float) -> bool:
    gap = max(box.x, last.x) - min(box.right, last.right)
    return box.same_row(last) and gap <= 16 * scale


def _advances(glyphs: Sequence[Box], scale: float) -> bool:
    """Whether the places move along, as letters do and a blinking thing does not."""
    steps = [b.right - a.right for a, b in pairwise(glyphs)]
    forward, backward = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
    moved = abs(glyphs[-1].right - glyphs[0].right)
    return max(forward, backward) * 5 >= len(steps) * 3 and moved >= 5 * scale


def _scrolling(rest: Sequence[Delta]) -> Change | None:
    if not rest[0].scrolled:
        return None
    run = [rest[0]]
    last = 0
    for delta in rest[1:]:
        if delta.before - run[last].t > SCROLLING:
            break
        run.append(delta)
        last = len(run) - 1 if delta.scrolled else last
    moved = [d for d in run[: last + 1] if d.scrolled]
    surest = min(moved, key=lambda d: d.misfit)
    sways = len({d.scrolled > 0 for d in moved}) > 1
    if surest.misfit > (SURELY_SCROLLED if len(moved) < FEWEST else SWAYING if sways else 1.0):
        return None
    change = _change(ChangeKind.SCROLL, run[: last + 1], union(d.bounds for d in moved))
    return change._replace(scrolled=surest.scrolled)


def _settling(rest: Sequence[Delta], track: PointerTrack) -> Change:
    """Differences up to the next pause, unless the pointer moves or a small change turns into a large one."""
    run = [rest[0]]
    for index, delta in enumerate(rest[1:], start=1):
        paused = delta.before - run[-1].t > SETTLED
        if paused or _turns(run, delta, track):
            break
        if _writing(rest[index:], track) or _scrolling(rest[index:]):
            break
        run.append(delta)
    return _change(ChangeKind.OTHER, run, union(d.bounds for d in run))


def _turns(run: Sequence[Delta], delta: Delta, track: PointerTrack) -> bool:
    """Whether a difference has another cause than those before it, although it follows at once."""
    last = run[-1]
    was_moving, is_moving = track.moved(last.before, last.t), track.moved(last.t, delta.t)
    reacted = last.t - track.resting_since(last.t) <= REACTS
    grows = delta.changed >= PAGE and all(d.changed < PAGE for d in run)
    return is_moving or was_moving or reacted or grows


def _change(kind: ChangeKind, run: Sequence[Delta], bounds: Box) -> Change:
    boxes = tuple(box for delta in run for box in delta.boxes)
    return Change(kind, run[0].before, run[0].t, run[-1].t, run[-1].t, boxes, bounds)


def _with_aftermath(found: Sequence[Change]) -> list[Change]:
    following = [change.before for change in found[1:]] + [float("inf")]
    return [
        change._replace(after=max(change.end, min(change.end + AFTERWARDS, next_before)))
        for change, next_before in zip(found, following, strict=False)
    ]
