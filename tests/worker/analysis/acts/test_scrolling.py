"""Content that a hand moved was scrolled; what an act pushed was not."""

from pathlib import Path

import numpy as np
import pytest

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import Film, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point

NAME = Box(200, 60, 400, 40)
#: A button beside the field, and how far the list is scrolled at first.
OPEN, FIRST = Box(620, 60, 200, 40), 120
#: Where the list begins that stands beneath the field.
BENEATH = 130


def listed(name: str, up: int) -> Pixels:
    """A field, and beneath it a long list whose rows have moved up."""
    rows = np.vstack([blank(), blank()])
    for number in range(24):
        say(rows, f"Crate {number * number} of the harvest {number}", (200 + 7 * number, 40 + 46 * number))
    picture = blank()
    picture[BENEATH:] = rows[up + 200 : up + 200 + len(picture) - BENEATH]
    draw_field(picture, NAME, "Name", focused=bool(name))
    say(picture, name, (NAME.x + 12, NAME.center.y + 6))
    return picture


def scrolls(tmp_path: Path, *, pause: float) -> int:
    """How many scrolls are told of when rows go down for a moment, so long after a text was written."""
    film = Film()
    film.show(listed("", 120), 0.8)
    film.point_at(listed("", 120), 400, 80)
    for end in range(1, 8):
        film.show(listed("Olivine"[:end], 120), 0.1)
    film.show(listed("Olivine", 120), pause)
    for up in (80, 40, 0):
        film.show(listed("Olivine", up), 0.1)
    film.show(listed("Olivine", 0), 1.0)
    return [kind for kind, *_ in told(film.pictures, tmp_path)].count(EventKind.SCROLL)


@pytest.mark.parametrize(("pause", "count"), [(0.1, 0), (1.2, 1)], ids=["at once", "after a while"])
def test_what_moves_under_a_hand_on_the_keys_was_pushed_and_later_it_was_scrolled(
    tmp_path: Path, pause: float, count: int
) -> None:
    assert scrolls(tmp_path, pause=pause) == count


def opened(says: str, up: int = FIRST) -> Pixels:
    """A list above which stands a button."""
    picture = listed("", up)
    draw_button(picture, OPEN, says)
    return picture


def test_what_slides_as_soon_as_something_was_clicked_was_not_scrolled(tmp_path: Path) -> None:
    film = Film()
    film.show(opened("Open the last one"), 0.8)
    film.point_at(opened("Open the last one"), *OPEN.center)
    film.show(opened("Opening"), 0.1)
    for up in (100, 70, 30, 0):
        film.show(opened("Opening", up), 0.1)
    film.show(opened("Opening", 0), 1.0)

    assert [kind for kind, *_ in told(film.pictures, tmp_path)] == [EventKind.CLICK]


def test_a_hand_that_went_to_the_mouse_scrolls_at_once(tmp_path: Path) -> None:
    film = Film()
    film.show(listed("", 120), 0.8)
    film.point_at(listed("", 120), 400, 80)
    for end in range(1, 8):
        film.show(listed("Olivine"[:end], 120), 0.1)
    film.pointer = Point(480, 300)
    for up in (120, 80, 40, 0):
        film.show(listed("Olivine", up), 0.1)
    film.show(listed("Olivine", 0), 1.0)

    assert [kind for kind, *_ in told(film.pictures, tmp_path)].count(EventKind.SCROLL) == 1
