"""The lines of a terminal that have a prompt."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.terminal.pane import Pane
from worker.analysis.terminal.prompt import Entry, entry_in
from worker.analysis.terminal.rows import Rows, beginning, begins_like
from worker.analysis.terminal.wrapping import wrapping

#: The caret beside a prompt reaches so many cells from its end, video compression included.
BLURRED = 2.6
#: Shorter prompts look too much like other text to be known again by their looks alone.
DISTINCT = 3


class Line(NamedTuple):
    """A row with a prompt, and the rows it goes on in."""

    entry: Entry
    rows: tuple[Box, ...]
    head: Pixels  #: the first characters of its prompt
    cell: float  #: the width of a character in pixels

    @property
    def bottom(self) -> int:
        """Where its last row ends."""
        return self.rows[-1].bottom

    @property
    def typed(self) -> Box:
        """Where characters are typed; not the first, in whose place the caret shows before."""
        row = self.rows[0]
        skipped = 1 if len(self.entry.typed) < BLURRED else BLURRED
        before = min(row.width - 1, round(self.cell * (len(self.entry.prompt) + skipped)))
        return row._replace(x=row.x + before, width=row.width - before)


class Screen(NamedTuple):
    """A picture without pointer and caret, the terminal in it, and its rows of text."""

    pixels: Pixels
    pane: Pane
    rows: list[Box]

    def is_last(self, line: Line) -> bool:
        """Whether nothing stands below a line."""
        return line.bottom >= self.rows[-1].y


def screen_of(pane: Pane, picture: Picture, track: PointerTrack) -> Screen:
    """A terminal as a picture shows it."""
    move = track.move_at(picture.t)
    pointer = move.box.grown(round(track.scale)) if move is not None else None
    clean = pane.cleaned(picture.pixels, pointer)
    return Screen(clean, pane, pane.rows(clean))


class Lines:
    """Reads lines with prompts."""

    def __init__(self, rows: Rows) -> None:
        """Nothing is read yet."""
        self._rows = rows
        self._last: Line | None = None  #: read last

    def at(self, now: Screen, y: int) -> Line | None:
        """The line with a prompt at a height, with the rows that it goes on in."""
        rows = [row for row in now.rows if row.bottom > y]
        if not rows or rows[0].y > y:
            return None
        spelling = self._rows.spelling(now.pixels, rows[0])
        entry = self._entry(now, rows[0], spelling.text) if spelling is not None else None
        if spelling is None or entry is None:
            return None
        head = beginning(now.pixels, rows[0], spelling.cell * len(entry.prompt))
        line = Line(entry, (rows[0],), head, spelling.cell)
        self._last = self._whole(now, rows, line)
        return self._last

    def _entry(self, now: Screen, row: Box, text: str) -> Entry | None:
        """The prompt in a row; where its sign was not read, the prompt that looked the same before."""
        entry, last = entry_in(text), self._last
        if entry is not None or last is None or len(last.entry.prompt) < DISTINCT:
            return entry
        prompt = last.entry.prompt
        if not begins_like(now.pixels, row, last.head):
            return None
        return Entry(prompt, text[len(prompt) :].strip())

    def among(self, now: Screen, rows: Sequence[Box], head: Pixels) -> list[Line]:
        """The lines with prompts: those that begin as `head` does, and the last, whose prompt may be new."""
        likely = [row for row in rows if row == now.rows[-1] or begins_like(now.pixels, row, head)]
        found: list[Line] = []
        for row in likely:
            line = self.at(now, row.center.y) if not found or row.y >= found[-1].bottom else None
            found += [line] if line is not None else []
        return found

    def _whole(self, now: Screen, rows: Sequence[Box], begun: Line) -> Line:
        """A line with all the rows that it goes on in: they follow as long as the one before is full."""
        whole, wraps = begun, wrapping(now.pane, now.rows, rows[0].x, begun.cell)
        for former, row in pairwise(rows):
            text = self._going_on(now, row, begun) if wraps.is_full(former) else None
            if text is None:
                break
            typed = whole.entry.typed + wraps.space_between(former, row) + text
            whole = whole._replace(entry=Entry(begun.entry.prompt, typed), rows=(*whole.rows, row))
        return whole

    def _going_on(self, now: Screen, row: Box, line: Line) -> str | None:
        """What a row after a full one says, unless it has the same prompt; others are typed."""
        spelling = self._rows.spelling(now.pixels, row)
        if spelling is None or begins_like(now.pixels, row, line.head):
            return None
        entry = entry_in(spelling.text)
        return None if entry is not None and entry.prompt == line.entry.prompt else spelling.text
