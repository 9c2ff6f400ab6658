"""Something that lights up: it gets another background while what is written on it stays.

A pointer that comes lights up what it would press, so that this tells where an unseen pointer is.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from worker.analysis.clues.paint import SHADE, distance, ground_of, is_evenly_painted, paper_of
from worker.analysis.clues.sizes import Sizes
from worker.analysis.clues.underlining import alone_underlined
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels, cut_out, differing
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Height of what lights up, and its least width, in pixels of a 1080p screen.
SIZES = Sizes(lowest=18, tallest=130, narrowest=22)
#: What differs from its background by more than this is written on it; of that so much stays.
INK, STAYS = 60, 0.5
#: It looks the same when all but this share of its pixels differ by no more than that.
ALL_BUT, FAINT = 0.1, 4


class Lit(NamedTuple):
    """Something that is lit up."""

    control: Control
    look: Pixels  #: how it looks as long as it is lit

    @staticmethod
    def on(picture: Pixels, control: Control) -> "Lit":
        """What is lit up on a picture."""
        return Lit(control, cut_out(picture, control.box))

    def is_still(self, picture: Pixels) -> bool:
        """Whether it is lit up on a picture too."""
        now = cut_out(picture, self.control.box)
        return bool(differing(now, self.look, FAINT).mean() <= ALL_BUT)


def lit_up(reader: Reader, scene: Scene) -> Lit | None:
    """What a change lit up, if it lit up one thing and did nothing else but put out another one."""
    phrase = alone_underlined(Page(reader, scene.after.pixels, scene.scale), scene)
    if phrase is not None:
        control = Control(ControlKind.BUTTON, union([phrase.box, *scene.boxes]), phrase.text)
        return Lit.on(scene.after.pixels, control)
    boxes = [box for box in scene.boxes if SIZES.fit(box, scene.scale)]
    if len(boxes) < len(scene.boxes) or not all(_is_repainted(scene, box) for box in boxes):
        return None
    lit = list(_lit(reader, scene, boxes))
    return lit[0] if len(lit) == 1 else None


def _lit(reader: Reader, scene: Scene, boxes: list[Box]) -> Iterator[Lit]:
    page = Page(reader, scene.after.pixels, scene.scale)
    for box in boxes:
        if _stands_out(scene.after.pixels, box) > _stands_out(scene.before.pixels, box) + SHADE:
            control = page.item_on(box)
            if control is not None:
                yield Lit.on(scene.after.pixels, control)


def _is_repainted(scene: Scene, box: Box) -> bool:
    inner = box.grown(-2)
    former, now = scene.before.pixels, scene.after.pixels
    painted = is_evenly_painted(former, inner) and is_evenly_painted(now, inner)
    return (
        painted
        and distance(paper_of(former, inner), paper_of(now, inner)) > SHADE
        and _says_the_same(former, now, inner)
    )


def _says_the_same(former: Pixels, now: Pixels, box: Box) -> bool:
    """Whether what is written on it stands where it stood."""
    old, new = (_ink(picture, box) for picture in (former, now))
    either = np.count_nonzero(old | new)
    return bool(either > 0 and np.count_nonzero(old & new) >= STAYS * either)


def _ink(picture: Pixels, box: Box) -> Pixels:
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.int16)
    return np.asarray(np.abs(part - paper_of(picture, box)).max(axis=2) > INK, np.uint8)


def _stands_out(picture: Pixels, box: Box) -> float:
    """How far its inside is from what it stands on: a rim may be of either's colour."""
    return distance(paper_of(picture, box.grown(-2)), ground_of(picture, box))
