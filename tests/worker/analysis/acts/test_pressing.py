"""Enter is known by what becomes of the field that was written into."""

import tempfile
from pathlib import Path

import cv2
import pytest

from tests.worker.analysis.acts.watching import Told, events_of, told
from tests.worker.analysis.films import BLUE, LINE, PAPER, RATE, Film, blank, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

CELL = Box(300, 280, 160, 40)
TASK = Box(300, 180, 400, 40)
ENTERED = (EventKind.KEY, None, "Enter")


def row(value: str, *, edited: bool) -> Pixels:
    """A value in a row, as text or in a field."""
    picture = blank()
    say(picture, "Price", (120, 306))
    if edited:
        draw_field(picture, CELL, "", focused=True)
    say(picture, value, (CELL.x + 12, 306))
    return picture


def tasks(written: str, *names: str) -> Pixels:
    picture = blank()
    draw_field(picture, TASK, "New task", focused=True)
    say(picture, written, (TASK.x + 12, TASK.center.y + 6))
    for number, name in enumerate(names):
        say(picture, name, (320, 300 + 40 * number))
    return picture


def pair(*, focus: str, name: str, town: str = "") -> Pixels:
    """Two fields, of which those named in `focus` have an outline that stands out."""
    picture = blank()
    for label, y in (("Name", 180), ("Town", 300)):
        draw_field(picture, Box(300, y, 400, 40), label, focused=label in focus)
    say(picture, name, (312, 206))
    say(picture, town, (312, 326))
    return picture


def name_filled_in(town: str = "") -> Film:
    """The first of two fields is clicked and written into."""
    film = Film()
    film.show(pair(focus="", name="", town=town), 0.8)
    film.point_at(pair(focus="", name="", town=town), 600, 200)
    film.show(pair(focus="Name", name="", town=town), 0.6)
    for text in beginnings("Ada Holm"):
        film.show(pair(focus="Name", name=text, town=town), 0.2)
    film.show(pair(focus="Name", name="Ada Holm", town=town), 1.0)
    return film


