"""Hiding secrets in pictures before they are kept."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union

#: A connected mark: left, top, width, height, pixels.
Mark = Sequence[int]

#: A row of at least this many like dots is a password.
FEWEST_DOTS = 4
#: Diameter of a dot, in pixels of a 1080p screen.
SMALLEST, LARGEST = 2, 14
#: How wide a mark may be for its height, and how much of its rectangle it fills.
RUN_TOGETHER, FILLED = 3.4, 0.68
#: How much the gaps between dots may differ.
UNEVEN = 2
#: Larger pictures are screens, whose background is found on a quarter of the size.
WHOLE = 200
CONTRAST = 50
#: Of all ways to find marks this takes a third of the time of the others.
FASTEST = cv2.CCL_BBDT
COVER = (160, 160, 160)
#: The outline of a field is thinner than this, in pixels of a 1080p screen.
EDGE = 4
#: Paper varies by no more than this, as video compression leaves it; fainter writing cannot be read.
EVEN = 6


def masked(picture: Pixels, boxes: Iterable[Box], scale: float) -> Pixels:
    """A copy in which the boxes, and whatever else looks like a password, are covered.

    A box in which there is nothing at all is left as it is: a secret stood there before, or will.
    """
    covered = picture.copy()
    written = (box for box in boxes if not _is_empty(picture, box, scale))
    for secret in [*written, *dotted(picture, scale)]:
        box = secret.within(picture.shape[1], picture.shape[0])
        covered[box.y : box.bottom, box.x : box.right] = COVER
    return covered


def _is_empty(picture: Pixels, box: Box, scale: float) -> bool:
    """Whether a box holds nothing but its outline."""
    edge = round(EDGE * scale)
    if min(box.width, box.height) < 4 * edge:
        return False
    inner = box.grown(-edge).within(picture.shape[1], picture.shape[0])
    paper = picture[inner.y : inner.bottom, inner.x : inner.right]
    return int(np.ptp(paper.reshape(-1, paper.shape[2]), axis=0).max()) <= EVEN


def dotted(picture: Pixels, scale: float, fewest: int = FEWEST_DOTS) -> list[Box]:
    """Rows of evenly spaced round dots, as password fields show them."""
    dots = sorted(_dots(picture, scale))
    rows: list[list[Box]] = []
    for dot in dots:
        row = next((r for r in rows if _goes_on(r[-1], dot)), None)
        if row is None:
            rows.append([dot])
        else:
            row.append(dot)
    return [union(row).grown(int(6 * scale)) for row in rows if _count(row) >= fewest and _is_even(row)]


def marks_of(picture: Pixels) -> list[Box]:
    """Where marks stand out in a picture of one line of text."""
    return [Box(*mark[:4]) for mark in _marks(picture)]


def only_dots(picture: Pixels, scale: float) -> bool:
    """Whether nearly every mark in a picture of one line of text is such a dot."""
    marks = _marks(picture)
    return len([m for m in marks if _is_dot(m, scale)]) >= 0.8 * len(marks)


def _dots(picture: Pixels, scale: float) -> list[Box]:
    return [Box(*mark[:4]) for mark in _marks(picture) if _is_dot(mark, scale)]


def _marks(picture: Pixels) -> list[Mark]:
    """Connected marks that stand out from what lies around them."""
    count, _, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(_ink(picture), 8, cv2.CV_32S, FASTEST)
    return list(stats[1:count].tolist())


def _ink(picture: Pixels) -> Pixels:
    """What differs clearly from the background around it."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = (
        cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        if min(grey.shape) > WHOLE
        else grey
    )
    paper = cv2.medianBlur(small, 9 if small is not grey else 31)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    ink = cv2.threshold(cv2.absdiff(grey, paper), CONTRAST, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(ink, np.uint8)


def _is_dot(row: Mark, scale: float) -> bool:
    """Whether a mark is a dot, or a few that video compression has run together."""
    width, height, area = row[2:]
    sized = SMALLEST <= height <= LARGEST * scale and height - 1 <= width <= RUN_TOGETHER * height
    return sized and area >= FILLED * width * height


def _goes_on(last: Box, dot: Box) -> bool:
    level = abs(last.height - dot.height) <= 1 and abs(last.y - dot.y) <= 1
    return level and 0 < dot.x - last.right <= 1.6 * last.height


def _count(row: list[Box]) -> int:
    """How many dots a row has, those that have run together counted singly."""
    return sum(max(1, round(dot.width / (1.25 * dot.height))) for dot in row)


def _is_even(row: list[Box]) -> bool:
    gaps = [b.x - a.right for a, b in pairwise(row)]
    return not gaps or max(gaps) - min(gaps) <= UNEVEN
