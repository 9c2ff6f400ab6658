"""Clicks: whether a change was caused by one, and what was clicked."""

from typing import NamedTuple

from worker.analysis.fields import Control, ControlKind, Page, is_ring, is_ticked, was_there
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: A pointer rests at least this long before it clicks; what changes sooner reacts to its coming.
RESTED = 0.15
#: After this long, a pointer's coming, even if it was not seen, is no longer what changes something.
LONG_RESTED = 0.32
#: Side of the largest checkbox, and how far from it its label may be clicked.
TICK, TICK_REACH = 34, 320


class Click(NamedTuple):
    """A click on something."""

    control: Control
    point: Point
    ticked: bool | None  #: for a checkbox or radio button, its new state
    confidence: float


def click_of(reader: Reader, scene: Scene, *, went: bool) -> Click | None:
    """The click that caused a change, if one did; `went` when it led to another address."""
    point = scene.point
    if point is None or scene.resting < RESTED or not scene.boxes:
        return None
    tick = _tick(scene, point)
    if tick is not None:
        return _ticking(reader, scene, point, tick)
    ring = _ring(scene, point)
    control = _control(reader, scene, point, ring)
    if control is None or (ring is None and _only_reacts(scene, control)):
        return None
    confidence = 0.95 if ring is not None or scene.is_large or went else _likelihood(scene, point, control)
    return Click(control, point, None, confidence) if confidence else None


def _likelihood(scene: Scene, point: Point, control: Control) -> float:
    """How likely a change that is no page's and no field's was caused by a click."""
    if not scene.came_seen and scene.resting < LONG_RESTED:
        return 0.0
    if any(b.contains(point, slack=6) for b in scene.boxes):
        return 0.95
    return 0.7 if control.label and _invites(scene, control) else 0.0


def _control(reader: Reader, scene: Scene, point: Point, ring: Box | None) -> Control | None:
    """What was clicked, as it looked before the pointer covered it; else as it looked just before."""
    clear = Page(reader, scene.clear.pixels, scene.scale).control_at(point, ring)
    if clear is not None and clear.label:
        return clear
    return Page(reader, scene.before.pixels, scene.scale).control_at(point, ring) or clear


def _ring(scene: Scene, point: Point) -> Box | None:
    """The outline of a field that got the focus."""
    rings = [b for b in scene.boxes if b.contains(point) and b.height <= 260 * scene.scale]
    return next((b for b in rings if is_ring(scene.before.pixels, scene.after.pixels, b)), None)


def _tick(scene: Scene, point: Point) -> Box | None:
    """The checkbox or radio button that changed at the pointer, or whose label is at the pointer."""
    small = [b for b in scene.boxes if _is_tick(b, scene.scale)]
    at = Box(point.x, point.y, 1, 1)
    near = [b for b in small if b.distance(at) <= 10 * scene.scale]
    if near:
        return min(near, key=lambda b: b.distance(at))
    if len(small) < len(scene.boxes):
        return None
    beside = [
        b for b in small if b.grown(4).same_row(at) and 0 <= point.x - b.right <= TICK_REACH * scene.scale
    ]
    return next((b for b in beside if was_there(scene.before.pixels, b)), None)


def _is_tick(box: Box, scale: float) -> bool:
    longer, shorter = max(box.width, box.height), min(box.width, box.height)
    return 7 * scale <= shorter and longer <= TICK * scale and longer <= 1.5 * shorter


def _ticking(reader: Reader, scene: Scene, point: Point, tick: Box) -> Click:
    label = Page(reader, scene.clear.pixels, scene.scale).tick_label(tick)
    ticked = is_ticked(scene.before.pixels, scene.after.pixels, tick)
    control = Control(ControlKind.BUTTON, tick, label)
    return Click(control, point, ticked, 0.95 if label else 0.5)


def _only_reacts(scene: Scene, control: Control) -> bool:
    """Whether nothing changed but the control itself: it reacts to the pointer on it."""
    return all(control.box.grown(int(10 * scene.scale)).encloses(box) for box in scene.boxes)


def _invites(scene: Scene, control: Control) -> bool:
    """Whether something is there to be clicked, when what changed is elsewhere."""
    move = scene.track.move_at(scene.before.t)
    return control.kind is ControlKind.BUTTON or (move is not None and move.shape == "hand")
