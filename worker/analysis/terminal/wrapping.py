"""Lines that are longer than a terminal is wide: which row goes on in the next, and with what in between."""

from collections.abc import Iterable
from math import ceil, floor
from typing import NamedTuple

from worker.analysis.geometry import Box
from worker.analysis.terminal.pane import Pane

#: A row that ends this many cells from the right edge goes on in the next, whatever is left free there.
MARGIN = 2.5
#: Ink that reaches no further than this into a cell comes from the one before.
OVER = 0.1


class Wrapping(NamedTuple):
    """The cells of a terminal's rows: where the first is, how wide each is, and how many there are."""

    start: int
    cell: float
    columns: int
    edge: int  #: the right edge of the terminal

    def is_full(self, row: Box) -> bool:
        """Whether a row may go on in the next: nothing but a space can stand after it."""
        almost = row.right >= self.edge - MARGIN * self.cell
        return almost or _cells(row, self.start, self.cell) >= self.columns - 1

    def space_between(self, row: Box, following: Box) -> str:
        """The space between two rows of one line: one's last cell is blank, or the first of the other."""
        ends_early = _cells(row, self.start, self.cell) == self.columns - 1
        begins_late = round((following.x - self.start) / self.cell) > 0
        return " " if ends_early or begins_late else ""


def wrapping(pane: Pane, rows: Iterable[Box], start: int, cell: float) -> Wrapping:
    """How lines that begin at `start` are wrapped: about as much is left free at the right as at the left.

    It may be less than that by a part of a cell, which the longest row tells.
    """
    room = pane.box.width - 2 * (start - pane.box.x)
    longest = max((_cells(row, start, cell) for row in rows), default=0)
    return Wrapping(start, cell, max(floor(room / cell), longest), pane.box.right)


def _cells(row: Box, start: int, cell: float) -> int:
    """The number of the cell in which a row ends."""
    return ceil((row.right - start) / cell - OVER)
