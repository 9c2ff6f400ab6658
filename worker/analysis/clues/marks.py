"""Marked text: the same letters on another paper, which ends where they do."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.clues.paint import Colour, distance, paper_of
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.scene import grey

#: What is marked gets another paper, which differs by more than this.
OTHER_PAPER = 20
#: It ends this close to the letters, in heights of it; a stroke differs from it by this share of the most.
TIGHT, STROKE = 0.25, 0.4
#: Of the outermost rows and columns of a mark at least this share has its paper.
EDGING = 0.1
#: The letters on it are the same: their strokes agree at least so well (1 is exactly).
ALIKE = 0.75


def papered(picture: Pixels, box: Box) -> Box:
    """The part of a box that has its paper: without a caret that stood beside it, or a blurred rim."""
    is_paper = _strokes(picture, box) <= OTHER_PAPER
    columns, rows = (np.flatnonzero(is_paper.mean(axis=across) >= EDGING) for across in (0, 1))
    if not rows.size or not columns.size:
        return box
    left, top = int(columns[0]), int(rows[0])
    return Box(box.x + left, box.y + top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def is_marked(before: Pixels, after: Pixels, box: Box, field: Box) -> bool:
    """Whether the letters that stand in a box of a field now stand on another paper than the field's."""
    papers = [paper_of(picture, box) for picture in (before, after)]
    usual = _paper_around(before, box, field)
    if distance(papers[0], usual) > OTHER_PAPER or distance(papers[1], papers[0]) <= OTHER_PAPER:
        return False
    former, now = _strokes(before, box), _strokes(after, box)
    if min(former.max(initial=0), now.max(initial=0)) <= OTHER_PAPER or not _is_tight(now):
        return False
    return float(cv2.matchTemplate(now, former, cv2.TM_CCOEFF_NORMED)[0, 0]) >= ALIKE


def _is_tight(strokes: NDArray[np.float32]) -> bool:
    """Whether letters reach to both ends of their paper: around what a pointer is on there is more of it."""
    height, width = strokes.shape
    written = np.flatnonzero(strokes.max(axis=0) > STROKE * strokes.max())
    return bool(max(int(written[0]), width - 1 - int(written[-1])) <= TIGHT * height)


def _paper_around(picture: Pixels, box: Box, field: Box) -> Colour:
    """The paper of a field where a box in it does not lie."""
    sides = ((field.x, box.x), (box.right, field.right))
    beside = [(left, right) for left, right in sides if right > left]
    rows = picture[field.y : field.bottom]
    pixels = [rows[:, left:right].reshape(-1, 3) for left, right in beside] or [rows.reshape(-1, 3)]
    return np.asarray(np.median(np.concatenate(pixels), axis=0), np.float64)


def _strokes(picture: Pixels, box: Box) -> NDArray[np.float32]:
    """How much brighter or darker each pixel is than the paper; colours are blurred in films."""
    part = grey(cut_out(picture, box)).astype(np.float32)
    return np.asarray(np.abs(part - np.median(part)), np.float32)
