"""What somebody wrote, of all that a field holds now: what stood there before is not theirs."""

from difflib import SequenceMatcher

from worker.analysis.controls.affixes import beside, standing_in, without_affixes
from worker.analysis.controls.standing import without_standing
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.typed import EDGE, SINGLE, cleaned, held, lines_held

#: A value that has moved on in its field shows so many signs that it showed before so many further right.
SAME, MOVED = 6, 4
#: It has moved on when it reaches as near to the right edge, in heights of the line.
FULL = 2.0
#: Of what a text area held, at least this share is still there when something was added to it.
KEPT = 0.8


class Passage:
    """What somebody is writing: since when, and how far along its line."""

    def __init__(self, reader: Reader) -> None:
        """Nothing was written yet."""
        self._reader = reader
        self._began: Picture | None = None
        self._entered: Picture | None = None
        self._line: Box | None = None

    def begin(self, before: Picture, entered: Picture | None) -> None:
        """Another text is written; `before` and `entered` show the screen without it and its caret."""
        self._began, self._entered = before, entered

    def reaching(self, text: Box, *, goes_on: bool) -> Box:
        """All that was written on a line: with what was there before, if the new part goes on from it."""
        line = self._line
        self._line = union((line, text)) if goes_on and line is not None and line.same_row(text) else text
        return self._line

    def added(self, now: Picture, track: PointerTrack, field: Control, text: str | None) -> str | None:
        """The part of a field's text that was written since it was begun.

        Into a field of one line its whole value is written, but for pictures in it; to an area, some lines.
        """
        if not text or self._began is None or self._line is None:
            return text
        if field.box.height > SINGLE * track.scale:
            return inserted(held(self._reader, self._began, track, field), text)
        text = self._without_affixes(now, track, field, text)
        former = cleaned(self._began, track, field.box.grown(-EDGE))
        for line in lines_held(self._reader, now, track, field)[:1]:
            begun = self._line.x - line.box.x
            return without_standing(former, now.pixels, line, text, begun) or text
        return text

    def _without_affixes(self, now: Picture, track: PointerTrack, field: Control, text: str) -> str:
        """A value without what stood beside it in its field before, and still does.

        Before it there may be letters typed so fast that only others showed the writing, unless those stood
        there when nobody was in the field.
        """
        if self._began is None or self._line is None or not field.box.encloses(self._line, slack=EDGE):
            return text
        inner = field.box.grown(-EDGE)
        row = inner._replace(y=self._line.y, height=self._line.height)
        left, right = beside(row, self._line)
        after, began = (cleaned(view, track, inner) for view in (now, self._began))
        head, tail = "", standing_in(self._reader, (after, began), inner, right)
        if self._entered is not None:
            entered = cleaned(self._entered, track, inner)
            head = standing_in(self._reader, (after, began, entered), inner, left)
        return without_affixes(text, head, tail)

    def going_on(self, field: Control, former: str | None, now: str | None) -> str | None:
        """A value with its head, which was read before it went out of sight: it is longer than its field."""
        line = self._line
        if not former or not now or line is None or field.box.right - line.right > FULL * line.height:
            return now
        return joined(former, now)


def joined(former: str, now: str) -> str:
    """What was shown before and what is shown now, if that shows the end of it further left."""
    start, moved, size = SequenceMatcher(None, former, now, autojunk=False).find_longest_match()
    is_same_text = size >= SAME and start - moved >= MOVED
    return former[:start] + now[moved:] if is_same_text else now


def inserted(former: str, now: str) -> str:
    """What was put into a text, though parts of that may be read otherwise now; all of another text."""
    edits = SequenceMatcher(None, former, now, autojunk=False).get_opcodes()
    kept = sum(i2 - i1 for kind, i1, i2, _, _ in edits if kind == "equal")
    if not former or kept < KEPT * len(former):
        return now
    put = [(j1, j2) for _, i1, i2, j1, j2 in edits if j2 - j1 > i2 - i1]
    start, end = max(put, key=lambda span: span[1] - span[0], default=(0, 0))
    return now[start:end].strip() or now
