"""What a field holds after somebody wrote into it."""

from typing import NamedTuple

from worker.analysis.fields import Control, Page, names_a_secret
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import dotted
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Written letters count as a password's dots when there are at least this many.
FEWEST_DOTS = 2


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
    lines = reader.lines(scene.after.pixels, control.box.grown(-3))
    pointer = move.box.grown(3) if move is not None else None
    words = [x for x in lines if len(x.text) > 1 or len(lines) == 1]
    if len(words) == 1 and len(words[0].text) == 1 and pointer is not None and pointer.overlap(words[0].box):
        return ""
    return " ".join(x.text for x in words).rstrip("|").strip()


def _is_dotted(picture: Pixels, box: Box, text: Box, scale: float) -> bool:
    """Whether what was written shows as dots and nothing but dots."""
    region = box.grown(-3).within(picture.shape[1], picture.shape[0])
    part = picture[region.y : region.bottom, region.x : region.right]
    rows = dotted(part, scale, FEWEST_DOTS)
    return any(row.width >= 0.7 * text.width for row in rows)
