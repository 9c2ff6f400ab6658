"""A picture without what readers would take for letters: the pointer and the caret."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import Move, PointerTrack

#: So close to the left and right ends of a field there is no caret, in pixels of a 1080p screen.
RIM = 3
#: A caret is at least this high, in pixels of a 1080p screen, and differs this much from its background.
CARET, INK = 13, 70


def without_pointer(picture: Picture, track: PointerTrack, box: Box) -> Pixels:
    """The pixels with the pointer painted over, if it is in the box."""
    move = track.move_at(picture.t)
    if move is None or not move.box.overlap(box):
        return picture.pixels
    around = move.box.grown(int(4 * track.scale)).within(*picture.pixels.shape[1::-1])
    cleaned = picture.pixels.copy()
    part = cleaned[around.y : around.bottom, around.x : around.right]
    paper = np.median(picture.pixels[box.y : box.bottom, box.x : box.right], axis=(0, 1))
    mask = _pointer_mask(picture.pixels, move)[around.y : around.bottom, around.x : around.right]
    besides = np.abs(part.astype(np.int16) - paper).max(axis=2)[mask == 0]
    if besides.max(initial=0) <= INK:
        part[mask > 0] = paper
    else:
        part[:] = cv2.inpaint(part, mask, 2, cv2.INPAINT_TELEA)
    return cleaned


def _pointer_mask(pixels: Pixels, move: Move) -> Pixels:
    drawn = move.drawing
    mask = np.zeros(pixels.shape[:2], np.uint8)
    window = mask[move.box.y : move.box.y + drawn.shape[0], move.box.x : move.box.x + drawn.shape[1]]
    window[:] = drawn[: window.shape[0], : window.shape[1]]
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)


def without_caret(picture: Pixels, box: Box, scale: float) -> Pixels:
    """The picture with the caret in a box painted over: readers take it for a letter.

    A caret is a bar of one or two pixels that stands taller than any stroke of a letter around it.
    """
    part = picture[box.y : box.bottom, box.x : box.right]
    paper = np.median(part, axis=(0, 1))
    strokes = _longest_strokes(np.abs(part.astype(np.int16) - paper).max(axis=2) > INK)
    rim = int(RIM * scale)
    strokes[:rim] = strokes[max(0, len(strokes) - rim) :] = 0  # A thick outline is as tall as a caret.
    tallest = int(strokes.max(initial=0))
    columns = np.flatnonzero(strokes >= 0.9 * tallest)
    next_tallest = int(np.delete(strokes, _beside(columns, len(strokes))).max(initial=0))
    if tallest < CARET * scale or columns.max() - columns.min() > 3 * scale or tallest < 1.2 * next_tallest:
        return picture
    cleaned = picture.copy()
    cleaned[box.y : box.bottom, box.x + columns.min() : box.x + columns.max() + 1] = paper
    return cleaned


def _longest_strokes(ink: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The longest unbroken run of ink in each column."""
    run = np.zeros(ink.shape[1], np.int64)
    longest = run.copy()
    for row in ink:
        run = (run + 1) * row
        longest = np.maximum(longest, run)
    return longest


def _beside(columns: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    return np.arange(max(0, columns.min() - 1), min(width, columns.max() + 2))
