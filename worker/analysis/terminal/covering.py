"""Where a terminal shows a secret: typed, printed, or on the screen before anybody typed."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.secrecy.commands import Concealing
from worker.analysis.terminal.lines import Screen, screen_of
from worker.analysis.terminal.rows import ROOM
from worker.analysis.terminal.terminal import Terminal

#: A row that ends so near the right edge, in heights of a row, may go on in the next.
WRAPS = 1.5
#: Rows that are read to tell a terminal from a page on like paper that has taken its place.
TELLING = 5


class SecretRows:
    """Finds the rows in which a secret can be read, on every terminal that was seen in a video."""

    def __init__(self, terminal: Terminal, concealing: Concealing, track: PointerTrack) -> None:
        """Look wherever there was a terminal; `track` tells where the pointer covers something."""
        self._concealing = concealing
        self._rows, self._track = terminal.rows, track
        self._panes = tuple(dict.fromkeys(terminal.panes))

    def found_in(self, picture: Picture) -> list[Box]:
        """The rows of a picture that have to be covered, each as a whole."""
        shown = (pane for pane in self._panes if pane.is_shown(picture.pixels))
        screens = (screen_of(pane, picture, self._track) for pane in shown)
        terminals = [now for now in screens if self._is_terminal(now)]
        return [
            row.grown(ROOM) for now in terminals for line in _lines(now) for row in self._secret(now, line)
        ]

    def _is_terminal(self, now: Screen) -> bool:
        """Whether any of the longest rows is print of which each character has its cell."""
        longest = sorted(now.rows, key=lambda row: row.width)[-TELLING:]
        return any(self._rows.spelling(now.pixels, row) is not None for row in longest)

    def _secret(self, now: Screen, line: Sequence[Box]) -> Iterator[Box]:
        """The rows of a line that hold some of a secret."""
        texts = [self._rows.text(now.pixels, row) for row in line]
        secrets = self._concealing.spans("".join(texts))
        for row, text, end in zip(line, texts, accumulate(map(len, texts)), strict=True):
            if any(first < end and end - len(text) < last for first, last in secrets):
                yield row


def _lines(now: Screen) -> Iterator[list[Box]]:
    """The rows from top to bottom, those together that may be one line."""
    line = now.rows[:1]
    for former, row in pairwise(now.rows):
        if former.right < now.pane.box.right - WRAPS * former.height:
            yield line
            line = []
        line.append(row)
    yield line
