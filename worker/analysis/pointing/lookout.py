"""Looks for the pointer in a picture: by its shape, in the theme that was seen before."""

from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

import numpy as np

from worker.analysis.deltas import Delta
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.likeness import best_fit
from worker.analysis.pointing.shapes import Shape, Theme, shapes

#: Least correlation with the drawing: in general, for a hand (it covers text), and where it was.
FOUND, HAND, STILL = 0.72, 0.62, 0.55
#: A beam that fits this well is one, if the pointer is not where it was.
SURELY = 0.8
#: All themes are tried until one of them was seen this often.
SETTLES_AFTER = 4
THEMES = tuple(Theme(size, dark) for size, dark in product((1.0, 1.25, 1.5, 2.0), (True, False)))
#: The pointer is looked for in changed rectangles up to this size, in pixels of a 1080p screen.
WIDEST, HIGHEST = 420, 160
#: With more changed rectangles than this, a page changed, and its letters look like pointers.
BESIDES = 12
#: So far around a changed rectangle the pointer may stand, and around a part that it is to cover.
REACH, COVERING = 10, 4


class Sighting(NamedTuple):
    """A pointer in a picture."""

    score: float
    box: Box
    tip: Point
    name: str
    theme: Theme


class Lookout:
    """Finds the pointer in pictures and learns what this video's pointer looks like."""

    def __init__(self, scale: float) -> None:
        """Know no theme yet; `scale` is 1 on a 1080p screen."""
        self._scale = scale
        self._themes: Counter[Theme] = Counter()

    @property
    def likeliest(self) -> Theme:
        """The theme of this video, as far as could be seen."""
        return self._themes.most_common(1)[0][0] if self._themes else THEMES[0]

    def learn(self, found: Sighting) -> None:
        """Take a sighting as one of the pointer's."""
        if found.score >= FOUND and found.name != "beam":
            self._themes[found.theme] += 1

    def search(self, delta: Delta, luma: Pixels, *, came_before: bool) -> Sighting | None:
        """The pointer in a rectangle that changed; `came_before` when it was seen anywhere already."""
        if len(delta.boxes) > BESIDES:
            return None
        wide, tall = WIDEST * self._scale, HIGHEST * self._scale
        places = [b for b in delta.boxes if b.width <= wide and b.height <= tall]
        reach = int(REACH * self._scale)
        seen = [self._best(luma, place.grown(reach), place) for place in places]
        credible = (s for s in seen if s is not None and self._is_credible(s, delta, came_before=came_before))
        return max(credible, default=None)

    def around(self, place: Box, luma: Pixels) -> Sighting | None:
        """The pointer in just this place."""
        best = self._best(luma, place, place)
        return best if best is not None and best.score >= STILL else None

    def _is_credible(self, found: Sighting, delta: Delta, *, came_before: bool) -> bool:
        """A caret looks like a text beam: at first, one is only believed in if a pointer went elsewhere."""
        least = HAND if found.name == "hand" and self._is_settled() else FOUND
        if found.score < least or self._is_settled() or found.name != "beam":
            return found.score >= least
        if came_before and found.score >= SURELY:
            return True
        others = [b for b in delta.boxes if not b.overlap(found.box)]
        return len(delta.boxes) == 2 and len(others) == 1 and alike(others[0], found.box)  # noqa: PLR2004

    def _best(self, luma: Pixels, region: Box, changed: Box) -> Sighting | None:
        """The best match within a region that covers the changed part of it."""
        region = region.within(luma.shape[1], luma.shape[0])
        part = np.ascontiguousarray(luma[region.y : region.bottom, region.x : region.right])
        seen = (_sighting(part, shape, theme, region) for theme in self._likely() for shape in shapes(theme))
        reach = changed.grown(int(COVERING * self._scale))
        fitting = [s for s in seen if s is not None and s.box.overlap(reach) >= 0.7 * s.box.area]
        return max(fitting, default=None)

    def _is_settled(self) -> bool:
        return self._themes.total() >= SETTLES_AFTER

    def _likely(self) -> Iterable[Theme]:
        return (self.likeliest,) if self._is_settled() else THEMES


def alike(one: Box, other: Box) -> bool:
    """Whether two boxes are about the same size, as the place the pointer left and the one it entered."""
    return (
        abs(one.width - other.width) <= 0.6 * other.height
        and abs(one.height - other.height) <= 0.3 * other.height
    )


def _sighting(part: Pixels, shape: Shape, theme: Theme, region: Box) -> Sighting | None:
    fit = best_fit(part, shape)
    if fit is None:
        return None
    height, width = shape.grey.shape
    box = Box(region.x + fit.x, region.y + fit.y, width, height)
    return Sighting(fit.score, box, Point(box.x + shape.tip.x, box.y + shape.tip.y), shape.name, theme)
