"""Something small that moved as it was: it stood here, stands there now, and what it covered shows again.

Whatever it looks like, that is a mouse pointer: nothing else on a screen moves by itself, whole, from one
place to another that looked different a moment ago.
"""

from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.likeness import Likeness
from worker.analysis.pointing.shapes import UNKNOWN, Shape

#: A pointer's sides, in pixels of a 1080p screen.
SMALLEST, LARGEST = 5, 56
#: With more changed rectangles than this, it is not the pointer alone that changed the screen.
BESIDES = 6
#: A pointer that looks otherwise elsewhere is only believed in when hardly anything else changed.
AT_ONCE = 3
#: What covered something else differs from it by this much.
CONTRAST = 24
#: A pointer has its own light and dark, by which it is known again: the deviation of its pixels.
STRUCTURE = 30
#: How well the two pictures of it match, and their outlines.
LIKE, SAME_OUTLINE = 0.75, 0.5
#: So far beyond a changed rectangle what moved may reach.
MARGIN = 3


class Passage(NamedTuple):
    """What moved, from where to where."""

    score: float
    left: Box
    came: Box
    shape: Shape


def alike(one: Box, other: Box) -> bool:
    """Whether two boxes are about the same size, as the place the pointer left and the one it entered."""
    return (
        abs(one.width - other.width) <= 0.6 * other.height
        and abs(one.height - other.height) <= 0.3 * other.height
    )


def passage(
    before: Pixels, after: Pixels, boxes: Sequence[Box], known: Box | None, scale: float
) -> Passage | None:
    """What passed from one of the changed boxes to another; the likeliest, if several did.

    Where the pointer is `known` to have been, it was not at the other end.
    """
    if not 2 <= len(boxes) <= BESIDES:  # noqa: PLR2004
        return None
    pairs = (pair for pair in permutations([b for b in boxes if is_small(b, scale)], 2) if alike(*pair))
    found = (_passage(before, after, left, entered) for left, entered in pairs)
    likely = (f for f in found if f is not None and (known is None or not known.overlap(f.came)))
    return max(likely, key=lambda f: f.score, default=None)


def turned(before: Pixels, after: Pixels, boxes: Sequence[Box], known: Box, scale: float) -> Passage | None:
    """Where the known pointer went, when it looks otherwise there: it is gone, and one small thing came."""
    small = [b for b in boxes if not b.overlap(known) and is_small(b, scale)]
    if len(boxes) > AT_ONCE or len(small) != 1 or not any(b.overlap(known) for b in boxes):
        return None
    thing = _thing(after, before, small[0].grown(MARGIN).within(*after.shape[::-1]))
    return Passage(0.0, known, *thing) if thing is not None else None


def is_small(box: Box, scale: float) -> bool:
    """Whether a box is of the size that pointers have."""
    return min(box.width, box.height) >= SMALLEST and max(box.width, box.height) <= LARGEST * scale


def _passage(before: Pixels, after: Pixels, left: Box, entered: Box) -> Passage | None:
    size = after.shape[::-1]
    thing = _thing(before, after, left.grown(MARGIN).within(*size))
    if thing is None:
        return None
    place, shape = thing
    around = entered.grown(2 * MARGIN).within(*size)
    fit = Likeness(cut_out(after, around)).best_fit(shape)
    if fit is None or fit.score < LIKE:
        return None
    came = Box(around.x + fit.x, around.y + fit.y, place.width, place.height)
    is_same = _common(shape.counts, _filled(_differing(before, after, came))) >= SAME_OUTLINE
    return Passage(fit.score, place, came, shape) if is_same else None


def _thing(before: Pixels, after: Pixels, region: Box) -> tuple[Box, Shape] | None:
    """What stood in a region and is gone: exactly where, and how it looked."""
    outline = _differing(before, after, region)
    place = Box(*cv2.boundingRect(outline))
    if not place.area:
        return None
    counts = _filled(cut_out(outline, place))
    place = place._replace(x=place.x + region.x, y=place.y + region.y)
    grey = cut_out(before, place)
    if grey[counts > 0].std() < STRUCTURE:
        return None
    return place, Shape(UNKNOWN, grey, counts, Point(place.width // 2, place.height // 2))


def _differing(before: Pixels, after: Pixels, box: Box) -> Pixels:
    difference = cv2.absdiff(cut_out(before, box), cut_out(after, box))
    return np.asarray(cv2.threshold(difference, CONTRAST, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _filled(outline: Pixels) -> Pixels:
    """With what it encloses: the inside of a black pointer on black paper."""
    contours = cv2.findContours(outline, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    return np.asarray(cv2.drawContours(outline, contours, -1, 255, cv2.FILLED), np.uint8)


def _common(one: Pixels, other: Pixels) -> float:
    """What two outlines have in common, as a share of both together."""
    together = cv2.countNonZero(cv2.bitwise_or(one, other))
    return cv2.countNonZero(cv2.bitwise_and(one, other)) / max(1, together)
