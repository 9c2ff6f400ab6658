"""What somebody wrote, of all that a field holds now: what stood there before is not theirs."""

from difflib import SequenceMatcher

from worker.analysis.controls.standing import without_standing
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.typed import EDGE, SINGLE, cleaned, held, lines_held

#: Of what a text area held, at least this share is still there when something was added to it.
KEPT = 0.8


class Passage:
    """What somebody is writing: since when, and how far along its line."""

    def __init__(self, reader: Reader) -> None:
        """Nothing was written yet."""
        self._reader = reader
        self._began: Picture | None = None
        self._line: Box | None = None

    def begin(self, before: Picture) -> None:
        """Another text is written; `before` shows the screen without it."""
        self._began = before

    def reaching(self, text: Box, *, goes_on: bool) -> Box:
        """All that was written on a line: with what was there before, if the new part goes on from it."""
        line = self._line
        self._line = union((line, text)) if goes_on and line is not None and line.same_row(text) else text
        return self._line

    def added(self, now: Picture, track: PointerTrack, field: Control, text: str | None) -> str | None:
        """The part of a field's text that was written since it was begun.

        Into a field of one line its whole value is written, but for pictures in it; to an area, some lines.
        """
        if not text or self._began is None:
            return text
        if field.box.height > SINGLE * track.scale:
            return inserted(held(self._reader, self._began, track, field), text)
        former = cleaned(self._began, track, field.box.grown(-EDGE))
        for line in lines_held(self._reader, now, track, field)[:1]:
            return without_standing(former, now.pixels, line, text) or text
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
