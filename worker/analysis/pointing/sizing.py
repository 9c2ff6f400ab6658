"""How large this film's pointer is: known from what was seen to move, held against drawings of many sizes.

A screen that was filmed large and kept small has a small pointer, and the smaller a drawing, the more
letters look like it. So only what moved as a pointer does tells of a small one.
"""

from collections import Counter
from itertools import product

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.likeness import Likeness
from worker.analysis.pointing.shapes import Theme, shapes

FULL_SIZE = tuple(Theme(size, dark) for size, dark in product((1.0, 1.25, 1.5, 2.0), (True, False)))
SMALL = tuple(Theme(size, dark) for size, dark in product((0.6, 0.65, 0.7, 0.75, 0.8, 0.85), (True, False)))
#: It takes this many that moved to believe in a small pointer, and after so many the size is certain.
FEWEST, ENOUGH = 2, 8
#: By so much on average the best small drawing fits better than the best of full size.
BETTER = 0.04
#: What moved is what a drawing shows if that fits so well and has so much of its place in common.
NAMED, SHARED = 0.65, 0.55
#: So far around what moved a drawing may reach: its rim does not show on paper of the same colour.
MARGIN = 4


class Sizing:
    """Weighs the sizes against each other."""

    def __init__(self) -> None:
        """Have seen nothing move yet."""
        self._weighed = 0
        self._scores: Counter[Theme] = Counter()

    @property
    def small(self) -> Theme | None:
        """The theme of a small pointer, if that is what this film has."""
        if self._weighed < FEWEST:
            return None
        small, full = (max(themes, key=self._scores.__getitem__) for themes in (SMALL, FULL_SIZE))
        is_clear = self._scores[small] - self._scores[full] >= BETTER * self._weighed
        return small if is_clear else None

    def weigh(self, luma: Pixels, came: Box) -> None:
        """Take in the place to which something moved, if it looks like any pointer."""
        if self._weighed == ENOUGH:
            return
        fits = {theme: _likeness(luma, came, theme) for theme in (*SMALL, *FULL_SIZE)}
        if max(fits.values()) >= NAMED:
            self._weighed += 1
            self._scores.update(fits)


def _likeness(luma: Pixels, came: Box, theme: Theme) -> float:
    """How well a theme's best drawing fits, standing where what moved stands and about as large."""
    around = came.grown(round(MARGIN * theme.size)).within(luma.shape[1], luma.shape[0])
    part = Likeness(luma[around.y : around.bottom, around.x : around.right])
    best = 0.0
    for shape in shapes(theme):
        fit = part.best_fit(shape)
        height, width = shape.grey.shape
        if fit is not None and same_place(came, Box(around.x + fit.x, around.y + fit.y, width, height)):
            best = max(best, fit.score)
    return best


def same_place(came: Box, drawn: Box) -> bool:
    """Whether a drawing stands where what moved stands, and is about as large."""
    return drawn.overlap(came) >= SHARED * max(came.area, drawn.area)
