"""What a field holds after somebody wrote into it."""

from typing import NamedTuple

from worker.analysis.clearing import without_caret, without_pointer
from worker.analysis.controls.phrases import without_pictures
from worker.analysis.controls.rectangle import HIGHEST
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Picture, Pixels, cut_out
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import WORDY, Line, Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.dots import is_dotted, reads_as_dots
from worker.analysis.secrecy.names import names_a_secret
from worker.analysis.settling.change import ChangeKind

#: A field of one line is at most so high, in pixels of a 1080p screen.
SINGLE = 80
#: A field of many lines, with nothing else that could be the field, is at most this share of the screen high.
AREA = 0.8
#: To be seen as written there, a text changed at least so often and is at least so long, in heights of it.
LETTERS = 5
#: Text is written at most so far from where its field was clicked, in pixels.
BESIDE = 600
#: The edge of a field is about so thick, in pixels.
EDGE = 3
#: Texts on one row this far apart are two, in heights of the row.
APART = 3
#: So much paper is left around a line that is read by itself, in pixels.
AROUND = 2
#: A word is at least so many times as wide as high.
WORD = 2
#: What takes no longer than this, in seconds, no hand wrote letter by letter.
STROKE = 0.15
#: So many letters, one after the other, are no accident.
SURELY = 8


class Written(NamedTuple):
    """The state of a field."""

    control: Control
    text: str | None  #: None when it is a secret
    secret: bool


def written(
    reader: Reader, scene: Scene, focus: Control | None, text: Box, clicked: str | None = None
) -> Written | None:
    """What the field around newly written text holds now; None when no field is around it.

    `clicked` is what was clicked last, if the pointer is still there: its field may have no edge all around.
    """
    entered = _reaching(focus, text) if focus is not None and focus.box.encloses(text, slack=8) else None
    control = (
        entered
        or _field_around(reader, scene, text, HIGHEST)
        or _field_at_pointer(reader, scene, text, clicked)
        or _area_around(reader, scene, text)
    )
    if control is None:
        return None
    if names_a_secret(control.label) or _is_dotted(scene, control.box, text):
        return Written(control, None, secret=True)
    said = held(reader, scene.after, scene.track, control, text)
    is_run = scene.change.kind is ChangeKind.WRITING and control.box.encloses(text)
    if not said and is_run and (entered is not None or text.width >= WORD * text.height):
        said = said_in(reader, scene.after, scene.track, control, text)
    if reads_as_dots(said, wide=text.width / text.height):
        return Written(control, None, secret=True)
    return Written(control, said, secret=False)


def said_in(reader: Reader, picture: Picture, track: PointerTrack, field: Control, text: Box) -> str:
    """What stands where somebody wrote: a word so short that it is overlooked on the paper of its field."""
    lines = reader.line_in(cleaned(picture, track, field.box), text.grown(AROUND))
    return " ".join(line.text for line in lines)


def _reaching(field: Control, text: Box) -> Control:
    """A field with all that is written in it: what was marked there may have looked like its end."""
    left, right = min(field.box.x, text.x - EDGE), max(field.box.right, text.right + EDGE)
    return field._replace(box=field.box._replace(x=left, width=right - left))


def _field_around(reader: Reader, scene: Scene, text: Box, highest: float) -> Control | None:
    """The field around a text, if it was there before: nobody writes into what comes with its text."""
    control = Page(reader, scene.after.pixels, scene.scale).field_around(text, highest)
    if control is None:
        return None
    former = Page(reader, scene.before.pixels, scene.scale).field_around(text, highest)
    return control._replace(label=former.label) if former is not None else None


def _area_around(reader: Reader, scene: Scene, text: Box) -> Control | None:
    """The field of many lines around a text; what is only a few letters may be anything else that changed."""
    is_run = scene.change.kind is ChangeKind.WRITING and len(scene.change.boxes) >= LETTERS
    return (
        _field_around(reader, scene, text, AREA) if is_run and text.width >= LETTERS * text.height else None
    )


def _field_at_pointer(reader: Reader, scene: Scene, text: Box, clicked: str | None) -> Control | None:
    """The line at the pointer in which a text was written, called like what was clicked there."""
    point = scene.point
    if clicked is None or point is None or not text.grown(BESIDE, text.height // 2).contains(point):
        return None
    if _is_painted_anew(reader, scene, text):
        return None
    right = max(text.right, point.x) + text.height
    line = Box(text.x, text.y, right - text.x, text.height).grown(6)
    return Control(ControlKind.FIELD, line, clicked or None)


def _is_painted_anew(reader: Reader, scene: Scene, text: Box) -> bool:
    """Whether words that stood there look different at one stroke, as those on a button that was pressed."""
    lasted = scene.change.end - scene.change.start
    return lasted <= STROKE and bool(reader.lines(scene.before.pixels, text))


def held(
    reader: Reader, picture: Picture, track: PointerTrack, control: Control, line: Box | None = None
) -> str:
    """The text in a field, without what the pointer and the caret would be read as.

    Of a field of one line only that `line` is read, if it is known: its name may stand above it.
    """
    lines = lines_held(reader, picture, track, control)
    if line is not None and control.box.height <= SINGLE * track.scale:
        lines = sorted(_going_on(line, lines), key=lambda each: each.box.x)
    words = [
        without_pictures(picture.pixels, line) for line in lines if len(line.text) > 1 or len(lines) == 1
    ]
    return " ".join(words).rstrip("|").strip()


def _going_on(written: Box, lines: list[Line]) -> list[Line]:
    """The lines on the row of a text that go on from it; buttons at the end of its field stand apart."""
    row = [line for line in lines if line.box.same_row(written)]
    if written.width < WORDY * written.height:
        return row  # It may be one of those buttons that changed.
    near = [line for line in row if line.box.distance(written) <= APART * written.height]
    reach = union([written, *(line.box for line in near)])._replace(y=written.y, height=written.height)
    return near if reach == written or len(near) == len(row) else _going_on(reach, row)


def lines_held(reader: Reader, picture: Picture, track: PointerTrack, control: Control) -> list[Line]:
    """The lines of text in a field, without what the pointer and the caret would be read as."""
    box = control.box.grown(-EDGE).within(*picture.pixels.shape[1::-1])
    return reader.lines(cleaned(picture, track, box), box)


def cleaned(picture: Picture, track: PointerTrack, box: Box) -> Pixels:
    """The pixels without what would be read as letters in a box: the pointer and the caret."""
    return without_caret(without_pointer(picture, track, box), box, track.scale)


def is_covered(picture: Picture, track: PointerTrack, field: Control, text: Box) -> bool:
    """Whether the pointer stood on a field of one line, or on a text in a larger one."""
    move = track.move_at(picture.t)
    place = field.box if field.box.height <= SINGLE * track.scale else text
    return move is not None and bool(move.box.overlap(place))


def _is_dotted(scene: Scene, field: Box, text: Box) -> bool:
    """Whether what was written shows as dots and nothing but dots."""
    inner = field.grown(-EDGE)
    region = text.grown(AROUND)
    x, y = max(region.x, inner.x), max(region.y, inner.y)
    region = Box(x, y, min(region.right, inner.right) - x, min(region.bottom, inner.bottom) - y)
    if min(region.width, region.height) <= 0:
        return False
    return is_dotted(cut_out(cleaned(scene.after, scene.track, region), region), scene.scale)


def is_surely_typed(scene: Scene) -> bool:
    """Whether many letters came one after the other where the pointer rests: a caret was put there before."""
    return scene.change.kind is ChangeKind.WRITING and len(scene.change.boxes) >= SURELY and scene.resting > 0
