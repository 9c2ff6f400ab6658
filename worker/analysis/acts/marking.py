"""Marking: all that a field holds is marked, to be typed over."""

from worker.analysis.acts.arriving import Arriving
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.clearing import without_caret, without_pointer
from worker.analysis.clues.marks import OTHER_PAPER, TIGHT, is_marked, papered
from worker.analysis.clues.paint import distance, paper_of
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
#: A mark that is so many times as high as a line is one of several lines.
SEVERAL = 2


class Marking:
    """Notes that the text in the field with the keyboard was marked."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention) -> None:
        self._reader, self._journal, self._attention = reader, journal, attention
        self._arriving = Arriving(journal, attention)

    def took(self, scene: Scene) -> bool:
        """Take in a change if text was marked by the keyboard."""
        if scene.is_large or scene.change.kind is ChangeKind.WRITING:
            return False  # Of a date that is typed the last part is marked too.
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
        for line in lines:
            before = without_caret(before, line.within(*before.shape[1::-1]), scene.scale)
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
