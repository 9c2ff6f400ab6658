"""What a field holds is marked before it is typed over."""

from pathlib import Path

import cv2
import pytest

from tests.worker.analysis.acts.watching import events_of, told
from tests.worker.analysis.films import RATE, Film, blank, draw_field, say
from worker.analysis.clues.marks import is_marked
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

COUNT = Box(300, 180, 200, 40)
TEXT, LONG = Box(311, 186, 32, 28), Box(311, 186, 104, 28)
BLUE = (215, 120, 0)


def form(value: str, *, marked: bool = False, focused: bool = True, text: Box = TEXT) -> Pixels:
    picture = blank()
    draw_field(picture, COUNT, "In stock", focused=focused)
    if marked:
        picture[text.y : text.bottom, text.x : text.right] = BLUE
    say(picture, value, (COUNT.x + 12, COUNT.center.y + 8), colour=(255, 255, 255) if marked else (0, 0, 0))
    return picture


def test_marking_all_and_typing_over_it_are_a_key_and_a_new_value(tmp_path: Path) -> None:
    film = Film()
    film.show(form("480", focused=False), 0.8)
    film.point_at(form("480", focused=False), COUNT.right - 30, COUNT.center.y)
    film.show(form("480"), 1.0)
    film.show(form("480", marked=True), 0.6)
    for text in ("5", "52", "525"):
        film.show(form(text), 0.2)
    film.show(form("525"), 1.0)

    told_of = told(film.pictures, tmp_path)

    assert [event[0] for event in told_of] == [EventKind.CLICK, EventKind.KEY, EventKind.TYPE]
    assert told_of[1][2] == "Ctrl+A"
    assert told_of[2][2] == "525"


def test_one_digit_is_marked_though_the_caret_stood_against_it(tmp_path: Path) -> None:
    entered, marked = form("7"), form("7")
    entered[190:212, 311:313] = 0
    marked[186:214, 311:326] = BLUE
    say(marked, "7", (COUNT.x + 12, COUNT.center.y + 8), colour=(255, 255, 255))
    film = Film()
    film.show(form("7", focused=False), 0.8)
    film.point_at(form("7", focused=False), COUNT.right - 30, COUNT.center.y)
    film.show(entered, 1.0)
    film.show(marked, 1.0)

    assert [event[0] for event in told(film.pictures, tmp_path)] == [EventKind.CLICK, EventKind.KEY]


def test_a_date_whose_last_part_is_marked_as_it_is_typed_is_typed(tmp_path: Path) -> None:
    film = Film()
    film.show(form("5/2024", focused=False), 0.8)
    film.point_at(form("5/2024", focused=False), COUNT.right - 30, COUNT.center.y)
    film.show(form("5/2024"), 1.0)
    for text in ("6/2024", "6/0002", "6/0020", "6/0202", "6/2026"):
        date = form(text)
        date[TEXT.y : TEXT.bottom, 332:380] = BLUE
        say(date, text[2:], (334, COUNT.center.y + 8), colour=(255, 255, 255))
        film.show(date, 0.2)
    film.show(date, 1.0)

    kinds = [event[0] for event in told(film.pictures, tmp_path)]

    assert kinds == [EventKind.CLICK, EventKind.TYPE]


def test_a_field_that_shows_its_focus_and_its_marked_text_at_once_was_clicked_and_marked(
    tmp_path: Path,
) -> None:
    film = Film()
    film.show(form("480", focused=False), 0.8)
    film.point_at(form("480", focused=False), COUNT.right - 30, COUNT.center.y)
    film.show(form("480", marked=True), 1.0)

    kinds = [event[0] for event in told(film.pictures, tmp_path)]

    assert kinds == [EventKind.CLICK, EventKind.KEY]


def test_marked_text_in_a_field_that_nothing_showed_to_be_entered_tells_of_it(tmp_path: Path) -> None:
    film = Film()
    film.show(form("480"), 0.8)
    film.point_at(form("480"), COUNT.right - 30, COUNT.center.y)
    film.show(form("480", marked=True), 1.0)

    assert [event[:2] for event in told(film.pictures, tmp_path)] == [
        (EventKind.CLICK, "In stock"),
        (EventKind.KEY, None),
    ]


