"""Looks for the pointer in a picture: by its shape, in the theme that was seen before."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from worker.analysis.deltas import Delta
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.likeness import Likeness
from worker.analysis.pointing.passing import Passage, alike
from worker.analysis.pointing.shapes import Shape, Theme, shapes
from worker.analysis.pointing.sizing import FULL_SIZE, NAMED, Sizing, same_place

#: Least correlation with the drawing: in general, for a hand (it covers text), and where it was.
FOUND, HAND, STILL = 0.72, 0.62, 0.55
#: What fits this well is a pointer: a beam, if it is not where it was, or any, if nothing changed under it.
SURELY = 0.8
#: The film's own picture of a pointer fits far better than a drawing.
SAME = 0.85
#: All themes are tried until one of them was seen this often.
SETTLES_AFTER = 4
#: So many pointers of unknown shape are remembered.
STRANGERS = 6
#: The pointer is looked for in changed rectangles up to this size, in pixels of a 1080p screen.
WIDEST, HIGHEST = 420, 160
#: With more changed rectangles than this, a page changed, and its letters look like pointers.
BESIDES = 12
#: So far around a changed rectangle the pointer may stand, and around a part that it is to cover.
REACH, COVERING = 10, 4
#: So much of a pointer covers what changed.
COVERED = 0.7


class Sighting(NamedTuple):
    """A pointer in a picture."""

    score: float
    box: Box
    tip: Point
    shape: Shape
    theme: Theme | None  #: of a drawing; None for the film's own picture of it

    @property
    def name(self) -> str:
        """What it looks like, such as an arrow, or that nobody knows."""
        return self.shape.name


class Lookout:
    """Finds the pointer in pictures and learns what this video's pointer looks like."""

    def __init__(self, scale: float) -> None:
        """Know no theme yet; `scale` is 1 on a 1080p screen."""
        self._scale = scale
        self._themes: Counter[Theme] = Counter()
        self._sizing = Sizing()
        self._strangers: list[Shape] = []

    @property
    def likeliest(self) -> Theme:
        """The theme of this video, as far as could be seen."""
        if self._sizing.small is not None:
            return self._sizing.small
        return self._themes.most_common(1)[0][0] if self._themes else FULL_SIZE[0]

    @property
    def is_settled(self) -> bool:
        """Whether it is known what the pointer of this video looks like."""
        return self._sizing.small is not None or self._themes.total() >= SETTLES_AFTER

    def learn(self, found: Sighting) -> None:
        """Take a sighting as one of the pointer's."""
        if found.theme is None and found.score >= SAME:
            self._remember(found.shape)
        elif found.theme is not None and found.score >= FOUND and found.name != "beam":
            self._themes[found.theme] += 1

    def recognise(self, passed: Passage, luma: Pixels) -> Sighting:
        """What passed as a sighting, by the name of the drawing that it looks like, if any."""
        around = passed.came.grown(int(REACH * self._scale) // 2)
        self._sizing.weigh(luma, passed.came)
        drawn = self._drawn(luma, around, passed.came)
        if drawn is not None and drawn.score >= NAMED and same_place(passed.came, drawn.box):
            return drawn
        known = self._stranger(luma, around, passed.came)
        if known is not None and known.score >= SAME:
            return known
        box = passed.came
        tip = Point(box.x + passed.shape.tip.x, box.y + passed.shape.tip.y)
        return Sighting(passed.score, box, tip, passed.shape, None)

    def search(self, delta: Delta, luma: Pixels, *, came_before: bool) -> Sighting | None:
        """The pointer in a rectangle that changed; `came_before` when it was seen anywhere already."""
        if len(delta.boxes) > BESIDES:
            return None
        wide, tall = WIDEST * self._scale, HIGHEST * self._scale
        places = [b for b in delta.boxes if b.width <= wide and b.height <= tall]
        reach = int(REACH * self._scale)
        seen = [self._drawn(luma, place.grown(reach), place) for place in places]
        credible = [s for s in seen if s is not None and self._is_credible(s, delta, came_before=came_before)]
        if credible:
            return _best(credible)
        strangers = [self._stranger(luma, place.grown(reach), place) for place in places]
        return _best(s for s in strangers if s is not None and s.score >= SAME)

    def around(self, place: Box, luma: Pixels) -> Sighting | None:
        """The pointer in just this place."""
        drawn, stranger = self._drawn(luma, place, place), self._stranger(luma, place, place)
        least = ((drawn, STILL), (stranger, FOUND))
        return _best(seen for seen, score in least if seen is not None and seen.score >= score)

    def _is_credible(self, found: Sighting, delta: Delta, *, came_before: bool) -> bool:
        """A caret looks like a text beam: at first, one is only believed in if a pointer went elsewhere."""
        least = HAND if found.name == "hand" and self.is_settled else FOUND
        if found.score < least or self.is_settled or found.name != "beam":
            return found.score >= least
        if came_before and found.score >= SURELY:
            return True
        others = [b for b in delta.boxes if not b.overlap(found.box)]
        return len(delta.boxes) == 2 and len(others) == 1 and alike(others[0], found.box)  # noqa: PLR2004

    def _drawn(self, luma: Pixels, region: Box, changed: Box) -> Sighting | None:
        """The drawing that fits best within a region and covers the changed part of it."""
        likely = ((shape, theme) for theme in self._likely() for shape in shapes(theme))
        return self._fitting(luma, region, changed, likely)

    def _stranger(self, luma: Pixels, region: Box, changed: Box) -> Sighting | None:
        """The same of the shapes that were only seen to move."""
        return self._fitting(luma, region, changed, ((shape, None) for shape in self._strangers))

    def _fitting(
        self, luma: Pixels, region: Box, changed: Box, likely: Iterable[tuple[Shape, Theme | None]]
    ) -> Sighting | None:
        region = region.within(luma.shape[1], luma.shape[0])
        part = Likeness(luma[region.y : region.bottom, region.x : region.right])
        reach = changed.grown(int(COVERING * self._scale))
        seen = (_sighting(part, shape, theme, region) for shape, theme in likely if _fits_on(reach, shape))
        return _best(s for s in seen if s is not None and s.box.overlap(reach) >= COVERED * s.box.area)

    def _remember(self, shape: Shape) -> None:
        if shape not in self._strangers:
            self._strangers = [shape, *self._strangers][:STRANGERS]

    def _likely(self) -> Iterable[Theme]:
        return (self.likeliest,) if self.is_settled else FULL_SIZE


def _best(seen: Iterable[Sighting]) -> Sighting | None:
    return max(seen, key=lambda sighting: sighting.score, default=None)


def _fits_on(reach: Box, shape: Shape) -> bool:
    """Whether enough of a shape could cover a part at all: most changes are but a letter."""
    height, width = shape.grey.shape
    most = min(width, reach.width) * min(height, reach.height)
    return bool(most >= COVERED * width * height)


def _sighting(part: Likeness, shape: Shape, theme: Theme | None, region: Box) -> Sighting | None:
    fit = part.best_fit(shape)
    if fit is None:
        return None
    height, width = shape.grey.shape
    box = Box(region.x + fit.x, region.y + fit.y, width, height)
    return Sighting(fit.score, box, Point(box.x + shape.tip.x, box.y + shape.tip.y), shape, theme)
