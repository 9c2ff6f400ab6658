"""Fields without an outline: a line under one shows the focus, or one comes in place of a text."""

from worker.analysis.clues.paint import standing_out
from worker.analysis.clues.sizes import Sizes
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: A line under a field is at most so thick and at least so long, in pixels of a 1080p screen.
THICKEST, SHORTEST = 4, 60
#: A field above its line is so high; its text is about in the middle.
TALL = 36
#: Size of a field that comes in place of a text.
SIZES = Sizes(lowest=20, tallest=80, narrowest=40)


def underlined(reader: Reader, scene: Scene) -> Control | None:
    """The field whose line was emphasised, if nothing else changed but the line of another one."""
    lines = [
        b for b in scene.boxes if b.height <= THICKEST * scene.scale and b.width >= SHORTEST * scene.scale
    ]
    stronger = [line for line in lines if _gained(scene, line) > 0]
    if len(stronger) != 1 or len(lines) != len(scene.boxes):
        return None
    line = stronger[0]
    page = Page(reader, scene.before.pixels, scene.scale)
    tall = int(TALL * scene.scale)
    around = page.control_at(Point(line.x + tall, line.y - tall // 2))
    if around is not None and around.kind is ControlKind.FIELD:
        return around
    return page.field_on(Box(line.x, line.bottom - tall, line.width, tall))


def _gained(scene: Scene, line: Box) -> float:
    former, now = (standing_out(view.pixels, line) for view in (scene.before, scene.after))
    return now - former


def turned_into_field(reader: Reader, scene: Scene) -> Control | None:
    """What was there before a field came in its place, as in a table that is edited where it stands."""
    before, after = (Page(reader, view.pixels, scene.scale) for view in (scene.before, scene.after))
    found = [box for box in scene.boxes if SIZES.fit(box, scene.scale) and _is_new_field(before, after, box)]
    if len(found) != 1:
        return None
    former = before.phrases(found[0])
    return before.control_at(former[0].box.center) if len(former) == 1 else None


def _is_new_field(before: Page, after: Page, box: Box) -> bool:
    """Whether a field is there now where none was."""
    now, former = after.rectangle_at(box.center), before.rectangle_at(box.center)
    is_field = now is not None and box.encloses(now, slack=2) and 2 * now.area > box.area
    if not is_field or (former is not None and former.overlap(box) > 0.8 * box.area):
        return False
    control = after.control_at(box.center)
    return control is not None and control.kind is ControlKind.FIELD
