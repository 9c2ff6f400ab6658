"""Following the mouse pointer: it is looked for, by its shape, in the rectangles that changed.

What changed and is neither where the pointer was nor where it is now is content.
"""

import cv2

from worker.analysis.deltas import THRESHOLD, Delta
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point, union
from worker.analysis.pointing.lookout import SURELY, Lookout, Sighting
from worker.analysis.pointing.passing import Passage, alike, passage, turned
from worker.analysis.pointing.shapes import UNKNOWN
from worker.analysis.pointing.track import Move, PointerTrack, apart

#: A pointer has moved when it fits elsewhere better by this much.
CLEARLY = 0.03
#: When the pointer must have come unseen, it is taken to have come this many seconds before the change.
UNSEEN = 0.15
#: A pointer that came so many seconds ago is still under way; a resting one that vanishes was hidden.
UNDER_WAY = 0.25
#: A pointer this close to where it was has not moved.
JITTER = 3


class Follower:
    """Follows the pointer from delta to delta."""

    def __init__(self, scale: float) -> None:
        """Follow nothing yet; `scale` is 1 on a 1080p screen, 2 on one of twice the density."""
        self.track = PointerTrack(scale)
        self._scale = scale
        self._lookout = Lookout(scale)
        self._tip: Point | None = None  #: where it was last, to the pixel
        self._before: Pixels | None = None  #: the picture before the next
        self._still: Sighting | None = None  #: as which it was seen to stand where it is
        self._first: Passage | None = None  #: what moved before any pointer was known

    def follow(self, delta: Delta, luma: Pixels) -> None:
        """Take in the next delta, with the whole grey picture it led to."""
        known = self.track.moves[-1] if self.track.moves else None
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
            return self._went_on(passage(self._before, luma, delta.boxes, None, self._scale), luma)
        passed = passage(self._before, luma, delta.boxes, known.box, self._scale)
        if passed is None and delta.before - known.t <= UNDER_WAY:
            return turned(self._before, luma, delta.boxes, known.box, self._scale)
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
        self.track.moves[-1] = known._replace(shape=still.name, drawing=still.shape.counts)
        self._tip = still.tip

    def _arrive(self, delta: Delta, found: Sighting, left: list[Box]) -> None:
        known = self.track.moves[-1] if self.track.moves else None
        self._keep(delta, [found.box, *left])
        self._tip, self._still = found.tip, None
        if known is None or apart(known.tip, found.tip) > JITTER * self._scale:
            was_elsewhere = known is not None and known.t >= delta.before
            seen = was_elsewhere or self._moved_now(delta, found)
            t = delta.t if seen else max(0.0, delta.before - UNSEEN)
            t = max(t, known.t) if known is not None else t
            self.track.add(Move(t, found.tip, found.box, found.name, seen, found.shape.counts))
        self._lookout.learn(found)

    def _moved_now(self, delta: Delta, found: Sighting) -> bool:
        """Whether the pointer itself changed the screen; else it came unseen and only shows now."""
        size = 3 * max(found.box.width, found.box.height)
        return any(b.overlap(found.box) and max(b.width, b.height) <= size for b in delta.boxes)

    def _still_there(self, known: Move, luma: Pixels) -> Sighting | None:
        around = known.box.grown(int(JITTER * self._scale))
        best = self._lookout.around(around, luma)
        return best if best is not None and apart(best.tip, known.tip) <= JITTER * self._scale else None

    def _keep(self, delta: Delta, places: list[Box]) -> None:
        """Keep as content what neither the place left nor the place entered explains."""
        around = [place.grown(int(5 * self._scale)) for place in places]
        if len(places) == 2 and places[0].distance(places[1]) <= 24 * self._scale:  # noqa: PLR2004
            around.append(union(around))
        rest = tuple(b for b in delta.boxes if not any(place.encloses(b) for place in around))
        if rest:
            self.track.content.append(delta._replace(boxes=rest))
