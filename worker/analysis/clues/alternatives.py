"""One of several things side by side that is chosen instead of another: tabs, segments, entries of a menu."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

from worker.analysis.clues.paint import SHADE, Colour, distance, ground_of, paper_of
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Least and largest height of a row of tabs or of one entry, in pixels of a 1080p screen.
LOWEST, TALLEST = 18, 80
#: A line under a tab is at most so thick, at least so long, and the tab's name so far above it at most.
THICKEST, SHORTEST, ABOVE = 7, 20, 40
#: Around a phrase there is at least so much of its own background.
ROOM = 3


class _Repainted(NamedTuple):
    """A phrase whose background changed."""

    phrase: Phrase
    former: Colour
    now: Colour


def chosen(reader: Reader, scene: Scene) -> Control | None:
    """What took over the looks of another one beside it; None when nothing did, or more than one."""
    page = Page(reader, scene.before.pixels, scene.scale)
    phrase = _painted(page, scene) or _underlined(page, scene)
    return None if phrase is None else Control(ControlKind.BUTTON, phrase.box, phrase.text)


def _painted(page: Page, scene: Scene) -> Phrase | None:
    """The one of two phrases that exchanged their backgrounds that now stands out."""
    rows = [b for b in scene.boxes if LOWEST * scene.scale <= b.height <= TALLEST * scene.scale]
    pairs = _exchanged([painted for row in rows for painted in _repainted(page, scene, row)])
    ground = [(one, ground_of(scene.after.pixels, _row_with(rows, one.phrase))) for one, _ in pairs]
    standing_out = [one.phrase for one, g in ground if distance(one.now, g) > distance(one.former, g) + SHADE]
    return standing_out[0] if len(standing_out) == 1 else None


def _repainted(page: Page, scene: Scene, row: Box) -> Iterable[_Repainted]:
    for phrase in page.phrases(row):
        box = phrase.box.grown(ROOM)
        painted = _Repainted(phrase, paper_of(scene.before.pixels, box), paper_of(scene.after.pixels, box))
        if distance(painted.former, painted.now) > SHADE:
            yield painted


def _exchanged(found: Sequence[_Repainted]) -> list[tuple[_Repainted, _Repainted]]:
    """All pairs, both ways round, in which each has the background that the other one had."""
    return [
        (one, other)
        for one, other in permutations(found, 2)
        if distance(one.now, other.former) <= SHADE and distance(one.former, other.now) <= SHADE
    ]


def _row_with(rows: Sequence[Box], phrase: Phrase) -> Box:
    return max(rows, key=phrase.box.overlap)


def _underlined(page: Page, scene: Scene) -> Phrase | None:
    """The phrase that got the line under it which another one lost."""
    thin = [
        b for b in scene.boxes if b.height <= THICKEST * scene.scale and b.width >= SHORTEST * scene.scale
    ]
    gained = [b for b in thin if _is_line(scene, b)]
    if len(gained) != 1 or not any(b.same_row(gained[0]) for b in thin if b not in gained):
        return None
    line = gained[0]
    over = page.phrases(Box(line.x, line.y - int(ABOVE * scene.scale), line.width, int(ABOVE * scene.scale)))
    return max(over, key=lambda p: p.box.bottom, default=None)


def _is_line(scene: Scene, box: Box) -> bool:
    """Whether a line is there now, and was not before."""
    former, now = (_contrast(picture.pixels, box) for picture in (scene.before, scene.after))
    return now > former + SHADE


def _contrast(picture: np.ndarray, box: Box) -> float:
    return distance(paper_of(picture, box), ground_of(picture, box))
