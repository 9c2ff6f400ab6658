"""Fields without an outline: a line under one shows the focus, or one comes in place of a text."""

from collections.abc import Sequence

from worker.analysis.clues.paint import standing_out
from worker.analysis.clues.sizes import Sizes
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import cut_out, differing
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: A line under a field is at most so thick and at least so long, in pixels of a 1080p screen.
THICKEST, SHORTEST = 4, 60
#: A name that makes room is at most this share of its line, which changes all along but for that share.
NAME, GAPS = 0.5, 0.1
#: A field above its line is so high; its text is about in the middle.
TALL = 36
#: A name moves up to so far above the line.
NAME_ABOVE = 56
#: What differs less than this did not change.
CHANGED = 24
#: More texts than these are another page.
MOST = 60
#: Size of a field that comes in place of a text.
SIZES = Sizes(lowest=20, tallest=80, narrowest=40)


def underlined(reader: Reader, scene: Scene) -> Control | None:
    """The field whose line was emphasised, if nothing else changed but its name and another line."""
    lines = [line for box in scene.boxes if (line := _line_under(scene, box)) is not None]
    stronger = [line for line in lines if _gained(scene, line) > 0]
    if len(stronger) != 1 or not all(_is_part(scene, box, stronger[0]) for box in scene.boxes):
        return None
    line = stronger[0]
    page = Page(reader, scene.before.pixels, scene.scale)
    tall = int(TALL * scene.scale)
    around = page.control_at(Point(line.x + tall, line.y - tall // 2))
    if around is not None and around.kind is ControlKind.FIELD:
        return around
    return page.field_on(Box(line.x, line.bottom - tall, line.width, tall))


def _is_part(scene: Scene, box: Box, line: Box) -> bool:
    """Whether a change is a line, or the name over the line of a field."""
    tall, wide = int(NAME_ABOVE * scene.scale), int(NAME * line.width)
    name = Box(line.x, line.y - tall, wide, tall)
    return name.encloses(box, slack=int(THICKEST * scene.scale)) or _line_under(scene, box) is not None


def _line_under(scene: Scene, box: Box) -> Box | None:
    """The line that a change is, or ends with when a name has moved up over it."""
    thick = int(THICKEST * scene.scale)
    if box.width < SHORTEST * scene.scale or box.height > TALL * scene.scale + thick:
        return None
    if box.height <= thick:
        return box
    line = box._replace(y=box.bottom - thick, height=thick)
    above = box._replace(height=box.height - thick)
    is_line = _changed_along(scene, line) >= 1 - GAPS and _changed_along(scene, above) <= NAME
    return line if is_line else None


def _changed_along(scene: Scene, box: Box) -> float:
    """The share of a box's columns in which anything changed."""
    former, now = (cut_out(view.pixels, box) for view in (scene.before, scene.after))
    return float(differing(former, now, CHANGED).any(axis=0).mean())


def _gained(scene: Scene, line: Box) -> float:
    former, now = (standing_out(view.pixels, line) for view in (scene.before, scene.after))
    return now - former


def turned_into_field(reader: Reader, scene: Scene) -> Control | None:
    """The field that came in place of a text and is called so, as in a table edited where it stands."""
    before, after = (Page(reader, view.pixels, scene.scale) for view in (scene.before, scene.after))
    found = [box for box in scene.boxes if SIZES.fit(box, scene.scale) and _is_new_field(before, after, box)]
    if len(found) != 1:
        return None
    former = before.phrases(found[0])
    control = before.control_at(former[0].box.center) if len(former) == 1 else None
    return None if control is None else control._replace(kind=ControlKind.FIELD, box=found[0])


def came_around(reader: Reader, scene: Scene) -> Control | None:
    """The field that came around a text, for which others on the page made room; it is called so."""
    before, after = (Page(reader, view.pixels, scene.scale) for view in (scene.before, scene.after))
    phrases = before.phrases(scene.change.bounds)
    if len(phrases) > MOST or not _stay(phrases, after.phrases(scene.change.bounds)):
        return None
    places = ((phrase, _frame_of(after, phrase.box)) for phrase in phrases)
    found = [
        Control(ControlKind.FIELD, box, phrase.text)
        for phrase, box in places
        if box is not None and SIZES.fit(box, scene.scale) and _is_new_field(before, after, box)
    ]
    return found[0] if len(found) == 1 else None


def _stay(former: Sequence[Phrase], now: Sequence[Phrase]) -> bool:
    """Whether a page says what it said, but for one text at most, which may be marked now."""
    said = {phrase.text for phrase in now}
    return sum(phrase.text not in said for phrase in former) <= 1


def _frame_of(page: Page, text: Box) -> Box | None:
    """The rectangle in which a text stands; where it is marked, it is seen right after it."""
    beside = Point(text.right + text.height, text.center.y)
    return page.rectangle_at(text.center) or page.rectangle_at(beside)


def _is_new_field(before: Page, after: Page, box: Box) -> bool:
    """Whether a field is there now where none was."""
    now, former = after.rectangle_at(box.center), before.rectangle_at(box.center)
    is_field = now is not None and box.encloses(now, slack=2) and 2 * now.area > box.area
    if not is_field or (former is not None and former.overlap(box) > 0.8 * box.area):
        return False
    control = after.control_at(box.center)
    return control is not None and control.kind is ControlKind.FIELD