def beginnings(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def test_a_value_that_turns_into_a_field_and_back_was_clicked_written_and_entered(tmp_path: Path) -> None:
    film = Film()
    film.show(row("480", edited=False), 0.8)
    film.point_at(row("480", edited=False), CELL.x + 20, CELL.center.y)
    film.show(row("", edited=True), 1.0)
    for text in beginnings("525"):
        film.show(row(text, edited=True), 0.2)
    film.show(row("525", edited=True), 1.0)
    film.show(row("525 euros", edited=False), 1.0)

    [clicked, written, entered] = told(film.pictures, tmp_path)

    assert clicked[0] is EventKind.CLICK
    assert written[::2] == (EventKind.TYPE, "525")
    assert entered == ENTERED


def test_a_text_that_went_from_its_field_into_a_list_was_entered(tmp_path: Path) -> None:
    film = Film()
    film.show(tasks(""), 0.8)
    for text in beginnings("Water the plants"):
        film.show(tasks(text), 0.2)
    film.show(tasks("Water the plants"), 1.0)
    film.show(tasks("", "Water the plants"), 1.0)

    assert told(film.pictures, tmp_path)[-1] == ENTERED


def test_a_field_whose_outline_fades_is_left_and_not_entered(tmp_path: Path) -> None:
    film = name_filled_in()
    film.show(pair(focus="Name Town", name="Ada Holm"), 0.6)
    film.show(pair(focus="Town", name="Ada Holm"), 1.0)

    keys = [event for event in told(film.pictures, tmp_path) if event[0] is EventKind.KEY]

    assert keys == [(EventKind.KEY, None, "Tab")]


def test_a_field_whose_value_is_marked_as_it_is_entered_was_reached_with_tab(tmp_path: Path) -> None:
    marked = pair(focus="Town", name="Ada Holm")
    marked[308:334, 310:372] = (215, 120, 0)
    say(marked, "Skagen", (312, 326), PAPER)
    film = name_filled_in(town="Skagen")
    film.show(marked, 1.0)

    assert told(film.pictures, tmp_path)[2:] == [(EventKind.KEY, None, "Tab")]


def test_an_outline_that_comes_as_the_pointer_moves_is_no_key(tmp_path: Path) -> None:
    film = name_filled_in()
    film.point_at(pair(focus="Town", name="Ada Holm"), 620, 310, steps=1)

    keys = [event for event in told(film.pictures, tmp_path) if event[0] is EventKind.KEY]

    assert keys == []


def board(*cards: str, focused: bool) -> Pixels:
    """Cards under a field that shows those with the words in it."""
    picture = blank()
    draw_field(picture, TASK, "Find", focused=focused)
    say(picture, "violin" if len(cards) < 4 or focused else "", (TASK.x + 12, TASK.center.y + 6))
    for number, card in enumerate(cards):
        box = Box(300, 250 + 70 * number, 240, 50)
        cv2.rectangle(picture, box[:2], (box.right, box.bottom), (225, 225, 225), -1)
        say(picture, card, (box.x + 12, box.center.y + 6))
    return picture


def filtered(*, focused: bool) -> list[Told]:
    """What is told of a field that is written into, and of cards that are less then."""
    cards = ("Lamp for Oslo", "Violin, insured", "Map tubes", "Seed box")
    film = Film()
    film.show(board(*cards, focused=False), 0.8)
    film.point_at(board(*cards, focused=False), 600, 200)
    for text in beginnings("violin"):
        picture = board(*cards, focused=True)
        cv2.rectangle(picture, (TASK.x + 4, TASK.y + 4), (TASK.right - 4, TASK.bottom - 4), PAPER, -1)
        say(picture, text, (TASK.x + 12, TASK.center.y + 6))
        film.show(picture, 0.2)
    film.show(board(*cards, focused=True), 1.0)
    film.show(board(cards[1], focused=focused), 1.0)
    with tempfile.TemporaryDirectory() as folder:
        return told(film.pictures, Path(folder))


def test_a_field_that_loses_its_outline_as_a_list_gets_shorter_was_entered() -> None:
    assert filtered(focused=False)[-1] == ENTERED


def test_a_list_that_gets_shorter_while_its_field_keeps_the_keyboard_tells_of_no_key() -> None:
    assert ENTERED not in filtered(focused=True)


def test_a_page_that_comes_after_a_text_was_asked_for_a_little_before_it_showed(tmp_path: Path) -> None:
    film = name_filled_in()
    shows = len(film.pictures) / RATE
    film.show(blank() // 4, 1.0)

    enter = events_of(film.pictures, tmp_path)[-1]

    assert enter.text == "Enter"
    assert enter.t_start == pytest.approx(shows - 0.25, abs=0.06)


def underlined(*, focus: str, name: str = "", town: str = "") -> Pixels:
    """Two fields with nothing but a line; the name of one with the keyboard moves up from it."""
    picture = blank()
    for label, value, x in (("Name", name, 150), ("Town", town, 550)):
        is_focused = label == focus
        cv2.line(picture, (x, 240), (x + 300, 240), BLUE if is_focused else LINE, 2 if is_focused else 1)
        say(picture, label, (x, 208 if is_focused or value else 232))
        say(picture, value, (x, 232))
    return picture


def test_a_line_that_gets_stronger_under_the_next_field_tells_of_tab(tmp_path: Path) -> None:
    film = Film()
    film.show(underlined(focus=""), 0.8)
    film.point_at(underlined(focus=""), 300, 226)
    for text in ["", *beginnings("Ada Holm")]:
        film.show(underlined(focus="Name", name=text), 0.2 if text else 0.6)
    film.show(underlined(focus="Name", name="Ada Holm"), 1.0)
    film.show(underlined(focus="Town", name="Ada Holm"), 0.8)
    for text in beginnings("Oslo"):
        film.show(underlined(focus="Town", name="Ada Holm", town=text), 0.2)
    film.show(underlined(focus="Town", name="Ada Holm", town="Oslo"), 1.0)

    assert told(film.pictures, tmp_path)[-2:] == [
        (EventKind.KEY, None, "Tab"),
        (EventKind.TYPE, "Town", "Oslo"),
    ]
