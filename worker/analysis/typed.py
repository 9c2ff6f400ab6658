"""What a field holds after somebody wrote into it."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import dotted, only_dots
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.reading import Line, Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy import names_a_secret
from worker.analysis.settling.change import ChangeKind

#: Written letters count as a password's dots when there are at least this many.
FEWEST_DOTS = 2
#: And when they take up at least this share of what was written.
DOTTED = 0.6
#: A field of one line is at most so high, in pixels of a 1080p screen.
SINGLE = 80
#: Text is written at most so far from where its field was clicked, in pixels.
BESIDE = 600
#: So close to the left and right ends of a field there is no caret, in pixels of a 1080p screen.
RIM = 3
#: So much paper is left around a line that is read by itself, in pixels.
AROUND = 2
#: A caret is at least this high, in pixels of a 1080p screen, and differs this much from its background.
CARET, INK = 13, 70


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
    control = entered or _field_around(reader, scene, text) or _field_at_pointer(scene, text, clicked)
    if control is None:
        return None
    if names_a_secret(control.label) or _is_dotted(scene.after.pixels, text, scene.scale):
        return Written(control, None, secret=True)
    said = held(reader, scene.after, scene.track, control, text)
    if not said and entered is not None:
        said = _said_in(reader, scene, entered, text)
    return Written(control, said, secret=False)


def _said_in(reader: Reader, scene: Scene, field: Control, text: Box) -> str:
    """What stands where somebody wrote: a word so short that it is overlooked on the paper of its field."""
    if scene.change.kind is not ChangeKind.WRITING or not field.box.encloses(text):
        return ""
    lines = reader.line_in(_cleaned(scene.after, scene.track, field.box), text.grown(AROUND))
    return " ".join(line.text for line in lines)


def _reaching(field: Control, text: Box) -> Control:
    """A field with all that is written in it: what was marked there may have looked like its end."""
    left, right = min(field.box.x, text.x - RIM), max(field.box.right, text.right + RIM)
    return field._replace(box=field.box._replace(x=left, width=right - left))


def _field_around(reader: Reader, scene: Scene, text: Box) -> Control | None:
    """The field around a text, if it was there before: nobody writes into what comes with its text."""
    control = Page(reader, scene.after.pixels, scene.scale).field_around(text)
    former = (
        Page(reader, scene.before.pixels, scene.scale).field_around(text) if control is not None else None
    )
    return control._replace(label=former.label) if control is not None and former is not None else None


def _field_at_pointer(scene: Scene, text: Box, clicked: str | None) -> Control | None:
    """The line at the pointer in which a text was written, called like what was clicked there."""
    point = scene.point
    if clicked is None or point is None or not text.grown(BESIDE, text.height // 2).contains(point):
        return None
    right = max(text.right, point.x) + text.height
    line = Box(text.x, text.y, right - text.x, text.height).grown(6)
    return Control(ControlKind.FIELD, line, clicked or None)


def held(
    reader: Reader, picture: Picture, track: PointerTrack, control: Control, line: Box | None = None
) -> str:
    """The text in a field, without what the pointer and the caret would be read as.

    Of a field of one line only that `line` is read, if it is known: its name may stand above it.
    """
    lines = lines_held(reader, picture, track, control)
    if line is not None and control.box.height <= SINGLE * track.scale:
        lines = [found for found in lines if found.box.same_row(line)]
    words = [line.text for line in lines if len(line.text) > 1 or len(lines) == 1]
    return " ".join(words).rstrip("|").strip()


def lines_held(reader: Reader, picture: Picture, track: PointerTrack, control: Control) -> list[Line]:
    """The lines of text in a field, without what the pointer and the caret would be read as."""
    box = control.box.grown(-RIM).within(*picture.pixels.shape[1::-1])
    return reader.lines(_cleaned(picture, track, box), box)


def _cleaned(picture: Picture, track: PointerTrack, box: Box) -> Pixels:
    return without_caret(without_pointer(picture, track, box), box, track.scale)


def is_covered(picture: Picture, track: PointerTrack, control: Control) -> bool:
    """Whether the pointer stood on the field when the picture was taken."""
    move = track.move_at(picture.t)
    return move is not None and bool(move.box.overlap(control.box))


def without_pointer(picture: Picture, track: PointerTrack, box: Box) -> Pixels:
    """The pixels with the pointer painted over, if it is in the box."""
    move = track.move_at(picture.t)
    if move is None or not move.box.overlap(box):
        return picture.pixels
    around = move.box.grown(int(4 * track.scale)).within(*picture.pixels.shape[1::-1])
    cleaned = picture.pixels.copy()
    part = cleaned[around.y : around.bottom, around.x : around.right]
    paper = np.median(picture.pixels[box.y : box.bottom, box.x : box.right], axis=(0, 1))
    mask = _pointer_mask(picture.pixels, track, move)[around.y : around.bottom, around.x : around.right]
    besides = np.abs(part.astype(np.int16) - paper).max(axis=2)[mask == 0]
    if besides.max(initial=0) <= INK:
        part[mask > 0] = paper
    else:
        part[:] = cv2.inpaint(part, mask, 2, cv2.INPAINT_TELEA)
    return cleaned


def _pointer_mask(pixels: Pixels, track: PointerTrack, move: Move) -> Pixels:
    drawn = track.drawing_at(move)
    mask = np.zeros(pixels.shape[:2], np.uint8)
    window = mask[move.box.y : move.box.y + drawn.shape[0], move.box.x : move.box.x + drawn.shape[1]]
    window[:] = drawn[: window.shape[0], : window.shape[1]]
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)


def without_caret(picture: Pixels, box: Box, scale: float) -> Pixels:
    """The picture with the caret in a box painted over: readers take it for a letter.

    A caret is a bar of one or two pixels that stands taller than any stroke of a letter around it.
    """
    part = picture[box.y : box.bottom, box.x : box.right]
    paper = np.median(part, axis=(0, 1))
    strokes = _longest_strokes(np.abs(part.astype(np.int16) - paper).max(axis=2) > INK)
    rim = int(RIM * scale)
    strokes[:rim] = strokes[max(0, len(strokes) - rim) :] = 0  # A thick outline is as tall as a caret.
    tallest = int(strokes.max(initial=0))
    columns = np.flatnonzero(strokes >= 0.9 * tallest)
    next_tallest = int(np.delete(strokes, _beside(columns, len(strokes))).max(initial=0))
    if tallest < CARET * scale or columns.max() - columns.min() > 3 * scale or tallest < 1.2 * next_tallest:
        return picture
    cleaned = picture.copy()
    cleaned[box.y : box.bottom, box.x + columns.min() : box.x + columns.max() + 1] = paper
    return cleaned


def _longest_strokes(ink: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The longest unbroken run of ink in each column."""
    run = np.zeros(ink.shape[1], np.int64)
    longest = run.copy()
    for row in ink:
        run = (run + 1) * row
        longest = np.maximum(longest, run)
    return longest


def _beside(columns: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    return np.arange(max(0, columns.min() - 1), min(width, columns.max() + 2))


def _is_dotted(picture: Pixels, text: Box, scale: float) -> bool:
    """Whether what was written shows as dots and nothing but dots."""
    region = text.grown(2).within(picture.shape[1], picture.shape[0])
    cleaned = without_caret(picture, region, scale)
    part = cleaned[region.y : region.bottom, region.x : region.right]
    rows = dotted(part, scale, FEWEST_DOTS)
    # A dot that compression has smeared parts the row in two.
    return sum(row.width for row in rows) >= DOTTED * text.width and only_dots(part, scale)
