"""A browser that waits for a page: the picture in front of the tab's title turns from the click on."""

from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: The largest side of such a picture, in pixels of a 1080p screen.
LARGEST = 24
#: While it turns it differs at least so often, in seconds.
TURNS = 1.0


def loading_since(scene: Scene, rows: Box) -> float | None:
    """When the browser, in whose rows the picture turns, began to wait for what came; None if it did not."""
    since: float | None = None
    for delta in reversed(scene.track.content):
        if delta.t > scene.change.end:
            continue
        if (scene.change.start if since is None else since) - delta.t > TURNS:
            break
        if any(_is_picture(box, rows, scene.scale) for box in delta.boxes):
            since = delta.t
    return since


def _is_picture(box: Box, rows: Box, scale: float) -> bool:
    return rows.encloses(box) and max(box.width, box.height) <= LARGEST * scale
