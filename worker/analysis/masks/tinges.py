"""Tinges: what changes its colour alone, such as the outline of a field on a page as dark as that.

They are looked for among as few pixels as can be: around what differs in colour, at the size of its plane.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masks.islands import FASTEST

_TOUCHING = np.ones((3, 3), np.uint8)


def with_tinges(mask: Pixels, tinged: Sequence[Pixels]) -> Pixels:
    """A mask of what differs in brightness, with what differs in colour apart from that.

    Colours are stored less sharply: those of what differs in brightness too only blur its outline.
    """
    for plane in filter(cv2.countNonZero, tinged):
        mask = _with_tinge(mask, plane)
    return mask


def _with_tinge(mask: Pixels, plane: Pixels) -> Pixels:
    plane, factor = _fitting(plane, mask)
    box = Box(*cv2.boundingRect(plane))
    spot = box.scaled(factor)
    apart = _apart(_part(plane, box), _shrunk(_near(mask, spot), box))
    if apart is None:
        return mask
    mask = mask.copy()
    sized = cv2.resize(apart, (spot.width, spot.height), interpolation=cv2.INTER_NEAREST)
    _part(mask, spot)[:] |= np.asarray(sized, np.uint8)
    return mask


def _fitting(plane: Pixels, mask: Pixels) -> tuple[Pixels, int]:
    """A plane that a mask is once or twice as large as, and which of both."""
    if mask.shape == (2 * plane.shape[0], 2 * plane.shape[1]):
        return plane, 2
    if mask.shape != plane.shape:
        shares = cv2.resize(plane, mask.shape[::-1], interpolation=cv2.INTER_AREA)
        plane = np.asarray(cv2.threshold(shares, 0, 255, cv2.THRESH_BINARY)[1], np.uint8)
    return plane, 1


def _part(pixels: Pixels, box: Box) -> Pixels:
    return pixels[box.y : box.bottom, box.x : box.right]


def _near(mask: Pixels, box: Box) -> Pixels:
    """Where in a box something of a mask is touched."""
    around = box.grown(1).within(*mask.shape[::-1])
    grown = np.asarray(cv2.dilate(_part(mask, around), _TOUCHING), np.uint8)
    return _part(grown, box._replace(x=box.x - around.x, y=box.y - around.y))


def _shrunk(near: Pixels, box: Box) -> Pixels:
    if near.shape == (box.height, box.width):
        return near
    return np.asarray(cv2.resize(near, (box.width, box.height), interpolation=cv2.INTER_AREA), np.uint8)


def _apart(tinged: Pixels, near: Pixels) -> Pixels | None:
    """The connected parts of a mask that are nowhere near; nothing where there are none."""
    _, labels = cv2.connectedComponentsWithAlgorithm(tinged, 8, cv2.CV_32S, FASTEST)
    spots = np.flatnonzero(tinged)
    parts = labels.ravel()[spots]
    touching = np.zeros(int(parts.max()) + 1, np.bool_)
    touching[parts[near.ravel()[spots] > 0]] = True
    kept = spots[~touching[parts]]
    if not len(kept):
        return None
    apart = np.zeros_like(tinged)
    apart.ravel()[kept] = 255
    return apart
