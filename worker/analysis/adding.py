"""What somebody wrote, of all that a field holds now: what stood there before is not theirs."""

from difflib import SequenceMatcher

from worker.analysis.controls.phrases import standing_signs
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.typed import SINGLE, held, lines_held

#: Of what a text area held, at least this share is still there when something was added to it.
KEPT = 0.8


def added(
    reader: Reader, pictures: tuple[Picture, Picture], track: PointerTrack, field: Control, text: str
) -> str:
    """The part of a field's text that was written from one picture to another.

    Into a field of one line its whole value is written, but for pictures in it; to a text area, some lines.
    """
    began, now = pictures
    if field.box.height > SINGLE * track.scale:
        return inserted(held(reader, began, track, field), text)
    for line in lines_held(reader, now, track, field)[:1]:
        text = text.removeprefix(standing_signs(began.pixels, now.pixels, line)).strip() or text
    return text


def inserted(former: str, now: str) -> str:
    """What was put into a text, though parts of that may be read otherwise now; all of another text."""
    edits = SequenceMatcher(None, former, now, autojunk=False).get_opcodes()
    kept = sum(i2 - i1 for kind, i1, i2, _, _ in edits if kind == "equal")
    if not former or kept < KEPT * len(former):
        return now
    put = [(j1, j2) for _, i1, i2, j1, j2 in edits if j2 - j1 > i2 - i1]
    start, end = max(put, key=lambda span: span[1] - span[0], default=(0, 0))
    return now[start:end].strip() or now
