"""One change with the pictures around it: what an interpreter looks at."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.deltas import changed_boxes
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.settling.change import Change
from worker.analysis.settling.lively import is_caret

#: A pointer this far away (in pixels of a 1080p screen) does not cover what it points at later.
AWAY = 60
#: A change of more than this share of the screen is a new page, a dialog or a tab.
LARGE = 0.10
#: So many seconds before a change shows, nothing of it has begun yet.
CALM = 0.25
#: After a change of more than this share, older pictures show another page.
TURNED = 0.02
#: What changes at a pointer that rested so long does not only react to its coming, in seconds.
RESTED = 0.28
#: Something looks as before when all but this share of its pixels differ by no more than that.
ALL_BUT, DIFFERENT = 0.02, 24
#: What differs further than this from all that changed did not change then, in pixels of a 1080p screen.
NEAR = 6
#: Of something that changes by itself at least this share lies in a restless part of the screen.
RESTLESS = 0.8
#: Fewer pixels than this are noise.
SPECK = 9


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


class Scene:
    """A change, the pictures around it, and where the pointer was."""

    def __init__(
        self,
        change: Change,
        pictures: tuple[Picture, Picture, Picture],
        track: PointerTrack,
        free: Picture | None = None,
    ) -> None:
        """Look at a change with its clear, before and after pictures; on a `free` one the pointer is away."""
        self.change = change
        self.clear, self.before, self.after = pictures
        self.free = free
        self.track = track
        self.scale = track.scale
        self.point: Point | None = track.at(change.before) if track.is_shown else None

    @cached_property
    def boxes(self) -> list[Box]:
        """Where the screen differs for good, largest first, without the pointer and the caret."""
        found = changed_boxes(grey(self.before.pixels), grey(self.after.pixels), reach=3)
        pointers = [m.box.grown(int(8 * self.scale)) for m in self._moves()]
        return [
            box
            for box in found
            if box.area > SPECK
            and not is_caret(box, self.scale, widest=4.5)
            and not any(p.encloses(box) for p in pointers)
            and self._is_of_change(box)
        ]

    def _is_of_change(self, box: Box) -> bool:
        """Whether it changed at that time; else it is the pointer, or something that changes by itself."""
        near = box.grown(int(NEAR * self.scale))
        restless = (r.box for r in self.track.restless if r.meets(self.before.t, self.after.t))
        return any(near.overlap(part) for part in self.change.boxes) and not any(
            box.overlap(part) >= RESTLESS * box.area for part in restless
        )

    @cached_property
    def share(self) -> float:
        """The share of the screen that its rectangles cover."""
        height, width = self.after.pixels.shape[:2]
        return sum(box.area for box in self.boxes) / float(width * height)

    def as_it_is(self) -> "Scene":
        """The same without a look back: what the pointer covers may be another thing than it once was."""
        return Scene(self.change, (self.before, self.before, self.after), self.track)

    @property
    def is_large(self) -> bool:
        return self.share >= LARGE

    @property
    def resting(self) -> float:
        """For how long the pointer had rested when it began; 0 while it moved."""
        if self.track.moved(self.change.before, self.change.start):
            return 0.0
        return self.change.start - self.track.resting_since(self.change.before)

    @property
    def came_seen(self) -> bool:
        """Whether the pointer was seen coming; else its coming may be all that changed."""
        move = self.track.move_at(self.change.before)
        return move is not None and move.seen

    def is_back(self, region: Box, former: Pixels) -> bool:
        """Whether a region looks as it did on a former picture."""
        return self.looks_alike(region, self.after.pixels, former)

    def is_back_beside_pointer(self, region: Box, former: Picture) -> bool:
        """The same but for what the pointer covered then, or covers now."""
        now = self.after.pixels.copy()
        for move in (self.track.move_at(former.t), self.track.move_at(self.after.t)):
            if move is not None:
                box = move.box.grown(2).within(*now.shape[1::-1])
                rows, columns = slice(box.y, box.bottom), slice(box.x, box.right)
                now[rows, columns] = former.pixels[rows, columns]
        return self.looks_alike(region, now, former.pixels)

    def looks_alike(self, region: Box, one: Pixels, other: Pixels) -> bool:
        """Whether a region looks the same on two pictures."""
        region = region.within(one.shape[1], one.shape[0])
        now = one[region.y : region.bottom, region.x : region.right]
        then = other[region.y : region.bottom, region.x : region.right]
        return bool((cv2.absdiff(now, then).max(axis=2) > DIFFERENT).mean() < ALL_BUT)

    def _moves(self) -> list[Move]:
        """Where the pointer came from and went to; none while it stayed, for then it changed nothing."""
        if not self.track.moved(self.before.t, self.after.t):
            return []
        ends = (self.track.move_at(self.before.t), self.track.move_at(self.after.t))
        return [move for move in ends if move is not None]


def grey(picture: Pixels) -> Pixels:
    """A picture without its colours."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
