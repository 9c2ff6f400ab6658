"""What is run in a terminal is told once something stands below the line on which it was typed."""

import cv2
import numpy as np
import pytest

from tests.worker.analysis.terminal.screens import CELL, COLUMNS, HEIGHT, LEFT, PITCH, TOP, WIDTH, screen
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.commands import Concealing
from worker.analysis.settling.change import Change, ChangeKind
from worker.analysis.terminal.covering import SecretRows
from worker.analysis.terminal.terminal import Command, Terminal

_PROMPT = "ana@mill:~$ "


def _row(number: int, first: int, last: int) -> Box:
    """The cells of a row from the first to the last."""
    return Box(LEFT + first * CELL, TOP + number * PITCH - 18, (last - first) * CELL, 24)


def _scene(kind: ChangeKind, before: Pixels, after: Pixels, bounds: Box, at: float) -> Scene:
    change = Change(kind, at - 0.1, at, at + 0.5, at + 0.8, (bounds,), bounds)
    shown = (Picture(at - 0.5, before), Picture(at - 0.1, before), Picture(at + 0.8, after))
    return Scene(change, shown, PointerTrack(1.0))


def _typed(terminal: Terminal, before: tuple[str, ...], command: str, at: float) -> list[Command] | None:
    """Somebody types a command on the last row."""
    bounds = _row(len(before) - 1, len(_PROMPT), len(_PROMPT) + len(command))
    after = (*before[:-1], before[-1] + command)
    return terminal.take(_scene(ChangeKind.WRITING, screen(*before), screen(*after), bounds, at))


def _shown(
    terminal: Terminal, before: tuple[str, ...], after: tuple[str, ...], at: float
) -> list[Command] | None:
    """The terminal shows something else."""
    bounds = Box(LEFT, TOP, WIDTH // 2, HEIGHT // 2)
    return terminal.take(_scene(ChangeKind.OTHER, screen(*before), screen(*after), bounds, at))


@pytest.fixture
def terminal() -> Terminal:
    return Terminal(Reader())


def test_a_command_is_told_when_its_output_shows_with_the_time_it_was_begun(terminal: Terminal) -> None:
    assert _typed(terminal, (_PROMPT,), "wc -m notes", at=2.0) == []
    line = _PROMPT + "wc -m notes"
    told = _shown(terminal, (line,), (line, "12 notes", _PROMPT), at=4.0)
    assert told is not None
    assert [(command.text, command.started, command.ended) for command in told] == [("wc -m notes", 2.0, 4.5)]


def test_a_command_without_output_is_told_at_the_next_prompt(terminal: Terminal) -> None:
    _typed(terminal, (_PROMPT,), "mkdir drafts", at=2.0)
    line = _PROMPT + "mkdir drafts"
    told = _shown(terminal, (line,), (line, _PROMPT), at=4.0)
    assert [command.text for command in told or []] == ["mkdir drafts"]


def test_a_command_that_clears_the_terminal_is_told_although_it_is_gone(terminal: Terminal) -> None:
    before = ("one", "two", _PROMPT)
    _typed(terminal, before, "clear", at=2.0)
    told = _shown(terminal, ("one", "two", _PROMPT + "clear"), (_PROMPT,), at=4.0)
    assert [command.text for command in told or []] == ["clear"]


def test_a_command_that_scrolled_up_is_told_once(terminal: Terminal) -> None:
    before = ("one", "two", "three", _PROMPT)
    _typed(terminal, before, "cat list", at=2.0)
    typed = ("one", "two", "three", _PROMPT + "cat list")
    scrolled = ("three", _PROMPT + "cat list", "apples", _PROMPT)
    first = _shown(terminal, typed, scrolled, at=4.0)
    again = _shown(terminal, scrolled, scrolled, at=6.0)
    assert [command.text for command in first or []] == ["cat list"]
    assert again == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("tee long", "boats > report.txt"), ("tee long", " > report.txt"), ("tee lon ", "> report.txt")],
    ids=["within a word", "before a space", "after a space"],
)
def test_a_command_that_is_wrapped_is_told_once_and_whole(
    terminal: Terminal, first: str, second: str
) -> None:
    full = "sort -n harvest.csv | uniq -c | tail -4 | " + first
    line = (_PROMPT + full, second)
    assert len(line[0]) == COLUMNS
    _typed(terminal, (_PROMPT,), full, at=2.0)
    early = _shown(terminal, line[:1], line, at=4.0)
    told = _shown(terminal, line, (*line, _PROMPT), at=6.0)
    assert early == []
    assert [command.text for command in told or []] == [full + second]


def test_what_is_typed_and_not_sent_is_no_command(terminal: Terminal) -> None:
    assert _typed(terminal, (_PROMPT,), "rm -r drafts", at=2.0) == []
    line = (_PROMPT + "rm -r drafts",)
    assert _shown(terminal, line, line, at=5.0) == []


def test_a_secret_typed_into_a_terminal_is_found_in_its_pictures(terminal: Terminal) -> None:
    before = ("one apple", _PROMPT)
    _typed(terminal, before, "sync --token hunter2", at=2.0)
    after = screen("one apple", _PROMPT + "sync --token hunter2")
    [row] = SecretRows(terminal, Concealing(), PointerTrack(1.0)).found_in(Picture(3.0, after))
    assert row.overlap(_row(1, 0, len(_PROMPT)))
    assert not row.overlap(_row(0, 0, len("one apple")).grown(-6))


def test_a_field_of_a_page_is_no_terminal(terminal: Terminal) -> None:
    before, after = (np.full((HEIGHT, WIDTH, 3), 255, np.uint8) for _ in range(2))
    cv2.putText(after, "Ana Lindt", (LEFT, TOP), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20, 20, 20), 1, cv2.LINE_AA)
    scene = _scene(ChangeKind.WRITING, before, after, _row(0, 0, 9), at=2.0)
    assert terminal.take(scene) is None
