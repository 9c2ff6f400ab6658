"""The focus of the keyboard, as outlines show it that come and go at and beside the pointer."""

from worker.analysis.controls.ring import is_ring, stands_out
from worker.analysis.geometry import Box, Point
from worker.analysis.hovers import comes_at_once
from worker.analysis.scene import Scene

#: An outline at the pointer is at most so high, and one that goes elsewhere at least so long, in pixels of a
#: 1080p screen.
TALLEST, LOWEST = 260, 80


def ring_at(scene: Scene, point: Point) -> Box | None:
    """The outline of a field that got the focus."""
    rings = [b for b in scene.boxes if b.contains(point) and b.height <= TALLEST * scene.scale]
    views = (scene.before.pixels, scene.after.pixels)
    rings = [b for b in rings if is_ring(*views, b) and stands_out(*views, b)]
    return next((b for b in rings if not _has_button(scene, b, point)), None)


def took_focus(scene: Scene, tick: Box) -> bool:
    """Whether a field lost its outline to what was ticked, and not to a pointer that had just left it."""
    others = (b for b in scene.boxes if b != tick and max(b.width, b.height) > LOWEST * scene.scale)
    views = (scene.before.pixels, scene.after.pixels)
    return not comes_at_once(scene) and any(is_ring(*views, box) for box in others)


def _has_button(scene: Scene, field: Box, point: Point) -> bool:
    """Whether what changed at a point is a button at the right end of a field, as one with an eye."""
    end = field.right - 2 * field.height
    return any(
        field.encloses(b) and b.x >= end and b != field and b.contains(point, slack=6) for b in scene.boxes
    )
