"""Tinges: what changes its colour alone, such as the outline of a field on a page as dark as that."""

from collections.abc import Sequence

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.masks.islands import FASTEST


def with_tinges(mask: Pixels, tinged: Sequence[Pixels]) -> Pixels:
    """A mask of what differs in brightness, with what differs in colour apart from that.

    Colours are stored less sharply: those of what differs in brightness too only blur its outline.
    """
    for plane in filter(cv2.countNonZero, tinged):
        mask = np.asarray(cv2.bitwise_or(mask, _apart(_sized(plane, mask), mask)), np.uint8)
    return mask


def _sized(plane: Pixels, mask: Pixels) -> Pixels:
    if plane.shape == mask.shape:
        return plane
    shares = cv2.resize(plane, mask.shape[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.threshold(shares, 0, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _apart(tinged: Pixels, mask: Pixels) -> Pixels:
    """The connected parts of one mask that touch nothing of another."""
    x, y, width, height = cv2.boundingRect(tinged)
    part = np.s_[y : y + height, x : x + width]
    _, labels = cv2.connectedComponentsWithAlgorithm(tinged[part], 8, cv2.CV_32S, FASTEST)
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8))[part]
    touching = np.zeros(int(labels.max()) + 1, np.bool_)
    touching[labels[near > 0]] = True
    found = np.zeros_like(tinged)
    found[part] = np.where(touching[labels], 0, tinged[part])
    return found
