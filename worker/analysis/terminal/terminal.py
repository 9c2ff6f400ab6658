"""What is run in a terminal: the line on which somebody types, until something stands below it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settle import ChangeKind
from worker.analysis.terminal.pane import Pane, pane_around
from worker.analysis.terminal.prompt import Entry, entry_in
from worker.analysis.terminal.rows import Rows, beginning, begins_like

#: A row is looked at again when something changed so close to it.
NEAR = 6
#: So many rows above the last are looked through for what was typed, once the terminal has scrolled.
BACK = 14
#: What is found after scrolling is what was typed when it is that much like it.
LIKE = 0.75
#: A row that ends this many cells from the right edge goes on in the next.
WRAPS = 2.5


class Command(NamedTuple):
    """Something that was run."""

    text: str
    started: float  #: when its first character showed
    ended: float  #: when what it did showed
    box: Box  #: its row on the screen


class _Line(NamedTuple):
    """A row with a prompt, and the rows it goes on in."""

    entry: Entry
    rows: tuple[Box, ...]
    head: Pixels  #: the first characters of its prompt
    cell: float  #: the width of a character in pixels

    @property
    def bottom(self) -> int:
        return self.rows[-1].bottom

    @property
    def typed(self) -> Box:
        """Where the second and all further characters are typed: the caret may show in place of the first."""
        row = self.rows[0]
        before = min(row.width - 1, round(self.cell * (len(self.entry.prompt) + 2)))
        return row._replace(x=row.x + before, width=row.width - before)


class Terminal:
    """Follows a terminal from change to change."""

    def __init__(self, reader: Reader) -> None:
        """See no terminal yet."""
        self._rows = Rows(reader)
        self._pane: Pane | None = None
        self._line: _Line | None = None  #: where somebody types
        self._since: float | None = None  #: since when something stands there
        self._ran: Entry | None = None  #: what was run last

    def take(self, scene: Scene) -> list[Command] | None:
        """What was run with a change, often nothing; None when the change is not a terminal's."""
        pixels = scene.after.pixels
        if self._pane is not None and not self._pane.is_shown(pixels):
            self._pane = self._line = self._since = None
        pane = self._pane or self._found(scene)
        if pane is None or not self._concerns(scene, pane):
            return None
        return list(self._run(scene, pane)) if self._is_about_line(scene, pane) else []

    def _concerns(self, scene: Scene, pane: Pane) -> bool:
        return any(pane.box.contains(box.center) for box in (*scene.change.boxes, *scene.boxes))

    def _is_about_line(self, scene: Scene, pane: Pane) -> bool:
        """Whether something changed on the line on which one types, or anywhere below it."""
        if self._line is None:
            return True
        top = self._line.rows[0].y - NEAR
        return any(box.bottom > top and pane.box.contains(box.center) for box in scene.boxes)

    # Finding one

    def _found(self, scene: Scene) -> Pane | None:
        """A terminal in which somebody has begun to type after a prompt."""
        if scene.change.kind is not ChangeKind.WRITING:
            return None
        pane = pane_around(scene.after.pixels, scene.change.bounds)
        if pane is None:
            return None
        row = next((r for r in _rows_of(pane, scene, scene.after) if r.same_row(scene.change.bounds)), None)
        if row is None or row.x >= scene.change.bounds.x - NEAR:
            return None
        if self._line_at(scene.after.pixels, pane, [row], row.center.y) is None:
            return None
        self._pane = pane
        self._line = self._line_at(
            scene.before.pixels, pane, _rows_of(pane, scene, scene.before), row.center.y
        )
        return pane

    # What was run

    def _run(self, scene: Scene, pane: Pane) -> Iterator[Command]:
        rows = _rows_of(pane, scene, scene.after)
        lines = self._lines(scene.after.pixels, pane, rows)
        done = [line for line in lines if line.entry.typed and line.bottom < rows[-1].y]
        if not any(line.entry.typed for line in lines) and self._line is not None and self._line.entry.typed:
            done.append(self._line)
        for line in done:
            yield Command(line.entry.typed, self._begun(scene, line), scene.change.end, line.rows[0])
            self._since, self._ran = None, line.entry
        self._line = lines[-1] if lines and lines[-1].bottom >= rows[-1].y else None
        if self._line is not None and self._line.entry.typed:
            self._since = self._begun(scene, self._line)

    def _begun(self, scene: Scene, line: _Line) -> float:
        """When the first difference showed where a command stands."""
        if self._since is not None:
            return self._since
        during = (d for d in scene.track.content if scene.change.start <= d.t <= scene.change.end)
        return next((d.t for d in during if any(b.overlap(line.typed) for b in d.boxes)), scene.change.start)

    def _lines(self, pixels: Pixels, pane: Pane, rows: Sequence[Box]) -> list[_Line]:
        """The lines with prompts from the one on which somebody typed to the last, from top to bottom."""
        former = self._line
        if former is None:
            last = self._line_at(pixels, pane, rows, rows[-1].center.y) if rows else None
            return [last] if last is not None else []
        here = self._line_at(pixels, pane, rows, former.rows[0].center.y)
        if here is not None and here.entry.prompt == former.entry.prompt:
            below = [row for row in rows if row.y >= here.bottom]
            return [here, *self._prompted(pixels, pane, rows, below, here.head)]
        return self._scrolled(pixels, pane, rows, former)

    def _scrolled(self, pixels: Pixels, pane: Pane, rows: Sequence[Box], former: _Line) -> list[_Line]:
        """The lines from the one that is most likely the former, now further up."""
        lines = self._prompted(pixels, pane, rows, rows[-BACK:], former.head)
        if former.entry.typed:
            alike = [n for n, line in enumerate(lines) if _goes_on(former.entry, line.entry)]
        else:
            alike = [n + 1 for n, line in enumerate(lines) if line.entry == self._ran]
        return lines[alike[-1] :] if alike else lines[-1:]

    def _prompted(
        self, pixels: Pixels, pane: Pane, rows: Sequence[Box], among: Sequence[Box], head: Pixels
    ) -> list[_Line]:
        """The lines with prompts: those that begin as `head` does, and the last, whose prompt may be new."""
        likely = [row for row in among if row == rows[-1] or begins_like(pixels, row, head)]
        lines = (self._line_at(pixels, pane, rows, row.center.y) for row in likely)
        return [line for line in lines if line is not None]

    def _line_at(self, pixels: Pixels, pane: Pane, rows: Sequence[Box], y: int) -> _Line | None:
        """The line with a prompt at a height, with the rows that it goes on in."""
        number = next((n for n, row in enumerate(rows) if row.y <= y < row.bottom), None)
        spelling = self._rows.spelling(pixels, pane, rows[number]) if number is not None else None
        entry = entry_in(spelling.text) if spelling is not None else None
        if number is None or spelling is None or entry is None:
            return None
        taken, text = [rows[number]], entry.typed
        for row in rows[number + 1 :]:
            if taken[-1].right < pane.box.right - WRAPS * spelling.cell:
                break
            more = self._rows.spelling(pixels, pane, row)
            if more is None or entry_in(more.text) is not None:
                break
            taken.append(row)
            text += more.text
        head = beginning(pixels, taken[0], spelling.cell)
        return _Line(Entry(entry.prompt, text), tuple(taken), head, spelling.cell)


def _rows_of(pane: Pane, scene: Scene, picture: Picture) -> list[Box]:
    move = scene.track.move_at(picture.t)
    around = move.box.grown(round(scene.scale)) if move is not None else None
    return pane.rows(picture.pixels, around)


def _goes_on(former: Entry, now: Entry) -> bool:
    """Whether a line says what another said, or goes on with it."""
    if former.prompt != now.prompt:
        return False
    begun = now.typed[: len(former.typed)]
    return SequenceMatcher(None, former.typed, begun, autojunk=False).ratio() >= LIKE
