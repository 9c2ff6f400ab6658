"""Sliders: a knob that is elsewhere on its track afterwards, be it dragged or the track clicked."""

from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.deltas import THRESHOLD, changed_boxes
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point, union
from worker.analysis.scene import Scene, grey

#: Height of a knob, perhaps with a pointer over it, in pixels of a 1080p screen; and how wide that may be.
LOWEST, TALLEST, WIDEST = 8, 60, 64
#: A knob has to go at least this far, else what moved may be a switch's.
SHORTEST = 16
#: A track is at most this share of its knob's height, and at most this far from its middle.
THIN, OFF = 0.6, 0.35
#: A pointer on a knob may cover so many pixels of the track beside it.
BESIDE = 8
#: So far around the pointer that pulls a knob the knob reaches, in pixels of a 1080p screen.
AROUND = 24
#: A row of pixels is one colour when all but this share of them differ by no more than that.
ALL_BUT, EVEN = 0.1, 12
#: A track differs from what it lies on by at least so much.
VISIBLE = 6


def slid(scene: Scene) -> Box | None:
    """The part of a track along which a change moved its knob; None when it moved none."""
    before, after = grey(scene.before.pixels), grey(scene.after.pixels)
    low = [box for box in changed_boxes(before, after) if _is_low(box, scene.scale)]
    for one, other in combinations(low, 2):
        if _are_ends(one, other, scene.scale) and _is_track(after, _between(one, other)):
            return union((one, other))
    return next((box for box in low if _is_filled(before, after, box, scene.scale)), None)


def slid_along(scene: Scene, start: Point, end: Point) -> Box | None:
    """The part of a track along which a pointer pulled its knob, whatever else shows at or over that."""
    reach = int(AROUND * scene.scale)
    moved = all(any(box.contains(place, slack=reach // 2) for box in scene.boxes) for place in (start, end))
    if not moved or abs(end.x - start.x) < SHORTEST * scene.scale or abs(end.y - start.y) > reach:
        return None
    left, right = sorted((start.x, end.x))
    pulled = Box(left, (start.y + end.y) // 2 - reach, right - left, 2 * reach)
    between = pulled.grown(-min(reach, pulled.width // 3), 0).within(*scene.after.pixels.shape[1::-1])
    lines = any(_is_track(grey(view.pixels), between) for view in (scene.before, scene.after))
    return pulled.grown(reach // 2, -reach // 2) if lines else None


def _is_low(box: Box, scale: float) -> bool:
    return LOWEST * scale <= box.height <= TALLEST * scale and box.width >= LOWEST * scale


def _are_ends(one: Box, other: Box, scale: float) -> bool:
    """Whether two boxes may be a knob's former place and its present one."""
    alike = max(one.height, other.height) <= 2 * min(one.height, other.height)
    level = min(one.bottom, other.bottom) - max(one.y, other.y) >= 0.7 * min(one.height, other.height)
    sized = max(one.width, other.width) <= WIDEST * scale
    return alike and level and sized and one.distance(other) >= SHORTEST * scale


def _between(one: Box, other: Box) -> Box:
    left, right = sorted((one, other))
    top, bottom = min(left.y, right.y), max(left.bottom, right.bottom)
    between = Box(left.right, top, right.x - left.right, bottom - top)
    return between.grown(-min(BESIDE, between.width // 4), 0)


def _is_track(picture: Pixels, place: Box) -> bool:
    """Whether just one line crosses a place from end to end, about half way up, and nothing else is there."""
    part = picture[place.y : place.bottom, place.x : place.right].astype(np.int16)
    shades = np.median(part, axis=1)
    if (np.abs(part - shades[:, None]) > EVEN).mean(axis=1).max() > ALL_BUT:
        return False
    ground = np.median([shades[0], shades[-1]])
    return _is_line(np.abs(shades - ground) > VISIBLE)


def _is_line(rows: NDArray[np.bool_]) -> bool:
    """Whether the rows that are set are one thin run near the middle of all rows."""
    found = np.flatnonzero(rows)
    if not len(found) or len(found) != found[-1] - found[0] + 1:
        return False
    aside = abs((found[0] + found[-1] + 1) / 2 - len(rows) / 2)
    return len(found) <= THIN * len(rows) and aside <= OFF * len(rows)


def _is_filled(before: Pixels, after: Pixels, box: Box, scale: float) -> bool:
    """Whether the colour of a track changed between the two places of its knob, at the ends of a box."""
    inner = box.grown(-box.height, 0)
    if box.width < 2 * box.height + SHORTEST * scale or not _has_knobs(before, after, box):
        return False
    rows = _changed(before, after, inner).mean(axis=1)
    return bool(((rows <= ALL_BUT) | (rows >= 1 - ALL_BUT)).all()) and _is_line(rows >= 1 - ALL_BUT)


def _has_knobs(before: Pixels, after: Pixels, box: Box) -> bool:
    """Whether what changed at both ends of a box is as high as the box is."""
    ends = (box._replace(width=box.height), box._replace(x=box.right - box.height, width=box.height))
    return all(_changed(before, after, end).any(axis=1).mean() >= 1 - ALL_BUT for end in ends)


def _changed(before: Pixels, after: Pixels, box: Box) -> NDArray[np.bool_]:
    one, other = (picture[box.y : box.bottom, box.x : box.right] for picture in (before, after))
    return np.asarray(cv2.absdiff(np.ascontiguousarray(one), np.ascontiguousarray(other)) > THRESHOLD)
