"""What reacts to a pointer that comes, passes or has left was not clicked."""

from pathlib import Path

import cv2
import numpy as np

from tests.worker.analysis.acts.watching import events_of, told
from tests.worker.analysis.films import INK, LINE, RATE, Film, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

TOWN, STREET = Box(200, 240, 400, 40), Box(200, 340, 400, 40)
SAVE = Box(200, 440, 140, 40)
LIT = (230, 225, 215)


def form(*, over: Box | None = None, town: str = "", busy: int = 0) -> Pixels:
    """A form whose fields have a darker outline while the pointer is over them."""
    picture = blank()
    for box, name, text in ((TOWN, "Town", town), (STREET, "Street", "")):
        draw_field(picture, box, name)
        if box == over:
            cv2.rectangle(picture, box[:2], (box.right, box.bottom), INK, 1)
        say(picture, text, (box.x + 12, box.center.y + 6))
    draw_button(picture, SAVE, "Save" if not busy else "")
    if busy:
        say(picture, "Save"[:busy], (SAVE.x + 60, SAVE.center.y + 6), LINE)
    return picture


def entered(street: str = "", focus: Box | None = None) -> Pixels:
    """A form with the keyboard in one of its fields."""
    picture = blank()
    for box, name, text in ((TOWN, "Town", ""), (STREET, "Street", street)):
        draw_field(picture, box, name, focused=box == focus)
        say(picture, text, (box.x + 12, box.center.y + 6))
    return picture


def entries(lit: int | None) -> Pixels:
    """A menu, the entry of which the pointer is on being lit."""
    picture = blank()
    for row in range(4):
        box = Box(300, 100 + 100 * row, 200, 96)
        if row == lit:
            cv2.rectangle(picture, box[:2], (box.right, box.bottom), LIT, -1)
        say(picture, f"Shelf {row + 1}", (box.x + 12, box.center.y + 6))
    cv2.rectangle(picture, (296, 96), (504, 500), LINE, 1)
    return picture


def test_a_field_that_the_pointer_passes_was_not_clicked_though_its_outline_darkens(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), 420, 258)
    film.pictures[-5:] = []
    film.show(form(over=TOWN), 0.2)
    film.point_at(form(), 820, 120, steps=2)
    film.show(form(), 1.0)

    assert told(film.pictures, tmp_path) == []


def test_a_field_whose_outline_darkened_as_the_pointer_came_was_clicked_when_it_was_typed_into(
    tmp_path: Path,
) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), 420, 258)
    film.pictures[-5:] = []
    film.show(form(over=TOWN), 1.0)
    for count in range(1, 7):
        film.show(form(over=TOWN, town="London"[:count]), 0.1)
    film.show(form(over=TOWN, town="London"), 1.0)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Town", None),
        (EventKind.TYPE, "Town", "London"),
    ]


def test_an_entry_far_from_where_the_pointer_went_only_goes_out_again(tmp_path: Path) -> None:
    film = Film()
    film.show(entries(lit=None), 0.8)
    film.point_at(entries(lit=0), 460, 140)
    film.show(entries(lit=0), 0.8)
    film.point_at(entries(lit=0), 460, 440, steps=1)
    film.pictures[-5:] = []
    film.show(entries(lit=3), 1.2)

    assert told(film.pictures, tmp_path) == []


def test_a_button_that_shows_its_name_anew_as_it_gets_busy_was_not_written_into(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), SAVE.x + 30, SAVE.center.y + 8)
    for busy in (1, 2, 3, 4):
        film.show(form(busy=busy), 0.1)
    film.show(form(busy=4), 1.0)

    assert told(film.pictures, tmp_path) == [(EventKind.CLICK, "Save", None)]


def test_a_notice_over_a_field_that_fades_letter_by_letter_shows_nothing_typed(tmp_path: Path) -> None:
    plain, noted = (form(over=STREET, town=text) for text in ("Long Lane", "All was stored"))
    film = Film()
    film.show(form(town="Long Lane"), 0.8)
    film.point_at(form(town="Long Lane"), STREET.center.x, STREET.center.y)
    film.show(plain, 1.0)
    film.show(noted, 1.0)
    for faded in range(TOWN.x + 22, TOWN.center.x, 10):
        film.show(np.concatenate([plain[:, :faded], noted[:, faded:]], axis=1), 0.1)
    film.show(plain, 1.0)

    assert told(film.pictures, tmp_path) == [(EventKind.CLICK, "Street", None)]


def test_what_is_typed_again_where_it_stood_before_does_not_pass(tmp_path: Path) -> None:
    film = Film()
    film.show(entered(), 0.8)
    film.point_at(entered(), 420, 258)
    film.show(entered(focus=TOWN), 0.6)
    film.point_at(entered(focus=TOWN), 820, 120)
    film.show(entered(focus=STREET), 0.8)
    for _ in range(2):
        for end in range(1, len("Quay 7") + 1):
            film.show(entered("Quay 7"[:end], focus=STREET), 0.2)
        film.show(entered("Quay 7", focus=STREET), 1.2)
        typed = len(film.pictures) / RATE
        film.show(entered(focus=STREET), 1.2)

    assert events_of(film.pictures, tmp_path)[-1].t_end > typed - 1.5
