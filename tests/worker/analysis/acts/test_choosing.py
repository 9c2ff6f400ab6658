"""Lists: opened by a click on their field, moved through, and closed by a choice."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import BLUE, INK, LINE, PAPER, Film, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

SIZE = Box(200, 180, 300, 40)
NAME = Box(200, 440, 300, 40)
SAVE = Box(600, 400, 120, 40)
SIZES = ("Small", "Medium", "Large")
ROW = 34


def form(value: str, *, lit: str | None = None, note: str = "", name: str = "") -> Pixels:
    """A field to choose in; `lit` is the option that is lit in the open list."""
    picture = blank()
    draw_field(picture, SIZE, "Crate size", focused=lit is None and value != SIZES[0])
    say(picture, value, (SIZE.x + 12, SIZE.center.y + 6))
    draw_button(picture, SAVE, "Save")
    draw_field(picture, NAME, "Full name")
    say(picture, name, (NAME.x + 12, NAME.center.y + 6))
    say(picture, note, (620, 560))
    if lit is not None:
        _hang(picture, lit)
    return picture


def _hang(picture: Pixels, lit: str) -> None:
    end = SIZE.bottom + 1 + ROW * len(SIZES)
    cv2.rectangle(picture, (SIZE.x, SIZE.bottom + 1), (SIZE.right, end), (240, 240, 240), -1)
    cv2.rectangle(picture, (SIZE.x, SIZE.bottom + 1), (SIZE.right, end), LINE, 1)
    for number, size in enumerate(SIZES):
        top = SIZE.bottom + 1 + ROW * number
        if size == lit:
            cv2.rectangle(picture, (SIZE.x + 1, top), (SIZE.right - 1, top + ROW), BLUE, -1)
        say(picture, size, (SIZE.x + 12, top + 23), PAPER if size == lit else INK)


def opened(at: int = SIZE.center.x) -> Film:
    """A film in which the list was opened by a click so far to the right."""
    film = Film()
    film.show(form("Small"), 0.8)
    film.point_at(form("Small"), at, SIZE.center.y)
    film.show(form("Small", lit="Small"), 0.8)
    return film


def test_an_option_chosen_by_keys_is_selected_and_the_next_click_is_seen(tmp_path: Path) -> None:
    film = opened()
    film.show(form("Small", lit="Medium"), 0.3)
    film.show(form("Small", lit="Large"), 0.3)
    film.show(form("Large"), 1.0)
    film.point_at(form("Large"), SAVE.center.x, SAVE.center.y)
    film.show(form("Large", note="Everything was stored"), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Crate size", None),
        (EventKind.SELECT, "Crate size", "Large"),
        (EventKind.CLICK, "Save", None),
    ]


def test_what_shows_after_a_choice_by_keys_is_no_click_on_the_field_under_the_resting_pointer(
    tmp_path: Path,
) -> None:
    film = opened(at=SIZE.center.x + 80)
    film.show(form("Small", lit="Large"), 0.3)
    film.show(form("Large"), 1.0)
    film.show(form("Large", note="Everything was stored"), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Crate size", None),
        (EventKind.SELECT, "Crate size", "Large"),
    ]


def test_an_option_that_was_clicked_is_a_click_on_it(tmp_path: Path) -> None:
    film = opened()
    film.point_at(form("Small", lit="Medium"), SIZE.center.x, SIZE.bottom + 50)
    film.show(form("Medium"), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Crate size", None),
        (EventKind.CLICK, "Medium", None),
    ]


def test_an_option_clicked_in_a_list_that_stays_open_is_a_click_on_it_and_no_choice_follows(
    tmp_path: Path,
) -> None:
    film = opened()
    film.point_at(form("Small", lit="Medium"), SIZE.center.x, SIZE.bottom + 50)
    film.show(form("Medium", lit="Medium"), 1.0)
    film.point_at(form("Medium", lit="Medium"), SAVE.center.x, SAVE.bottom + 60)
    film.show(form("Medium"), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Crate size", None),
        (EventKind.CLICK, "Medium", None),
    ]


def test_a_list_closed_without_a_choice_selects_nothing(tmp_path: Path) -> None:
    film = opened()
    film.show(form("Small"), 1.0)

    assert told(film.pictures, tmp_path) == [(EventKind.CLICK, "Crate size", None)]


def test_what_is_written_into_another_field_after_a_choice_by_keys_began_with_tab(tmp_path: Path) -> None:
    film = opened()
    film.show(form("Small", lit="Large"), 0.3)
    for end in range(len("Ada Holm") + 1):
        film.show(form("Large", name="Ada Holm"[:end]), 0.2 if end else 1.0)
    film.show(form("Large", name="Ada Holm"), 0.8)

    assert told(film.pictures, tmp_path)[1:] == [
        (EventKind.SELECT, "Crate size", "Large"),
        (EventKind.KEY, None, "Tab"),
        (EventKind.TYPE, "Full name", "Ada Holm"),
    ]
