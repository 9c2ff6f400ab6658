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


def _dots(picture: Pixels, scale: float) -> list[Box]:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 9)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    ink = cv2.threshold(cv2.absdiff(grey, paper), CONTRAST, 255, cv2.THRESH_BINARY)[1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    return [Box(*(int(v) for v in row[:4])) for row in stats[1:count] if _is_dot(row, scale)]


def _is_dot(row: "np.ndarray[tuple[int], np.dtype[np.int32]]", scale: float) -> bool:
    width, height, area = int(row[2]), int(row[3]), int(row[4])
    sized = SMALLEST <= width <= LARGEST * scale and SMALLEST <= height <= LARGEST * scale
    return sized and abs(width - height) <= 1 and area >= 0.6 * width * height


def _goes_on(row: list[Box], dot: Box) -> bool:
    last = row[-1]
    alike = abs(last.width - dot.width) <= 1 and abs(last.height - dot.height) <= 1
    level = abs(last.y - dot.y) <= 1
    return alike and level and 0 < dot.x - last.x <= 3.5 * last.width


def _is_even(row: list[Box]) -> bool:
    steps = [b.x - a.x for a, b in pairwise(row)]
    return max(steps) - min(steps) <= 2
