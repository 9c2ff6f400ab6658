"""Drop-down lists: opened by a click, closed by a choice."""

from difflib import SequenceMatcher
from typing import NamedTuple

from worker.analysis.clues.paint import SHADE, distance, is_evenly_painted, paper_of
from worker.analysis.controls.ring import is_ring
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, Point, union
from worker.analysis.reading import Line, Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held

#: How far a list may be from the edges of its field, in pixels of a 1080p screen.
ASIDE = 24
#: A list is at least this high, and a row of it about that.
LOWEST, ROW = 20, 30
#: A list has at least so many rows; its edge is at most so thick, in pixels.
FEWEST, INSIDE = 2, 4
#: The same words are read so much alike, whatever changed around them.
ALIKE = 0.6


class OpenList(NamedTuple):
    """A list that hangs open at a field."""

    control: Control
    hanging: Box
    before: Picture  #: the screen before it was opened
    value: str  #: what the field held then
    chosen_at: float | None = None  #: when something changed in it first

    def reach(self, scale: float) -> Box:
        """The list and its field."""
        return union((self.control.box, self.hanging)).grown(int(ASIDE * scale) // 2)

    def row_at(self, point: Point, scale: float) -> Box:
        """About where the option at a point is."""
        tall = int(ROW * scale)
        return Box(self.hanging.x, point.y - tall // 2, self.hanging.width, tall)

    def moved_through(self, t: float) -> "OpenList":
        """The list after something in it changed at `t`."""
        return self._replace(chosen_at=self.chosen_at or t)


def opened_list(reader: Reader, scene: Scene, control: Control, before: Picture) -> OpenList | None:
    """The list that the change opened at a control, if it did.

    `before` is the screen before the control was clicked.
    """
    hanging = [h for box in scene.boxes if (h := _hanging(scene, control.box, box)) is not None]
    if not any(_is_empty_yet(scene, part, control) or _says_more(reader, scene, part) for part in hanging):
        return None
    value = held(reader, scene.after, scene.track, control)
    return OpenList(control, union(hanging), before, value)


def _hanging(scene: Scene, field: Box, box: Box) -> Box | None:
    """The part of a changed box that hangs from a field, or stands on it; None when it does not."""
    aside = int(ASIDE * scene.scale)
    if box.x < field.x - aside or box.right > field.right + aside or box.width < 0.5 * field.width:
        return None
    below = Box(box.x, max(box.y, field.bottom), box.width, box.bottom - max(box.y, field.bottom))
    above = Box(box.x, box.y, box.width, min(box.bottom, field.y) - box.y)
    part = max(below, above, key=lambda b: b.height)
    if part.height < LOWEST * scene.scale or part.distance(field) > aside // 2:
        return None
    return None if is_ring(scene.before.pixels, scene.after.pixels, box) else part


def _is_empty_yet(scene: Scene, part: Box, field: Control) -> bool:
    """Whether a bare sheet came, as wide as a field: the list's window, in which it is not yet drawn."""
    wide, tall = ASIDE // 2 * scene.scale, FEWEST * ROW * scene.scale
    is_sheet = abs(part.width - field.box.width) <= wide and part.height >= tall
    former, now = (view.pixels for view in (scene.before, scene.after))
    inner = part.grown(-INSIDE)
    came = is_sheet and distance(paper_of(former, inner), paper_of(now, inner)) > SHADE
    return came and is_evenly_painted(now, inner)


def _says_more(reader: Reader, scene: Scene, part: Box) -> bool:
    """Whether something can be read in a part of the screen where nothing, or something else, was before."""
    former, now = (reader.words(view.pixels, part) for view in (scene.before, scene.after))
    return any(not any(_is_same(line, other) for other in former) for line in now)


def _is_same(line: Line, other: Line) -> bool:
    shared = line.box.overlap(other.box)
    alike = SequenceMatcher(None, line.text, other.text).ratio() >= ALIKE
    return alike and 2 * shared >= min(line.box.area, other.box.area)


def is_closed(scene: Scene, opened: OpenList) -> bool:
    """Whether what the list covered shows again."""
    return scene.is_back(opened.hanging.grown(-int(4 * scene.scale)), opened.before.pixels)
