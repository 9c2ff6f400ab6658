"""Two clicks on one spot are two."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import Told, told
from tests.worker.analysis.films import BLUE, LINE, Film, blank, draw_button, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

BUTTON = Box(200, 300, 120, 40)
SWITCH = Box(400, 300, 48, 24)


def page(button: str, note: str = "") -> Pixels:
    picture = blank()
    draw_button(picture, BUTTON, button)
    say(picture, note, (200, 400))
    return picture


def switch(*, on: bool) -> Pixels:
    picture = blank()
    say(picture, "Night mode", (120, 318))
    cv2.rectangle(picture, SWITCH[:2], (SWITCH.right, SWITCH.bottom), BLUE if on else LINE, -1)
    cv2.circle(picture, (SWITCH.right - 12 if on else SWITCH.x + 12, SWITCH.center.y), 9, (255, 255, 255), -1)
    return picture


def seen(views: list[Pixels], at: Box, folder: Path) -> list[Told]:
    """What is told of views one after the other, while the pointer stays where it came to."""
    film = Film()
    film.show(views[0], 0.8)
    film.point_at(views[0], at.center.x + 20, at.center.y + 4)
    for view in views[1:]:
        film.show(view, 1.2)
    return told(film.pictures, folder)


def test_what_a_click_showed_another_one_hides(tmp_path: Path) -> None:
    views = [page("Show"), page("Hide", "The code is nine"), page("Show")]

    clicks = seen(views, BUTTON, tmp_path)

    assert clicks == [(EventKind.CLICK, "Show", None), (EventKind.CLICK, "Hide", None)]


def test_a_button_that_says_for_a_moment_that_it_was_clicked_was_clicked_once(tmp_path: Path) -> None:
    views = [page("Copy"), page("Copied"), page("Copy")]

    assert len(seen(views, BUTTON, tmp_path)) == 1


def test_a_switch_that_is_turned_on_and_off_again_was_clicked_twice(tmp_path: Path) -> None:
    views = [switch(on=False), switch(on=True), switch(on=False)]

    states = [text for _, _, text in seen(views, SWITCH, tmp_path)]

    assert states == ["checked", "unchecked"]


def test_a_number_that_goes_up_twice_was_counted_up_by_two_clicks(tmp_path: Path) -> None:
    views = [page("More", "Bags: 1"), page("More", "Bags: 2"), page("More", "Bags: 3")]

    assert seen(views, BUTTON, tmp_path) == [(EventKind.CLICK, "More", None)] * 2
