"""Drop-down lists: opened by a click, closed by a choice."""

from typing import NamedTuple

from worker.analysis.fields import Control
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


def opened_list(reader: Reader, scene: Scene, control: Control) -> OpenList | None:
    """The list that the change opened at a control, if it did."""
    scale = scene.scale
    aside = int(ASIDE * scale)
    column = Box(control.box.x - aside, 0, control.box.width + 2 * aside, scene.after.pixels.shape[0])
    inside = [box for box in scene.boxes if column.encloses(box)]
    if not inside or sum(b.area for b in inside) < 0.6 * sum(b.area for b in scene.boxes):
        return None
    reach = union(inside)
    below = Box(reach.x, control.box.bottom + 2, reach.width, reach.bottom - control.box.bottom - 2)
    above = Box(reach.x, reach.y, reach.width, control.box.y - 2 - reach.y)
    hanging = max(below, above, key=lambda b: b.height)
    if hanging.height < LOWEST * scale or hanging.width < 0.5 * control.box.width:
        return None
    value = held(reader, scene, control)
    return OpenList(control, hanging, scene.before, value)


def is_closed(scene: Scene, opened: OpenList) -> bool:
    """Whether what the list covered shows again."""
    return scene.is_back(opened.hanging, opened.before.pixels)
