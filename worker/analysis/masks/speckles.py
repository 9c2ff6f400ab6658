"""Speckles: when a video draws its whole picture anew, compression leaves others along letters and lines."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.masks.islands import FASTEST

#: A speckle differs by no more than this, is no thicker than that and shorter than that.
WEAK, THIN, SHORT = 64, 3, 60
#: What is at most so many pixels apart belongs together.
REACH = 2


def without_speckles(mask: Pixels, difference: Pixels) -> Pixels:
    """A mask of what differs, without what is weak, thin and short all at once, if most of it is so."""
    together = cv2.dilate(mask, np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(together, 8, cv2.CV_32S, FASTEST)
    thick = cv2.erode(mask, np.ones((THIN + 1, THIN + 1), np.uint8))
    kept = np.zeros(count, np.bool_)
    kept[labels[(difference > WEAK) | (thick > 0)]] = True
    kept |= stats[:, 2:4].max(axis=1) >= SHORT + 2 * REACH
    kept[0] = False
    left = np.asarray(np.where(kept[labels], mask, 0), np.uint8)
    return left if 2 * cv2.countNonZero(left) < cv2.countNonZero(mask) else mask
