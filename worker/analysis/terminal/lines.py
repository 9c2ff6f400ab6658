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

#: The caret beside a prompt reaches so many cells from its end, video compression included.
BLURRED = 2.6
#: Shorter prompts look too much like other text to be known again by their looks alone.
DISTINCT = 3
#: A row that ends this many cells from the right edge goes on in the next.
WRAPS = 2.5


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
        more = self._goes_on(now, rows, WRAPS * spelling.cell)
        text = entry.typed + "".join(text for _, text in more)
        head = beginning(now.pixels, rows[0], spelling.cell * len(entry.prompt))
        taken = (rows[0], *(row for row, _ in more))
        self._last = Line(Entry(entry.prompt, text), taken, head, spelling.cell)
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
        lines = (self.at(now, row.center.y) for row in likely)
        return [line for line in lines if line is not None]

    def _goes_on(self, now: Screen, rows: Sequence[Box], margin: float) -> list[tuple[Box, str]]:
        """The rows after the first, and what they say, as long as the one before reaches the right edge."""
        found: list[tuple[Box, str]] = []
        for former, row in pairwise(rows):
            if former.right < now.pane.box.right - margin:
                break
            spelling = self._rows.spelling(now.pixels, row)
            if spelling is None or entry_in(spelling.text) is not None:
                break
            found.append((row, spelling.text))
        return found