def test_what_was_marked_under_the_pointer_had_been_clicked_soon_after_it_came(tmp_path: Path) -> None:
    film = Film()
    film.show(form("Gooseberry"), 0.8)
    film.point_at(form("Gooseberry"), LONG.right - 5, LONG.center.y + 5)
    came = len(film.pictures) / RATE - 0.5
    film.show(form("Gooseberry"), 1.0)
    film.show(form("Gooseberry", marked=True, text=LONG), 1.0)

    click, key = events_of(film.pictures, tmp_path)

    assert (click.kind, key.kind) == (EventKind.CLICK, EventKind.KEY)
    assert click.t_start == pytest.approx(came + 0.3, abs=0.15)


def area(*, marked: bool) -> Pixels:
    picture = blank()
    draw_field(picture, Box(300, 180, 500, 200), "Notes", focused=True)
    for top, text, right in ((195, "Seen at the pier", 428), (219, "Call the harbour before noon", 520)):
        if marked:
            cv2.rectangle(picture, (309, top), (right, top + 23), BLUE, -1)
        say(picture, text, (310, top + 17), colour=(255, 255, 255) if marked else (0, 0, 0))
    return picture


def test_all_lines_of_an_area_that_nothing_showed_to_be_entered_are_marked(tmp_path: Path) -> None:
    film = Film()
    film.show(area(marked=False), 0.8)
    film.point_at(area(marked=False), 700, 340)
    film.show(area(marked=True), 1.0)

    assert told(film.pictures, tmp_path)[-1][2] == "Ctrl+A"


def test_an_entry_of_two_lines_that_lights_up_was_not_marked(tmp_path: Path) -> None:
    plain, lit = blank(), blank()
    cv2.rectangle(lit, (302, 190), (520, 245), BLUE, -1)
    for picture, colour in ((plain, (0, 0, 0)), (lit, (255, 255, 255))):
        cv2.rectangle(picture, (300, 150), (522, 330), (120, 120, 120), 1)
        for row, text in enumerate(("Cancel the class", "and tell all of them")):
            say(picture, text, (318, 212 + 22 * row), colour=colour)
    film = Film()
    film.show(plain, 0.8)
    film.point_at(plain, 700, 340)
    film.show(lit, 1.0)

    assert EventKind.KEY not in [event[0] for event in told(film.pictures, tmp_path)]


def test_an_entry_that_lights_up_around_its_letters_was_not_marked() -> None:
    wide = TEXT.grown(12, 0)
    lit = form("480")
    lit[wide.y : wide.bottom, wide.x : wide.right] = BLUE
    say(lit, "480", (COUNT.x + 12, COUNT.center.y + 8), colour=(255, 255, 255))

    assert not is_marked(form("480"), lit, wide, COUNT)


def test_other_letters_on_another_paper_were_not_marked() -> None:
    assert is_marked(form("480"), form("480", marked=True), TEXT, COUNT)
    assert not is_marked(form("480"), form("917", marked=True), TEXT, COUNT)


def test_what_is_no_longer_marked_was_not_marked() -> None:
    assert not is_marked(form("480", marked=True), form("480"), TEXT, COUNT)
    assert not is_marked(form("480"), form("480"), TEXT, COUNT)


def test_a_thing_that_is_painted_anew_as_a_whole_when_it_is_clicked_was_not_marked(tmp_path: Path) -> None:
    plain, lit = blank(), blank()
    cv2.rectangle(lit, (300, 180), (430, 214), (0, 220, 255), -1)
    for picture in (plain, lit):
        say(picture, "What it costs", (306, 203))
    film = Film()
    film.show(plain, 0.8)
    film.point_at(plain, 360, 200)
    film.show(lit, 1.0)

    assert EventKind.KEY not in [event[0] for event in told(film.pictures, tmp_path)]
