"""What is typed where, and how somebody had got into the field."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.worker.analysis.acts.watching import events_of, shown, told
from tests.worker.analysis.films import HEIGHT, INK, RATE, WIDTH, Film, blank, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

NAME, TOWN = Box(200, 180, 400, 40), Box(200, 300, 400, 40)
#: Which of the dots is smeared, counted from 0.
SMEARED = 3


def form(name: str = "", town: str = "", *, focus: Box | None = None) -> Pixels:
    picture = blank()
    for box, label, text in ((NAME, "Full name", name), (TOWN, "Town", town)):
        draw_field(picture, box, label, focused=box == focus)
        say(picture, text, (box.x + 12, box.center.y + 6))
    return picture


def growing(text: str) -> Sequence[str]:
    return [text[:count] for count in range(1, len(text) + 1)]


def test_typing_into_a_field_that_shows_no_focus_began_with_a_click_on_it(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    for text in growing("Ada Byron"):
        film.show(form(text), 0.1)
    film.show(form("Ada Byron"), 0.8)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Full name", None),
        (EventKind.TYPE, "Full name", "Ada Byron"),
    ]


def test_a_click_that_nothing_shows_was_done_soon_after_the_pointer_came(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    came = len(film.pictures) / RATE - 0.5
    film.show(form(), 1.5)
    for text in growing("Ada Byron"):
        film.show(form(text), 0.1)
    film.show(form("Ada Byron"), 0.8)

    assert events_of(film.pictures, tmp_path)[0].t_start == pytest.approx(came + 0.3, abs=0.15)


def test_a_digit_that_is_all_that_shows_of_a_click_was_not_typed_when_the_field_was_clicked(
    tmp_path: Path,
) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x - 150, NAME.center.y)
    came = len(film.pictures) / RATE - 0.5
    film.show(form(), 1.5)
    film.show(form("6"), 1.0)

    assert events_of(film.pictures, tmp_path)[0].t_start == pytest.approx(came + 0.3, abs=0.15)


def test_typing_on_where_the_pointer_is_not_began_with_tab(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    for text in growing("Ada Byron"):
        film.show(form(text), 0.1)
    film.show(form("Ada Byron"), 0.5)
    for text in growing("London"):
        film.show(form("Ada Byron", text), 0.1)
    film.show(form("Ada Byron", "London"), 0.8)

    assert told(film.pictures, tmp_path)[2:] == [
        (EventKind.KEY, None, "Tab"),
        (EventKind.TYPE, "Town", "London"),
    ]


def test_a_tab_that_nothing_shows_was_pressed_in_the_middle_between_two_texts(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    for text in growing("Ada Byron"):
        film.show(form(text), 0.1)
    film.show(form("Ada Byron"), 2.0)
    for text in growing("London"):
        film.show(form("Ada Byron", text), 0.1)
    film.show(form("Ada Byron", "London"), 0.8)

    _, name, tab, town = events_of(film.pictures, tmp_path)

    assert tab.t_start == pytest.approx((name.t_end + town.t_start) / 2, abs=0.05)


def test_a_page_that_changes_after_typing_while_the_pointer_rests_was_sent_by_enter(tmp_path: Path) -> None:
    done = blank()
    done[:] = 210
    say(done, "Thank you, all is stored", (WIDTH // 3, HEIGHT // 2))
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    for text in growing("Ada Byron"):
        film.show(form(text), 0.1)
    film.show(form("Ada Byron"), 0.5)
    film.show(done, 1.0)

    assert told(film.pictures, tmp_path)[2:] == [(EventKind.KEY, None, "Enter")]


def test_without_a_pointer_a_field_entered_at_once_was_tabbed_to_and_later_clicked(tmp_path: Path) -> None:
    typed = [page for text in growing("Ada Byron") for page in shown(form(text, focus=NAME), 0.1)]
    before = [*shown(form(), 0.8), *shown(form(focus=NAME), 0.8), *typed]
    after = shown(form("Ada Byron", focus=TOWN), 1.0)

    at_once = told([*before, *shown(form("Ada Byron", focus=NAME), 0.9), *after], tmp_path)
    later = told([*before, *shown(form("Ada Byron", focus=NAME), 1.6), *after], tmp_path)

    assert at_once[2:] == [(EventKind.KEY, None, "Tab")]
    assert later[2:] == [(EventKind.CLICK, "Town", None)]


def test_dots_are_a_secret_though_one_of_them_is_smeared(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), NAME.center.x + 60, NAME.center.y)
    for count in range(1, 8):
        film.show(dots(count), 0.1)
    film.show(dots(7), 0.8)

    assert told(film.pictures, tmp_path)[1:] == [(EventKind.TYPE, "Full name", None)]


def dots(count: int) -> Pixels:
    """Dots in a field, of which the fourth reaches into the next pixel on either side."""
    picture = form()
    for number in range(count):
        left, top = NAME.x + 14 + 10 * number, NAME.center.y - 2
        picture[top : top + 5, left + 1 : left + 4] = INK
        picture[top + 1 : top + 4, left : left + 5] = INK
        if number == SMEARED:
            picture[top + 2, left - 1 : left + 7] = INK
    return picture


def test_a_name_that_moves_up_out_of_the_way_was_not_typed_but_shows_the_field_entered(
    tmp_path: Path,
) -> None:
    def page(name_at: int, text: str = "") -> Pixels:
        picture = blank()
        draw_field(picture, NAME, "")
        say(picture, "Full name", (NAME.x + 12, name_at))
        say(picture, text, (NAME.x + 12, NAME.center.y + 6))
        return picture

    rests = NAME.center.y + 6
    film = Film()
    film.show(page(rests), 0.8)
    film.point_at(page(rests), NAME.center.x + 60, NAME.center.y)
    film.show(page(rests - 30), 0.1)
    film.show(page(NAME.y - 8), 0.6)
    for text in growing("Ada Byron"):
        film.show(page(NAME.y - 8, text), 0.1)
    film.show(page(NAME.y - 8, "Ada Byron"), 0.8)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Full name", None),
        (EventKind.TYPE, "Full name", "Ada Byron"),
    ]


def test_letters_that_filter_all_the_page_beneath_their_field_are_typed(tmp_path: Path) -> None:
    def page(text: str, rows: Sequence[str], *, focused: bool = True) -> Pixels:
        picture = blank()
        draw_field(picture, NAME, "Find", focused=focused)
        say(picture, text, (NAME.x + 12, NAME.center.y + 6))
        for number, row in enumerate(rows):
            top = 250 + 60 * number
            picture[top : top + 50, 40:920] = (235, 225 - 40 * (len(row) % 4), 210)
            say(picture, row, (60, top + 30))
        return picture

    rows = ["Oak shelf", "Ash bench seat", "Elm stool", "Oak and ash chair", "Pine box"]
    film = Film()
    film.show(page("", rows, focused=False), 0.8)
    film.point_at(page("", rows, focused=False), NAME.center.x + 60, NAME.center.y)
    film.show(page("", rows), 0.8)
    film.show(page("oak", rows[::3]), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Find", None),
        (EventKind.TYPE, "Find", "oak"),
    ]


def page_of_text(end: str = "") -> Pixels:
    """A text without any frame, which somebody goes on with."""
    picture = blank()
    say(picture, "The mill wheel is greased in spring.", (200, 306))
    say(picture, end, (560, 306))
    return picture


def test_many_letters_where_the_pointer_rests_are_typed_there_though_no_field_shows(tmp_path: Path) -> None:
    film = Film()
    film.show(page_of_text(), 0.8)
    film.point_at(page_of_text(), 740, 300)
    for text in growing("It went down"):
        film.show(page_of_text(text), 0.1)
    film.show(page_of_text("It went down"), 0.8)

    clicked, typed = told(film.pictures, tmp_path)

    assert clicked[0] is EventKind.CLICK
    assert typed[::2] == (EventKind.TYPE, "It went down")


def test_letters_that_come_far_from_the_pointer_by_themselves_are_not_typed(tmp_path: Path) -> None:
    film = Film()
    film.show(page_of_text(), 0.8)
    film.point_at(page_of_text(), 600, 480)
    for text in growing("It went down"):
        film.show(page_of_text(text), 0.1)
    film.show(page_of_text("It went down"), 0.8)

    assert told(film.pictures, tmp_path) == []


def test_a_unit_and_a_code_in_a_field_are_not_typed(tmp_path: Path) -> None:
    def page(text: str = "", *, focus: Box | None = None) -> Pixels:
        picture = form(focus=focus)
        say(picture, "QM-", (NAME.x + 12, NAME.center.y + 6))
        say(picture, "in tens", (NAME.right - 90, NAME.center.y + 6))
        say(picture, text, (NAME.x + 50, NAME.center.y + 6))
        return picture

    film = Film()
    film.show(page(), 0.8)
    film.point_at(page(), NAME.center.x + 60, NAME.center.y)
    film.show(page(focus=NAME), 0.6)
    for text in growing("725R"):
        film.show(page(text, focus=NAME), 0.1)
    film.show(page("725R", focus=NAME), 0.8)

    assert told(film.pictures, tmp_path)[1:] == [(EventKind.TYPE, "Full name", "725R")]
