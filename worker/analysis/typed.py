"""What a field holds after somebody wrote into it."""

from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.fields import Control, Page, names_a_secret
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import dotted
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Written letters count as a password's dots when there are at least this many.
FEWEST_DOTS = 2
#: A caret is at least this high, in pixels of a 1080p screen, and differs this much from its background.
CARET, INK = 13, 70


class Written(NamedTuple):
    """The state of a field."""

    control: Control
    text: str | None  #: None when it is a secret
    secret: bool


def written(reader: Reader, scene: Scene, focus: Control | None, text: Box) -> Written | None:
    """What the field around newly written text holds now; None when no field is around it."""
    control = focus if focus is not None and focus.box.encloses(text, slack=8) else None
    if control is None:
        control = Page(reader, scene.after.pixels, scene.scale).field_around(text)
        if control is None:
            return None
        named = Page(reader, scene.before.pixels, scene.scale).field_around(text)
        control = control._replace(label=named.label if named is not None else control.label)
    if names_a_secret(control.label) or _is_dotted(scene.after.pixels, control.box, text, scene.scale):
        return Written(control, None, secret=True)
    return Written(control, held(reader, scene, control), secret=False)


def held(reader: Reader, scene: Scene, control: Control) -> str:
    """The text in a field, without what the pointer is read as."""
    move = scene.track.move_at(scene.after.t)
    lines = reader.lines(without_caret(scene.after.pixels, control.box, scene.scale), control.box.grown(-3))
    pointer = move.box.grown(3) if move is not None else None
    words = [x for x in lines if len(x.text) > 1 or len(lines) == 1]
    if len(words) == 1 and len(words[0].text) == 1 and pointer is not None and pointer.overlap(words[0].box):
        return ""
    return " ".join(x.text for x in words).rstrip("|").strip()


def without_caret(picture: Pixels, box: Box, scale: float) -> Pixels:
    """The picture with the caret in a field painted over: readers take it for a letter.

    A caret is a bar of one or two pixels that stands taller than every letter around it.
    """
    box = box.grown(-3).within(picture.shape[1], picture.shape[0])
    part = picture[box.y : box.bottom, box.x : box.right]
    paper = np.median(part, axis=(0, 1))
    ink = (np.abs(part.astype(np.int16) - paper).max(axis=2) > INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    marks = [Box(*(int(v) for v in row[:4])) for row in stats[1:count]]
    bars = [m for m in marks if m.width <= 3 * scale and m.height >= CARET * scale]
    letters = [m.height for m in marks if m not in bars and m.height < 0.8 * box.height]
    carets = [b for b in bars if b.height > max(letters, default=0)]
    cleaned = picture.copy() if carets else picture
    for caret in carets:
        x, y = box.x + caret.x, box.y + caret.y
        cleaned[y : y + caret.height, x : x + caret.width] = paper
    return cleaned


def _is_dotted(picture: Pixels, box: Box, text: Box, scale: float) -> bool:
    """Whether what was written shows as dots and nothing but dots."""
    region = box.grown(-3).within(picture.shape[1], picture.shape[0])
    part = picture[region.y : region.bottom, region.x : region.right]
    rows = dotted(part, scale, FEWEST_DOTS)
    return any(row.width >= 0.7 * text.width for row in rows)
