"""Two things that exchange their looks: the chosen one of several is painted or written unlike the others."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from worker.analysis.clues.paint import SHADE, Colour, distance, ground_of, ink_of, paper_of
from worker.analysis.clues.strokes import says_the_same
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union
from worker.analysis.scene import Scene

#: Least and largest height of what changes its looks: but its letters, or a row of tabs.
LOWEST, TALLEST = 7, 80
#: Around a phrase there is at least so much of its own background, in pixels.
ROOM = 3
#: The same paint is seen as colours that differ by no more than this; the same letters may differ by that.
PAINT, LETTERS = 16, 32
#: So many times as far as two reach that exchange their looks, others stand to both sides of them.
BESIDE = 1.5


class Look(NamedTuple):
    """What a phrase is written with and on."""

    paper: Colour
    ink: Colour

    def is_like(self, other: "Look") -> bool:
        """Whether the two are one as far as compression lets tell."""
        return distance(self.paper, other.paper) <= PAINT and distance(self.ink, other.ink) <= LETTERS


class _Seen(NamedTuple):
    """A phrase before and after a change."""

    place: Box  #: what was looked at around it
    phrase: Phrase
    former: Look
    now: Look


def took_over(page: Page, scene: Scene) -> Phrase | None:
    """The one of two phrases that exchanged their looks that is the chosen one now, if that is clear.

    `page` is the screen before anybody pressed there.
    """
    changed = [seen for box in _rewritten(scene) for seen in _seen(page, scene, box)]
    each = {seen.phrase: seen for seen in changed if not seen.former.is_like(seen.now)}
    pairs = _exchanged(list(each.values()))
    found = [one.phrase for one, other in pairs if _stands_out(page, scene, one, other)]
    return found[0] if len(found) == 1 else None


def _rewritten(scene: Scene) -> list[Box]:
    """Where a change painted or wrote anew what it left standing."""
    sized = [b for b in scene.boxes if LOWEST * scene.scale <= b.height <= TALLEST * scene.scale]
    return [box for box in sized if says_the_same(scene, box)]


def _seen(page: Page, scene: Scene, box: Box) -> Iterator[_Seen]:
    region = box.grown(2 * ROOM).within(*scene.clear.pixels.shape[1::-1])
    for phrase in (p for p in page.phrases(region) if len(p.text) > 1):  # A single sign is an icon.
        around = phrase.box.grown(ROOM)
        yield _Seen(box, phrase, *(_look(view.pixels, around) for view in (scene.clear, scene.after)))


def _look(picture: Pixels, box: Box) -> Look:
    return Look(paper_of(picture, box), ink_of(picture, box))


def _exchanged(found: Sequence[_Seen]) -> list[tuple[_Seen, _Seen]]:
    """All pairs, both ways round, in which each has the look that the other one had."""
    return [
        (one, other)
        for one, other in permutations(found, 2)
        if one.now.is_like(other.former) and one.former.is_like(other.now)
    ]


def _stands_out(page: Page, scene: Scene, one: _Seen, other: _Seen) -> bool:
    """Whether one is painted unlike what lies around it now, or else looks unlike the one beside both."""
    ground = ground_of(scene.after.pixels, one.place)
    more = distance(one.now.paper, ground) - distance(one.former.paper, ground)
    return more > SHADE or (more > -SHADE and _is_odd_one(page, scene, one, other))


def _is_odd_one(page: Page, scene: Scene, one: _Seen, other: _Seen) -> bool:
    beside = [seen for seen in _seen(page, scene, _row_of(one, other)) if seen.former.is_like(seen.now)]
    both = union((one.phrase.box, other.phrase.box))
    nearest = min(beside, key=lambda seen: seen.phrase.box.distance(both), default=None)
    return nearest is not None and nearest.now.is_like(other.now) and not nearest.now.is_like(one.now)


def _row_of(one: _Seen, other: _Seen) -> Box:
    """Where the others of a row or a column of several stand."""
    both = union((one.phrase.box, other.phrase.box))
    level = one.phrase.box.same_row(other.phrase.box)
    wide, tall = (int(BESIDE * both.width), 0) if level else (0, int(BESIDE * both.height))
    return both.grown(wide, tall)
