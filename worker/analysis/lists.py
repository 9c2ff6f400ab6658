"""Drop-down lists: opened by a click, closed by a choice."""

from typing import NamedTuple

from worker.analysis.fields import Control, is_ring
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held

#: How far a list may be from the edges of its field, in pixels of a 1080p screen.
ASIDE = 24
#: A list is at least this high.
LOWEST = 20


class OpenList(NamedTuple):
    """A list that hangs open at a field."""

    control: Control
    hanging: Box
    before: Picture  #: the screen before it was opened
    value: str  #: what the field held then
    chosen_at: float | None = None  #: when something changed in it first


def opened_list(reader: Reader, scene: Scene, control: Control, before: Picture) -> OpenList | None:
    """The list that the change opened at a control, if it did.

    `before` is the screen before the control was clicked.
    """
    hanging = [h for box in scene.boxes if (h := _hanging(scene, control.box, box)) is not None]
    if not hanging:
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


def is_closed(scene: Scene, opened: OpenList) -> bool:
    """Whether what the list covered shows again."""
    return scene.is_back(opened.hanging.grown(-int(4 * scene.scale)), opened.before.pixels)
