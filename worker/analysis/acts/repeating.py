"""A second click on one spot: it takes back what the first one did, or does it once more."""

from worker.analysis.fields import Control
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: Two clicks on one spot are at least so many seconds apart, when they are not a double click.
APART = 0.25
#: A number that is counted up or down is at most so large, in pixels of a 1080p screen.
COUNT_WIDTH, COUNT_HEIGHT = 200, 44
#: What changed is beside what was clicked when it is further from it than this.
BESIDE = 10


def is_again(scene: Scene, former: Scene, control: Control) -> bool:
    """Whether a change is due to another click where the one that caused a former change went."""
    if scene.is_large or scene.change.start - former.change.end < APART:
        return False
    return _takes_back(scene, former, control) or _counts_on(scene, former)


def _takes_back(scene: Scene, former: Scene, control: Control) -> bool:
    """Whether all is as before the first click, and more than what the clicked thing itself says.

    A button that only says for a moment that it was clicked goes back by itself.
    """
    if not all(scene.is_back_beside_pointer(box, former.before) for box in scene.boxes):
        return False
    near = control.box.grown(int(BESIDE * scene.scale))
    return scene.is_at_pointer and (_is_mark(control, scene) or not all(map(near.encloses, scene.boxes)))


def _is_mark(control: Control, scene: Scene) -> bool:
    """Whether what was clicked is all that changed, as a switch is."""
    return all(_is_small(box, scene) and control.box.overlap(box) > 0 for box in scene.boxes) and (
        control.box.width <= 2 * max(box.width for box in scene.boxes)
    )


def _counts_on(scene: Scene, former: Scene) -> bool:
    """Whether just the number beside the pointer changed once more."""
    if scene.is_at_pointer or not all(_is_small(box, scene) for box in (*scene.boxes, *former.boxes)):
        return False
    near = [box.grown(int(BESIDE * scene.scale)) for box in former.boxes]
    return all(any(place.encloses(box) for place in near) for box in scene.boxes)


def _is_small(box: Box, scene: Scene) -> bool:
    return box.width <= COUNT_WIDTH * scene.scale and box.height <= COUNT_HEIGHT * scene.scale
