"""Marking: all that a field holds is marked, to be typed over."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.clues.paint import Colour, distance, paper_of
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import lines_held

#: The key that marks all.
ALL = "Ctrl+A"
#: What is marked gets another paper, which differs by more than this.
OTHER_PAPER = 20
#: The letters on it are the same: their strokes agree at least so well (1 is exactly).
ALIKE = 0.75


class Marking:
    """Notes that the text in the field with the keyboard was marked."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention) -> None:
        self._reader, self._journal, self._attention = reader, journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change if text was marked by the keyboard."""
        field = self._attention.focus
        if field is None or field.kind is not ControlKind.FIELD or self._journal.pointed_elsewhere(scene):
            return False
        if not self._is_all_marked(scene, field):
            return False
        self._journal.add(scene, EventKind.KEY, text=ALL)
        return True

    def _is_all_marked(self, scene: Scene, field: Control) -> bool:
        """Whether other paper lies behind all that is written; boxes of text are a little wider than it."""
        place = field.box.grown(-2)
        if not scene.boxes or not all(place.encloses(box) for box in scene.boxes):
            return False
        marked = union(scene.boxes)
        return is_marked(scene.before.pixels, scene.after.pixels, marked, place) and all(
            max(marked.x - line.x, line.right - marked.right) <= line.height
            for line in self._lines(scene, field)
            if line.overlap(marked)
        )

    def _lines(self, scene: Scene, field: Control) -> list[Box]:
        return [line.box for line in lines_held(self._reader, scene.before, scene.track, field)]


def is_marked(before: Pixels, after: Pixels, box: Box, field: Box) -> bool:
    """Whether the letters that stand in a box of a field now stand on another paper than the field's."""
    parts = [cut_out(picture, box).astype(np.float32) for picture in (before, after)]
    papers = [paper_of(picture, box) for picture in (before, after)]
    usual = _paper_around(before, box, field)
    if distance(papers[0], usual) > OTHER_PAPER or distance(papers[1], usual) <= OTHER_PAPER:
        return False
    former, now = (_strokes(part, paper) for part, paper in zip(parts, papers, strict=True))
    if min(former.max(), now.max()) <= OTHER_PAPER:
        return False
    return float(cv2.matchTemplate(now, former, cv2.TM_CCOEFF_NORMED)[0, 0]) >= ALIKE


def _paper_around(picture: Pixels, box: Box, field: Box) -> Colour:
    """The paper of a field where a box in it does not lie."""
    sides = ((field.x, box.x), (box.right, field.right))
    beside = [(left, right) for left, right in sides if right > left]
    rows = picture[field.y : field.bottom]
    pixels = [rows[:, left:right].reshape(-1, 3) for left, right in beside] or [rows.reshape(-1, 3)]
    return np.asarray(np.median(np.concatenate(pixels), axis=0), np.float64)


def _strokes(part: NDArray[np.float32], paper: Colour) -> NDArray[np.float32]:
    """How far each pixel is from the paper."""
    return np.asarray(np.abs(part - paper).max(axis=2), np.float32)
