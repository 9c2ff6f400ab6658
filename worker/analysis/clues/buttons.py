"""The buttons of a part of the screen, and which of them a change was due to, told by what became of them."""

from worker.analysis.clues.paint import SHADE, Colour, distance, is_coloured, paper_of
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Picture, cut_out
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: More texts than these are a page, and no form or panel.
MOST = 60
#: A button that sends what was written stands at most so far under its field, in pixels of a 1080p screen.
UNDER = 160
#: Around a text there is at least so much of what it is written on, in pixels.
ROOM = 3
#: What is written on one paint is seen on colours that differ by so much: letters leave little of it.
ALIKE = 32
#: A shorter text may stand anywhere.
WORDED = 4
#: What a button says by which something is left without any other effect.
LEAVING = frozenset(("close", "cancel", "discard", "dismiss", "done", "hide", "back"))
#: It says so in so few words.
FEW = 3


def buttons_in(reader: Reader, picture: Picture, scene: Scene, where: Box) -> list[Control]:
    """All buttons with words in a part of a picture, as they are read."""
    page = Page(reader, picture.pixels, scene.scale)
    phrases = page.phrases(where)
    if len(phrases) > MOST:
        return []
    controls = (page.control_at(phrase.box.center) for phrase in phrases)
    buttons = (c for c in controls if c is not None and c.kind is ControlKind.BUTTON and c.label)
    return list(dict.fromkeys(buttons))


def replaced(reader: Reader, scene: Scene) -> Control | None:
    """The one button that is gone while others stay: another came, that says what is next, or none."""
    where = union(scene.boxes)
    said = {p.text for p in Page(reader, scene.before.pixels, scene.scale).phrases(where)}
    staying = [b for b in buttons_in(reader, scene.after, scene, where) if b.label in said]
    paint = _paint_of(scene, staying, where)
    if paint is None:
        return None
    former, now = (_painted(reader, view, scene, where, paint) for view in (scene.before, scene.after))
    gone = [phrase for text, phrase in former.items() if text not in now]
    new = now.keys() - former.keys()
    if len(gone) != 1 or len(new) > 1 or not (new or _is_left_free(scene, gone[0].box, staying)):
        return None
    return Control(ControlKind.BUTTON, gone[0].box, gone[0].text)


def _paint_of(scene: Scene, buttons: list[Control], where: Box) -> Colour | None:
    """What buttons are painted with; None where that is but the paper of the page."""
    if not buttons:
        return None
    paint = paper_of(scene.after.pixels, buttons[0].box)
    return paint if distance(paint, paper_of(scene.after.pixels, where)) > 2 * ALIKE else None


def _is_left_free(scene: Scene, place: Box, staying: list[Control]) -> bool:
    """Whether nothing covers a place: it is empty, or one of those that stay moved there."""
    part = cut_out(scene.after.pixels, place).astype(int)
    is_empty = int(abs(part - paper_of(scene.after.pixels, place)).max()) <= SHADE
    return is_empty or any(button.box.overlap(place) for button in staying)


def _painted(reader: Reader, picture: Picture, scene: Scene, where: Box, paint: Colour) -> dict[str, Phrase]:
    """What is written on a paint, as buttons are."""
    phrases = Page(reader, picture.pixels, scene.scale).phrases(where)
    papers = ((p, paper_of(picture.pixels, p.box.grown(ROOM))) for p in phrases)
    return {p.text: p for p, paper in papers if distance(paper, paint) <= ALIKE}


def sending(reader: Reader, scene: Scene, field: Control) -> Control | None:
    """The first button under a field that was written into, in whose form something changed."""
    box = field.box
    below = Box(box.x, box.bottom, max(box.width, 1), int(UNDER * scene.scale))
    found = buttons_in(reader, scene.before, scene, below)
    coloured = [b for b in found if is_coloured(scene.before.pixels, b.box)]
    first = min(found, key=lambda b: (b.box.y, b.box.x), default=None)
    return coloured[0] if len(coloured) == 1 else first


def shows(reader: Reader, scene: Scene, text: str) -> bool:
    """Whether a page says a text now where it changed."""
    lines = reader.lines(scene.after.pixels, scene.change.bounds)
    return len(text) >= WORDED and any(text in line.text for line in lines)


def leaving(reader: Reader, scene: Scene) -> Control | None:
    """The one button to leave by in something that is gone with all its buttons."""
    found = buttons_in(reader, scene.before, scene, scene.change.bounds)
    ways = [b for b in found if b.label is not None and LEAVING.intersection(b.label.lower().split())]
    left = {b.label for b in buttons_in(reader, scene.after, scene, scene.change.bounds)}
    return ways[0] if len(ways) == 1 and left.isdisjoint(b.label for b in found) else None


def way_back(reader: Reader, scene: Scene) -> Control | None:
    """The one thing to leave by, framed as a button or not, in what is gone as if it had never been there."""
    page = Page(reader, scene.before.pixels, scene.scale)
    said = ((phrase, phrase.text.lower().split()) for phrase in page.phrases(scene.change.bounds))
    ways = [phrase for phrase, words in said if len(words) <= FEW and LEAVING.intersection(words)]
    return page.control_at(ways[0].box.center, writable=False) if len(ways) == 1 else None
