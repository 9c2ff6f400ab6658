"""No kept picture shows a secret that can be read in a terminal."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.worker.analysis.terminal.screens import HEIGHT, WIDTH, screen
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.keeping import Keeper
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.secrecy.commands import Concealing
from worker.analysis.terminal.covering import SecretRows
from worker.analysis.terminal.pane import Pane
from worker.analysis.terminal.terminal import Terminal

_ALL = Box(0, 0, WIDTH, HEIGHT)
_PANE = Pane(_ALL, (30, 24, 20))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _kept(folder: Path, reader: Reader, *pictures: Pixels) -> list[str]:
    """What can be read in pictures that were kept before their terminal was known."""
    terminal = Terminal(reader)
    terminal.panes.append(_PANE)
    with Keeper(folder, 1.0) as keeper:
        paths = [keeper.keep(Picture(float(t), pixels), "before") for t, pixels in enumerate(pictures)]
        keeper.cover(SecretRows(terminal, Concealing(), PointerTrack(1.0)).found_in)
    kept = (np.asarray(cv2.imread(str(folder / path)), np.uint8) for path in paths)
    return ["\n".join(line.text for line in reader.lines(pixels, _ALL)) for pixels in kept]


@pytest.mark.parametrize(
    "line",
    ["ana@mill:~$ sync --token hunter2", "API_KEY=hunter2", "ana@mill:~$ curl -u ana:hunter2 mill.test"],
    ids=["typed", "printed", "sent"],
)
def test_the_row_of_a_secret_is_covered_and_the_others_are_not(
    line: str, tmp_path: Path, reader: Reader
) -> None:
    [read] = _kept(tmp_path, reader, screen("one apple", line, "two pears"))
    assert "hunter" not in read
    assert "apple" in read
    assert "pears" in read


def test_a_secret_that_goes_on_in_the_next_row_is_covered_in_both(tmp_path: Path, reader: Reader) -> None:
    line = "ana@mill:~$ sync --quietly --everything --token " + "hunter" * 5
    rows = (line[:62], line[62:], "two pears")
    [read] = _kept(tmp_path, reader, screen(*rows))
    assert "hunt" not in read
    assert "pears" in read


def test_it_is_covered_wherever_it_has_scrolled_to(tmp_path: Path, reader: Reader) -> None:
    line = "ana@mill:~$ sync --token hunter2"
    read = _kept(tmp_path, reader, screen("one", "two", line), screen("two", line, "done"))
    assert not any("hunter" in text for text in read)


def test_a_secret_that_was_told_is_covered_wherever_it_stands_by_itself(
    tmp_path: Path, reader: Reader
) -> None:
    told = screen(
        "ana@mill:~$ export API_KEY=hunter2", "ana@mill:~$ printenv API_KEY", "hunter2", "two pears"
    )
    [read] = _kept(tmp_path, reader, told)
    assert "hunter" not in read
    assert "pears" in read


@pytest.mark.parametrize("paper", [(255, 255, 255), _PANE.paper], ids=["other", "like"])
def test_a_page_in_the_place_of_a_terminal_stays_as_it_is(
    paper: tuple[int, int, int], tmp_path: Path, reader: Reader
) -> None:
    page = np.full((HEIGHT, WIDTH, 3), paper, np.uint8)
    say = "Will it fill, will it spill? Set API_KEY=hunter2 in the form"
    cv2.putText(page, say, (40, 90), cv2.FONT_HERSHEY_DUPLEX, 0.7, (128, 128, 128), 1, cv2.LINE_AA)
    assert "hunter2" in _kept(tmp_path, reader, page)[0]
