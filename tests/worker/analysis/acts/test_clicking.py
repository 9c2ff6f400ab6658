"""What changes where a pointer rests was clicked, unless it only reacts to its coming."""

from pathlib import Path

import cv2
import pytest

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import BLUE, INK, PAPER, Film, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

SAVE = Box(200, 300, 120, 40)
NAME = Box(200, 180, 400, 40)
TICK = Box(204, 420, 18, 18)
CLICKED = EventKind.CLICK


def form(*, lit: bool = False, ticked: bool = False, note: str = "") -> Pixels:
    picture = blank()
    draw_field(picture, NAME, "Full name")
    draw_button(picture, SAVE, "Save")
    if lit:
        cv2.rectangle(picture, SAVE[:2], (SAVE.right, SAVE.bottom), INK, 2)
    cv2.rectangle(picture, TICK[:2], (TICK.right, TICK.bottom), INK, 1)
    if ticked:
        cv2.rectangle(picture, (TICK.x + 3, TICK.y + 3), (TICK.right - 3, TICK.bottom - 3), BLUE, -1)
    say(picture, "Send me news", (TICK.right + 12, TICK.bottom - 3))
    say(picture, note, (620, 560))
    return picture


def chapter(*, chosen: str) -> Pixels:
    """Two chapters one below the other, of which the chosen one has a background of its own."""
    picture = blank()
    for row, name in enumerate(("People", "Places")):
        box = Box(40, 140 + 44 * row, 170, 40)
        if name == chosen:
            cv2.rectangle(picture, box[:2], (box.right, box.bottom), BLUE, -1)
        say(picture, name, (box.x + 12, box.center.y + 6), PAPER if name == chosen else INK)
    say(picture, f"All {chosen.lower()} we know", (300, 160))
    return picture


def test_a_button_that_lights_up_under_a_coming_pointer_was_not_clicked(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), SAVE.center.x, SAVE.center.y, steps=6)
    film.pictures[-4:] = []
    film.show(form(lit=True), 1.5)

    assert told(film.pictures, tmp_path) == []


def test_what_shows_far_from_a_resting_pointer_was_led_to_by_a_click(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), SAVE.center.x, SAVE.center.y)
    film.show(form(note="Everything was stored"), 1.0)

    assert told(film.pictures, tmp_path) == [(CLICKED, "Save", None)]


def test_a_tick_under_the_pointer_is_a_click_on_its_checkbox(tmp_path: Path) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), TICK.center.x, TICK.center.y)
    film.show(form(ticked=True), 1.0)

    assert told(film.pictures, tmp_path) == [(CLICKED, "Send me news", "checked")]


def test_a_tick_beside_its_name_at_the_pointer_is_taken_back_by_a_click_there(tmp_path: Path) -> None:
    film = Film()
    film.show(form(ticked=True), 0.8)
    film.point_at(form(ticked=True), TICK.right + 60, TICK.center.y)
    film.show(form(), 1.0)

    assert told(film.pictures, tmp_path) == [(CLICKED, "Send me news", "unchecked")]


def test_a_chapter_that_becomes_the_chosen_one_is_called_by_its_own_name(tmp_path: Path) -> None:
    film = Film()
    film.show(chapter(chosen="People"), 0.8)
    film.point_at(chapter(chosen="People"), 150, 204)
    film.show(chapter(chosen="Places"), 1.0)

    assert told(film.pictures, tmp_path) == [(CLICKED, "Places", None)]


def test_a_page_seen_before_that_shows_again_was_clicked_for(tmp_path: Path) -> None:
    film = Film()
    film.show(chapter(chosen="People"), 0.8)
    for place, name in ((204, "Places"), (160, "People")):
        film.point_at(chapter(chosen="Places" if name == "People" else "People"), 150, place)
        film.show(chapter(chosen=name), 1.0)

    assert told(film.pictures, tmp_path) == [(CLICKED, "Places", None), (CLICKED, "People", None)]


def unnamed(*, ticked: bool, focused: bool = False) -> Pixels:
    """A form with a box to tick that stands far from any words."""
    picture = blank()
    draw_field(picture, NAME, "Full name", focused=focused)
    cv2.rectangle(picture, (760, 420), (778, 438), INK, 1)
    if ticked:
        cv2.rectangle(picture, (763, 423), (775, 435), BLUE, -1)
    return picture


@pytest.mark.parametrize("takes_focus", [True, False], ids=["that takes the focus", "that takes no focus"])
def test_a_tick_without_a_name_just_under_a_coming_pointer_was_clicked_if_it_took_the_focus(
    tmp_path: Path,
    takes_focus: bool,  # noqa: FBT001
) -> None:
    former = unnamed(ticked=False, focused=takes_focus)
    film = Film()
    film.show(former, 0.8)
    film.point_at(former, 769, 429)
    film.pictures[-4:] = []
    film.show(unnamed(ticked=True), 1.5)

    assert told(film.pictures, tmp_path) == ([(CLICKED, None, "checked")] if takes_focus else [])


def told_beside(*, tooltip: bool) -> Pixels:
    """A button, with words beside it on the page, or on a paper of their own."""
    picture = form()
    if tooltip:
        cv2.rectangle(picture, (SAVE.right + 12, 306), (SAVE.right + 240, 336), INK, -1)
    say(picture, "All changes are kept.", (SAVE.right + 20, 326), PAPER if tooltip else INK)
    return picture


@pytest.mark.parametrize("tooltip", [True, False], ids=["on paper of their own", "on the page"])
def test_words_beside_a_button_that_the_pointer_just_came_to_tell_of_a_click_unless_they_are_its_tooltip(
    tmp_path: Path,
    tooltip: bool,  # noqa: FBT001
) -> None:
    film = Film()
    film.show(form(), 0.8)
    film.point_at(form(), SAVE.center.x, SAVE.center.y)
    film.pictures[-4:] = []
    film.show(told_beside(tooltip=tooltip), 1.5)

    assert told(film.pictures, tmp_path) == ([] if tooltip else [(CLICKED, "Save", None)])


def test_a_letter_in_the_field_with_the_keyboard_is_no_click_where_the_pointer_went_in_it(
    tmp_path: Path,
) -> None:
    film = Film()
    film.show(hinting(), 0.8)
    film.point_at(hinting(), NAME.center.x, NAME.center.y)
    film.show(hinting(focused=True), 0.6)
    film.point_at(hinting(focused=True), NAME.center.x + 30, NAME.center.y + 6)
    film.show(hinting("A", focused=True), 1.0)

    assert [kind for kind, *_ in told(film.pictures, tmp_path)].count(CLICKED) == 1


def hinting(name: str = "", *, focused: bool = False) -> Pixels:
    """A field that says what is to be written in it until something is."""
    picture = blank()
    draw_field(picture, NAME, "Full name", focused=focused)
    say(
        picture,
        name or "As in your passport",
        (NAME.x + 12, NAME.center.y + 6),
        INK if name else (150, 150, 150),
    )
    return picture
