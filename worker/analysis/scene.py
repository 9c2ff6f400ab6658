"""One change with the pictures around it: what an interpreter looks at."""

from functools import cached_property

import cv2
import numpy as np

from worker.analysis.deltas import changed_boxes
from worker.analysis.frames import Picture, Pixels, differing
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.settling.change import Change
from worker.analysis.settling.lively import is_caret

#: A change of more than this share of the screen is a new page, a dialog or a tab.
LARGE = 0.10
#: Something looks as before when all but this share of its pixels differ by no more than that.
ALL_BUT, DIFFERENT = 0.02, 24
#: What differs further than this from all that changed did not change then, in pixels of a 1080p screen.
NEAR = 6
#: Of something that changes by itself at least this share lies in a restless part of the screen.
RESTLESS = 0.8
#: What differs right beside the pointer is no further from it, in pixels.
BESIDE = 6
#: Fewer pixels than this are noise.
SPECK = 9


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
    def is_at_pointer(self) -> bool:
        """Whether anything differs where the pointer is, or right beside it."""
        return self.point is not None and any(b.contains(self.point, slack=BESIDE) for b in self.boxes)

    @property
    def is_large(self) -> bool:
        """Whether so much changed that it is a new page, a dialog or a tab."""
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
        return bool(differing(now, then, DIFFERENT).mean() < ALL_BUT)

    def _moves(self) -> list[Move]:
        """Where the pointer came from and went to; none while it stayed, for then it changed nothing."""
        if not self.track.moved(self.before.t, self.after.t):
            return []
        ends = (self.track.move_at(self.before.t), self.track.move_at(self.after.t))
        return [move for move in ends if move is not None]


def grey(picture: Pixels) -> Pixels:
    """A picture without its colours."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
