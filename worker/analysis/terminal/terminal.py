"""What is run in a terminal: the line on which somebody types, until something stands below it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.terminal.lines import Line, Lines, Screen, screen_of
from worker.analysis.terminal.pane import Pane, pane_around
from worker.analysis.terminal.prompt import Entry
from worker.analysis.terminal.rows import Rows

#: A row is looked at again when something changed so close to it.
NEAR = 6
#: So many rows above the last are looked through for what was typed, once the terminal has scrolled.
BACK = 14
#: What is found after scrolling is what was typed when it is that much like it.
LIKE = 0.75


class Command(NamedTuple):
    """Something that was run."""

    text: str
    started: float  #: when its first character showed
    ended: float  #: when what it did showed
    box: Box  #: its row on the screen


class Terminal:
    """Follows a terminal from change to change."""

    def __init__(self, reader: Reader) -> None:
        """See no terminal yet."""
        self.rows = Rows(reader)
        self._lines = Lines(self.rows)
        self.panes: list[Pane] = []  #: where a terminal was seen so far
        self._pane: Pane | None = None
        self._open: Line | None = None  #: where somebody types
        self._since: float | None = None  #: since when something stands there
        self._ran: Entry | None = None  #: what was run last

    def take(self, scene: Scene) -> list[Command] | None:
        """What was run with a change, often nothing; None when the change is not a terminal's."""
        if self._pane is not None and not self._pane.is_shown(scene.after.pixels):
            self._pane = self._open = self._since = None
        pane = self._pane or self._found(scene)
        if pane is None or not _concerns(scene, pane):
            return None
        return list(self._run(scene, pane)) if self._is_about_line(scene, pane) else []

    def _found(self, scene: Scene) -> Pane | None:
        """A terminal in which somebody has begun to type after a prompt."""
        written = scene.change.bounds
        pane = pane_around(scene.after.pixels, written) if scene.change.kind is ChangeKind.WRITING else None
        if pane is None:
            return None
        now = screen_of(pane, scene.after, scene.track)
        row = next((row for row in now.rows if row.same_row(written)), None)
        if row is None or row.x >= written.x - NEAR or self._lines.at(now, row.center.y) is None:
            return None
        self._pane = pane
        self.panes.append(pane)
        self._open = self._lines.at(screen_of(pane, scene.before, scene.track), row.center.y)
        return pane

    def _is_about_line(self, scene: Scene, pane: Pane) -> bool:
        """Whether something changed on the line on which one types, or anywhere below it."""
        if self._open is None:
            return True
        top = self._open.rows[0].y - NEAR
        return any(box.bottom > top and pane.box.contains(box.center) for box in scene.boxes)

    def _run(self, scene: Scene, pane: Pane) -> Iterator[Command]:
        now = screen_of(pane, scene.after, scene.track)
        lines = self._shown(now)
        last = [line for line in lines if now.is_last(line)]
        done = [line for line in lines if line.entry.typed and line not in last]
        if self._open is not None and self._is_gone(lines, now):
            done.append(self._open)
        for line in done:
            yield Command(line.entry.typed, self._begun(scene, line), scene.change.end, line.rows[0])
            self._since, self._ran = None, line.entry
        self._open = last[-1] if last else None
        typed = self._open is not None and self._open.entry.typed
        self._since = self._begun(scene, self._open) if self._open is not None and typed else None

    def _begun(self, scene: Scene, line: Line) -> float:
        """When the first difference showed where a command stands."""
        if self._since is not None:
            return self._since
        during = (d for d in scene.track.content if scene.change.start <= d.t <= scene.change.end)
        return next((d.t for d in during if any(b.overlap(line.typed) for b in d.boxes)), scene.change.start)

    def _is_gone(self, lines: Sequence[Line], now: Screen) -> bool:
        """Whether what was typed is nowhere to be seen, and one can type anew."""
        typed = self._open is not None and bool(self._open.entry.typed)
        anew = not now.rows or any(now.is_last(line) for line in lines)
        return typed and anew and not any(line.entry.typed for line in lines)

    def _shown(self, now: Screen) -> list[Line]:
        """The lines with prompts from the one on which somebody typed to the last, from top to bottom."""
        if not now.rows:
            return []
        former = self._open
        if former is None:
            last = self._lines.at(now, now.rows[-1].center.y)
            return [last] if last is not None else []
        here = self._lines.at(now, former.rows[0].center.y)
        if here is not None and here.entry.prompt == former.entry.prompt:
            below = [row for row in now.rows if row.y >= here.bottom]
            return [here, *self._lines.among(now, below, here.head)]
        return self._further_up(now, former)

    def _further_up(self, now: Screen, former: Line) -> list[Line]:
        """The lines from the one that is most likely the former, which has scrolled; else the last row's."""
        lines = self._lines.among(now, now.rows[-BACK:], former.head)
        if former.entry.typed:
            alike = [n for n, line in enumerate(lines) if _goes_on(former.entry, line.entry)]
        else:
            alike = [n + 1 for n, line in enumerate(lines) if line.entry == self._ran]
        return lines[alike[-1] :] if alike else [line for line in lines[-1:] if now.is_last(line)]


def _concerns(scene: Scene, pane: Pane) -> bool:
    return any(pane.box.contains(box.center) for box in (*scene.change.boxes, *scene.boxes))


def _goes_on(former: Entry, now: Entry) -> bool:
    """Whether a line says what another said, or goes on with it."""
    if former.prompt != now.prompt:
        return False
    begun = now.typed[: len(former.typed)]
    return SequenceMatcher(None, former.typed, begun, autojunk=False).ratio() >= LIKE
