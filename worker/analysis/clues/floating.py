"""Names that stand in their field until it is entered, and move up to its edge then."""

from difflib import SequenceMatcher

from worker.analysis.fields import Control
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Line, Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import EDGE, lines_held

#: A name moves so far above the upper edge of its field, in pixels of a 1080p screen.
ABOVE = 14
#: It is read alike in both places.
ALIKE = 0.8


def floated_name(reader: Reader, scene: Scene, field: Control, text: Box) -> str | None:
    """What stood where a field changed and now stands at its upper edge; None when nothing moved there."""
    former = [line for line in lines_held(reader, scene.before, scene.track, field) if line.box.overlap(text)]
    if len(former) != 1:
        return None
    [name] = former
    top = min(field.box.y, name.box.y - name.box.height) - int(ABOVE * scene.scale)
    edge = Box(field.box.x, top, field.box.width, name.box.center.y - EDGE - top)
    if not _says(reader, scene.after.pixels, edge, name) or _says(reader, scene.before.pixels, edge, name):
        return None
    return name.text.rstrip(" *:")


def _says(reader: Reader, picture: Pixels, place: Box, name: Line) -> bool:
    lines = reader.lines(picture, place)
    return any(SequenceMatcher(None, line.text, name.text).ratio() >= ALIKE for line in lines)
