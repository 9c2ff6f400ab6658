"""Where the lines of text in a picture are."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.models import DETECTION, Numbers, loaded, tensor

#: Longest side looked at; larger pictures are shrunk to it.
LONGEST = 1280
#: The model takes whole cells of so many pixels.
CELL = 32
#: Room around the picture, as text at its very edge is not found.
ROOM = 8
#: How likely a pixel is text, and how likely the pixels of a line are on average.
PIXEL, AVERAGE = 0.3, 0.5
#: The model marks the heart of a line; the line reaches further by this share of area to circumference.
REACH = 1.6
#: Marks thinner than this are none.
THINNEST = 3


def lines_in(pixels: Pixels) -> list[Box]:
    """The rectangles around the lines of text, in no particular order."""
    shrink = max(1.0, max(pixels.shape[:2]) / LONGEST)
    likely = _likelihood(_shrunk(pixels, shrink))
    mask = cv2.dilate((likely > PIXEL).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    hearts = [Box(*(int(v) for v in row[:4])) for row in stats[1:count]]
    found = [_reaching(heart) for heart in hearts if _is_line(heart, likely)]
    return [box.scaled(shrink).within(*pixels.shape[1::-1]) for box in found]


def _likelihood(pixels: Pixels) -> Numbers:
    """How likely each pixel is text."""
    height, width = pixels.shape[:2]
    down, across = (-(side + 2 * ROOM) % CELL for side in (height, width))
    edges = (ROOM, ROOM + down, ROOM, ROOM + across)
    roomy = np.asarray(cv2.copyMakeBorder(pixels, *edges, cv2.BORDER_REPLICATE), np.uint8)
    likely = loaded(DETECTION)(tensor(roomy))[0, 0]
    return np.asarray(likely[ROOM : ROOM + height, ROOM : ROOM + width], np.float32)


def _shrunk(pixels: Pixels, by: float) -> Pixels:
    if by == 1:
        return pixels
    size = (round(pixels.shape[1] / by), round(pixels.shape[0] / by))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _is_line(heart: Box, likely: Numbers) -> bool:
    if min(heart.width, heart.height) < THINNEST:
        return False
    part = likely[heart.y : heart.bottom, heart.x : heart.right]
    return bool(part.mean() >= AVERAGE)


def _reaching(heart: Box) -> Box:
    return heart.grown(round(REACH * heart.area / (2 * (heart.width + heart.height))))
