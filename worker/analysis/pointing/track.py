"""Where the mouse pointer was: looked for, by its shape, in the rectangles that changed.

What changed and is neither where the pointer was nor where it is now is content.
"""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import cv2

from worker.analysis.deltas import THRESHOLD, Delta
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point, union
from worker.analysis.pointing.lookout import SURELY, Lookout, Sighting
from worker.analysis.pointing.passing import Passage, alike, passage, turned
from worker.analysis.pointing.shapes import UNKNOWN

if TYPE_CHECKING:
    from worker.analysis.masks.restless import Restless

#: A pointer has moved when it fits elsewhere better by this much.
CLEARLY = 0.03
#: When the pointer must have come unseen, it is taken to have come this many seconds before the change.
UNSEEN = 0.15
#: A pointer that came so many seconds ago is still under way; a resting one that vanishes was hidden.
UNDER_WAY = 0.25
#: A pointer that is in the picture at all moves more often than letters are taken for one.
SELDOM = 5
#: A pointer this close to where it was has not moved.
JITTER = 3


class Move(NamedTuple):
    """The pointer came to a place."""

    t: float
    tip: Point
    box: Box
    shape: str
    seen: bool  #: False when it was only noticed later
    drawing: Pixels  #: which pixels of the box are the pointer's own


class PointerTrack:
    """Follows the pointer from delta to delta."""

    def __init__(self, scale: float) -> None:
        """Follow nothing yet; `scale` is 1 on a 1080p screen, 2 on one of twice the density."""
        self.scale = scale
        self.moves: list[Move] = []
        self.content: list[Delta] = []  #: the deltas without the pointer's own rectangles
        self.restless: list[Restless] = []  #: parts of the screen that change by themselves, in no delta
        self._times: list[float] = []
        self._lookout = Lookout(scale)
        self._tip: Point | None = None  #: where it was last, to the pixel
        self._before: Pixels | None = None  #: the picture before the next
        self._still: Sighting | None = None  #: as which it was seen to stand where it is
        self._first: Passage | None = None  #: what moved before any pointer was known

    def follow(self, delta: Delta, luma: Pixels) -> None:
        """Take in the next delta, with the whole grey picture it led to."""
        known = self.moves[-1] if self.moves else None
        if known and (untouched := self._untouched(luma)):
            self._stay(delta, known, untouched)
        else:
            self._still = self._still_there(known, luma) if known else None
            self._look_for(delta, luma, known, self._still)
        self._before = luma

    def _untouched(self, luma: Pixels) -> Sighting | None:
        """As what it stands where it clearly stood and nothing changed since: then it is nowhere else."""
        if self._still is None or self._before is None or self._still.score < SURELY:
            return None
        before, now = (cut_out(picture, self._still.box) for picture in (self._before, luma))
        return self._still if cv2.norm(before, now, cv2.NORM_INF) <= THRESHOLD else None

    def _look_for(self, delta: Delta, luma: Pixels, known: Move | None, still: Sighting | None) -> None:
        """Take in a delta in which the pointer may have gone from where it was known, and may still be."""
        passed = self._passed(delta, luma, known) if still is None else None
        found = self._lookout.search(delta, luma, came_before=known is not None)
        if passed is not None and (found is None or not self._lookout.is_settled):
            self._arrive(delta, self._lookout.recognise(passed, luma), [passed.left])
        elif known and still and (found is None or found.score <= still.score + CLEARLY):
            self._stay(delta, known, still)
        elif found is None:
            self._keep(delta, [known.box] if known and known.shape != UNKNOWN else [])
        else:
            self._arrive(
                delta, found, [known.box] if known else [b for b in delta.boxes if alike(b, found.box)]
            )

    def _passed(self, delta: Delta, luma: Pixels, known: Move | None) -> Passage | None:
        """What moved as a pointer does, when the one that is known is no longer where it was."""
        if self._before is None:
            return None
        if known is None:
            return self._went_on(passage(self._before, luma, delta.boxes, None, self.scale), luma)
        passed = passage(self._before, luma, delta.boxes, known.box, self.scale)
        if passed is None and delta.before - known.t <= UNDER_WAY:
            return turned(self._before, luma, delta.boxes, known.box, self.scale)
        return passed

    def _went_on(self, passed: Passage | None, luma: Pixels) -> Passage | None:
        """The first that moves is believed to be a pointer once it moves again."""
        if passed is None:
            return None
        earlier, self._first = self._first, passed
        if earlier is not None and passed.left.overlap(earlier.came):
            return passed
        self._lookout.recognise(passed, luma)
        return None

    def _stay(self, delta: Delta, known: Move, still: Sighting) -> None:
        """What differs under a pointer that looks the same is content, such as a checkbox just ticked."""
        stayed = still.name == known.shape and still.tip == self._tip
        self._keep(delta, [] if stayed else [known.box])
        self.moves[-1] = known._replace(shape=still.name, drawing=still.shape.counts)
        self._tip = still.tip

    def _arrive(self, delta: Delta, found: Sighting, left: list[Box]) -> None:
        known = self.moves[-1] if self.moves else None
        self._keep(delta, [found.box, *left])
        self._tip, self._still = found.tip, None
        if known is None or _apart(known.tip, found.tip) > JITTER * self.scale:
            was_elsewhere = known is not None and known.t >= delta.before
            seen = was_elsewhere or self._moved_now(delta, found)
            t = delta.t if seen else max(0.0, delta.before - UNSEEN)
            t = max(t, known.t) if known is not None else t
            self.moves.append(Move(t, found.tip, found.box, found.name, seen, found.shape.counts))
            self._times.append(t)
        self._lookout.learn(found)

    def _moved_now(self, delta: Delta, found: Sighting) -> bool:
        """Whether the pointer itself changed the screen; else it came unseen and only shows now."""
        size = 3 * max(found.box.width, found.box.height)
        return any(b.overlap(found.box) and max(b.width, b.height) <= size for b in delta.boxes)

    def _still_there(self, known: Move, luma: Pixels) -> Sighting | None:
        around = known.box.grown(int(JITTER * self.scale))
        best = self._lookout.around(around, luma)
        return best if best is not None and _apart(best.tip, known.tip) <= JITTER * self.scale else None

    def _keep(self, delta: Delta, places: list[Box]) -> None:
        """Keep as content what neither the place left nor the place entered explains."""
        around = [place.grown(int(5 * self.scale)) for place in places]
        if len(places) == 2 and places[0].distance(places[1]) <= 24 * self.scale:  # noqa: PLR2004
            around.append(union(around))
        rest = tuple(b for b in delta.boxes if not any(place.encloses(b) for place in around))
        if rest:
            self.content.append(delta._replace(boxes=rest))

    # Where it was when

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
        return next((m.t for m in self.moves[index:] if _apart(m.tip, here) >= distance), float("inf"))

    def away_before(self, t: float, distance: float) -> float:
        """The last moment before `t` at which it was at least so far from where it was at `t`."""
        index = bisect_right(self._times, t + 1e-3)
        if not index:
            return t
        here = self.moves[index - 1].tip
        for move, later in zip(self.moves[index - 2 :: -1], self.moves[index - 1 : 0 : -1], strict=False):
            if _apart(move.tip, here) >= distance:
                return max(move.t, later.t - 0.15)
        return max(0.0, self._times[0] - 0.15)


def _apart(one: Point, other: Point) -> int:
    return max(abs(one.x - other.x), abs(one.y - other.y))
