"""What mouse pointers look like, drawn by hand: an arrow, a pointing hand and a text beam.

Systems differ in detail, in size and in whether a pointer is black with a white rim or the other way round;
the outline is the same.
"""

from dataclasses import dataclass, replace
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
_TALL_BEAM = """
.......
.##.##.
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
  .#.
  .#.
...#...
.##.##.
.......
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


#: The name of what is a pointer by how it moves, not by how it looks.
UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Shape:
    """A pointer's picture in grey, which of its pixels count, and the pixel it points with."""

    name: str
    grey: Pixels
    counts: Pixels
    tip: Point
    opposite: "Shape | None" = None  #: that of which this is the negative

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
    if not theme.dark:
        return tuple(_negative(shape) for shape in shapes(Theme(theme.size, dark=True)))
    return (
        _drawn("arrow", _ARROW, theme.size, (0, 0)),
        _drawn("hand", _HAND, theme.size, (5, 1)),
        _drawn("beam", _BEAM, theme.size, (3, 7)),
        _drawn("beam", _TALL_BEAM, theme.size, (3, 8)),
    )


def _negative(shape: Shape) -> Shape:
    return replace(shape, grey=255 - shape.grey, opposite=shape)


def _drawn(name: str, drawing: str, size: float, tip: tuple[int, int]) -> Shape:
    """A black pointer with a white rim."""
    rows = drawing.strip("\n").split("\n")
    width = max(map(len, rows))
    grey = np.full((len(rows), width), 128, np.uint8)
    counts = np.zeros((len(rows), width), np.uint8)
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark != " ":
                grey[y, x], counts[y, x] = (0 if mark == "#" else 255), 255
    at = Point(round(tip[0] * size), round(tip[1] * size))
    if size < 1:
        return Shape(name, *_shrunk(grey, counts, size), at)
    return Shape(name, _enlarged(grey, size), _enlarged(counts, size), at)


def _enlarged(drawing: Pixels, size: float) -> Pixels:
    return np.asarray(cv2.resize(drawing, None, fx=size, fy=size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _shrunk(grey: Pixels, counts: Pixels, size: float) -> tuple[Pixels, Pixels]:
    """As a screen made smaller shows it: each pixel is the mean of the drawing's own that it stands for."""
    own = (counts > 0).astype(np.float32)
    share = cv2.resize(own, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    light = cv2.resize(own * grey, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    mean = np.divide(light, share, out=np.full_like(light, 128), where=share > 0)
    return np.rint(mean).astype(np.uint8), np.where(share >= 0.5, 255, 0).astype(np.uint8)  # noqa: PLR2004
