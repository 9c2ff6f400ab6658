"""Marking: all that a field holds is marked, to be typed over."""

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.acts.arriving import Arriving
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.clearing import without_pointer
from worker.analysis.clues.paint import Colour, distance, paper_of
from worker.analysis.controls.ring import RIM
from worker.analysis.deltas import changed_boxes
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import SPECK, Scene, grey
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import AREA, lines_held

#: The key that marks all.
ALL = "Ctrl+A"
#: What is marked gets another paper, which differs by more than this.
OTHER_PAPER = 20
#: It ends this close to the letters, in heights of it; a stroke differs from it by this share of the most.
TIGHT, STROKE = 0.25, 0.4
#: A mark that is so many times as high as a line is one of several lines.
SEVERAL = 2
#: Of the outermost rows and columns of a mark at least this share has its paper.
EDGING = 0.1
#: The letters on it are the same: their strokes agree at least so well (1 is exactly).
ALIKE = 0.75


class Marking:
    """Notes that the text in the field with the keyboard was marked."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention) -> None:
        self._reader, self._journal, self._attention = reader, journal, attention
        self._arriving = Arriving(journal, attention)

    def took(self, scene: Scene) -> bool:
        """Take in a change if text was marked by the keyboard."""
        if scene.is_large:
            return False
        field = self._field_in_use(scene) or self._field_come_to(scene)
        if field is None or not self._is_all_marked(scene, field):
            return False
        if field is not self._attention.focus:
            self._arriving.came_to(scene, field)
            self._attention.turn_to(field, scene.before)
        self._journal.add(scene, EventKind.KEY, text=ALL, started=scene.change.end)
        return True

    def _field_in_use(self, scene: Scene) -> Control | None:
        field = self._attention.focus
        is_left = field is None or self._journal.pointed_elsewhere(scene)
        return None if is_left or field is None or field.kind is not ControlKind.FIELD else field

    def _field_come_to(self, scene: Scene) -> Control | None:
        """A field that nobody was seen to enter: all that changed is in it.

        The pointer is beside that, unless it has just clicked there.
        """
        if len(scene.boxes) != 1 or scene.change.kind is ChangeKind.SCROLL:
            return None
        [box] = scene.boxes
        is_on_it = scene.point is not None and box.contains(scene.point, slack=4)
        if is_on_it and not self._journal.clicked_here(scene):
            return None
        return Page(self._reader, scene.before.pixels, scene.scale).field_around(box, AREA)

    def _is_all_marked(self, scene: Scene, field: Control) -> bool:
        """Whether other paper lies behind all that is written; boxes of text are a little wider than it."""
        before, after = (without_pointer(v, scene.track, field.box) for v in (scene.before, scene.after))
        changed = _changed_in(field.box, scene, before, after)
        if not changed:
            return False
        marked = papered(after, union(changed))
        if _is_painted(before, after, field.box, marked):
            return False
        lines = [line for line in self._lines(scene, field) if line.overlap(marked)]
        return bool(lines) and all(_is_line_marked(before, after, field.box, marked, line) for line in lines)

    def _lines(self, scene: Scene, field: Control) -> list[Box]:
        return [line.box for line in lines_held(self._reader, scene.before, scene.track, field)]


def _changed_in(field: Box, scene: Scene, before: Pixels, after: Pixels) -> list[Box]:
    """What changed in a field, or within the outline that it got at the same moment."""
    place, inner = field.grown(RIM), field.grown(-RIM)
    inside = [b for b in scene.boxes if place.encloses(b) and not b.encloses(inner)]
    if inside:
        return inside
    within = changed_boxes(grey(cut_out(before, inner)), grey(cut_out(after, inner)))
    return [box._replace(x=box.x + inner.x, y=box.y + inner.y) for box in within if box.area > SPECK]


def _is_line_marked(before: Pixels, after: Pixels, field: Box, marked: Box, line: Box) -> bool:
    """Whether a line in a field is marked from end to end; of several, where it ends the mark may go on.

    What an entry of a menu is on goes on at both ends.
    """
    if marked.height >= SEVERAL * line.height:
        if line.x - marked.x > TIGHT * line.height:
            return False
        marked = papered(after, line.grown(-line.height // 4, 0))
    reaches = max(marked.x - line.x, line.right - marked.right) <= line.height
    return reaches and is_marked(before, after, marked, field.grown(-2))


def _is_painted(before: Pixels, after: Pixels, field: Box, marked: Box) -> bool:
    """Whether the same paper came right at a field's edge: all of it is painted anew."""
    edge = Box(field.x + 2, field.y + 2, RIM // 2, field.height - 4)
    former, now = (paper_of(picture, edge) for picture in (before, after))
    return distance(former, now) > OTHER_PAPER and distance(now, paper_of(after, marked)) <= OTHER_PAPER


def papered(picture: Pixels, box: Box) -> Box:
    """The part of a box that has its paper: without a caret that stood beside it, or a blurred rim."""
    part = cut_out(picture, box).astype(np.float32)
    is_paper = _strokes(part, paper_of(picture, box)) <= OTHER_PAPER
    columns, rows = (np.flatnonzero(is_paper.mean(axis=across) >= EDGING) for across in (0, 1))
    if not rows.size or not columns.size:
        return box
    left, top = int(columns[0]), int(rows[0])
    return Box(box.x + left, box.y + top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def is_marked(before: Pixels, after: Pixels, box: Box, field: Box) -> bool:
    """Whether the letters that stand in a box of a field now stand on another paper than the field's."""
    parts = [cut_out(picture, box).astype(np.float32) for picture in (before, after)]
    papers = [paper_of(picture, box) for picture in (before, after)]
    usual = _paper_around(before, box, field)
    if distance(papers[0], usual) > OTHER_PAPER or distance(papers[1], papers[0]) <= OTHER_PAPER:
        return False
    former, now = (_strokes(part, paper) for part, paper in zip(parts, papers, strict=True))
    if min(former.max(), now.max()) <= OTHER_PAPER or not _is_tight(now):
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


def _strokes(part: NDArray[np.float32], paper: Colour) -> NDArray[np.float32]:
    """How far each pixel is from the paper."""
    return np.asarray(np.abs(part - paper).max(axis=2), np.float32)
