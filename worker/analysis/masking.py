"""Hiding secrets in pictures before they are kept."""

from collections.abc import Iterable
from itertools import pairwise

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union

#: A row of at least this many like dots is a password.
FEWEST_DOTS = 4
#: Diameter of a dot, in pixels of a 1080p screen.
SMALLEST, LARGEST = 2, 14
CONTRAST = 50
COVER = (160, 160, 160)


def masked(picture: Pixels, boxes: Iterable[Box], scale: float) -> Pixels:
    """A copy in which the boxes, and whatever else looks like a password, are covered."""
    covered = picture.copy()
    for box in [*boxes, *dotted(picture, scale)]:
        box = box.within(picture.shape[1], picture.shape[0])
        covered[box.y : box.bottom, box.x : box.right] = COVER
    return covered


def dotted(picture: Pixels, scale: float, fewest: int = FEWEST_DOTS) -> list[Box]:
    """Rows of evenly spaced round dots, as password fields show them."""
    dots = sorted(_dots(picture, scale))
    rows: list[list[Box]] = []
    for dot in dots:
        row = next((r for r in rows if _goes_on(r, dot)), None)
        if row is None:
            rows.append([dot])
        else:
            row.append(dot)
    return [union(row).grown(int(6 * scale)) for row in rows if len(row) >= fewest and _is_even(row)]


def only_dots(picture: Pixels, scale: float) -> bool:
    """Whether nearly every mark in a picture of one line of text is such a dot."""
    marks = _marks(picture)
    return len([m for m in marks if _is_dot(m, scale)]) >= 0.8 * len(marks)


def _dots(picture: Pixels, scale: float) -> list[Box]:
    return [Box(*(int(v) for v in mark[:4])) for mark in _marks(picture) if _is_dot(mark, scale)]


def _marks(picture: Pixels) -> "list[np.ndarray[tuple[int], np.dtype[np.int32]]]":
    """Connected marks that stand out from what lies around them: left, top, width, height, pixels."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) if min(grey.shape) > 200 else grey
    paper = cv2.medianBlur(small, 9 if small is not grey else 31)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    ink = cv2.threshold(cv2.absdiff(grey, paper), CONTRAST, 255, cv2.THRESH_BINARY)[1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    return list(stats[1:count])


def _is_dot(row: "np.ndarray[tuple[int], np.dtype[np.int32]]", scale: float) -> bool:
    width, height, area = int(row[2]), int(row[3]), int(row[4])
    sized = SMALLEST <= width <= LARGEST * scale and SMALLEST <= height <= LARGEST * scale
    return sized and abs(width - height) <= 1 and area >= 0.68 * width * height


def _goes_on(row: list[Box], dot: Box) -> bool:
    last = row[-1]
    alike = abs(last.width - dot.width) <= 1 and abs(last.height - dot.height) <= 1
    level = abs(last.y - dot.y) <= 1
    return alike and level and 0 < dot.x - last.x <= 3.5 * last.width


def _is_even(row: list[Box]) -> bool:
    steps = [b.x - a.x for a, b in pairwise(row)]
    return max(steps) - min(steps) <= 2
