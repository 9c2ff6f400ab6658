"""What mouse pointers look like, drawn by hand: an arrow, a pointing hand and a text beam.

Systems differ in detail, in size and in whether a pointer is black with a white rim or the other way round;
the outline is the same.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Point

#: ``#`` is the inside, ``.`` the rim, a space shows what lies behind.
_ARROW = """
.
..
.#.
.##.
.###.
.####.
.#####.
.######.
.#######.
.########.
.#####.....
.######.
.##..##.
.#.  .##.
..   .##.
.     .##.
      ...
"""
_HAND = """
    ..
   .##.
   .##.
   .##.
   .##...
   .##.#....
   .#####.##..
 ...#####.##.##.
..#.###########.
.##.###########.
.##.###########.
.##############.
.##############.
.##############.
.##############.
 ..............
"""
_BEAM = """
.......
.#####.
...#...
  .#.
  .#.
  .#.
  .#.
  .#.
  .#.
  .#.
  .#.
  .#.
  .#.
...#...
.#####.
.......
"""


@dataclass(frozen=True, eq=False)
class Shape:
    """A pointer's picture in grey, which of its pixels count, and the pixel it points with."""

    name: str
    grey: Pixels
    counts: Pixels
    tip: Point

    @cached_property
    def contrast(self) -> NDArray[np.float32]:
        """How much brighter each pixel is than all are on average; 0 where something else shows."""
        own = self.counts > 0
        return np.where(own, self.grey - float(self.grey[own].mean()), 0).astype(np.float32)

    @cached_property
    def strength(self) -> float:
        """What correlating the contrast with the drawing itself gives."""
        return float(np.square(self.contrast).sum())


class Theme(NamedTuple):
    """How a system draws its pointers."""

    size: float  #: of the drawings above
    dark: bool  #: black with a white rim


@cache
def shapes(theme: Theme) -> tuple[Shape, ...]:
    """The pointers of a theme."""
    return (
        _drawn("arrow", _ARROW, theme, (0, 0)),
        _drawn("hand", _HAND, theme, (5, 1)),
        _drawn("beam", _BEAM, theme, (3, 7)),
    )


def _drawn(name: str, drawing: str, theme: Theme, tip: tuple[int, int]) -> Shape:
    rows = drawing.strip("\n").split("\n")
    width = max(map(len, rows))
    inside, rim = (0, 255) if theme.dark else (255, 0)
    grey = np.full((len(rows), width), 128, np.uint8)
    counts = np.zeros((len(rows), width), np.uint8)
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark != " ":
                grey[y, x], counts[y, x] = (inside if mark == "#" else rim), 255
    at = Point(round(tip[0] * theme.size), round(tip[1] * theme.size))
    return Shape(name, _scaled(grey, theme.size), _scaled(counts, theme.size), at)


def _scaled(drawing: Pixels, size: float) -> Pixels:
    return np.asarray(cv2.resize(drawing, None, fx=size, fy=size, interpolation=cv2.INTER_NEAREST), np.uint8)
