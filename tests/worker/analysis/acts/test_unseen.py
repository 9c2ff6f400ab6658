"""Where no pointer shows, the change itself tells what was clicked."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import shown, told
from tests.worker.analysis.films import BLUE, INK, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

NAME, NEXT, TICK = Box(200, 180, 400, 40), Box(200, 360, 120, 40), Box(204, 280, 18, 18)


def form(*, focused: bool = False, ticked: bool = False) -> Pixels:
    picture = blank()
    draw_field(picture, NAME, "Full name", focused=focused)
    cv2.rectangle(picture, TICK[:2], (TICK.right, TICK.bottom), INK, 1)
    if ticked:
        cv2.rectangle(picture, (TICK.x + 3, TICK.y + 3), (TICK.right - 3, TICK.bottom - 3), BLUE, -1)
    say(picture, "Send me news", (TICK.right + 12, TICK.bottom - 3))
    draw_button(picture, NEXT, "Next")
    return picture


def done() -> Pixels:
    picture = blank()
    for row in range(6):
        say(picture, f"Everything was stored, line {row}", (200, 200 + 40 * row))
    return picture


def test_an_outline_that_appears_is_a_click_into_its_field(tmp_path: Path) -> None:
    pictures = [*shown(form(), 1.0), *shown(form(focused=True), 1.0)]

    assert told(pictures, tmp_path) == [(EventKind.CLICK, "Full name", None)]


def test_a_tick_is_a_click_on_its_checkbox_though_a_field_lost_its_outline(tmp_path: Path) -> None:
    pictures = [*shown(form(), 1.0), *shown(form(focused=True), 1.0), *shown(form(ticked=True), 1.0)]

    assert told(pictures, tmp_path)[1:] == [(EventKind.CLICK, "Send me news", "checked")]


def test_another_page_was_reached_by_the_only_coloured_button_there(tmp_path: Path) -> None:
    pictures = [*shown(form(), 1.0), *shown(form(focused=True), 2.0), *shown(done(), 1.0)]

    assert told(pictures, tmp_path)[1:] == [(EventKind.CLICK, "Next", None)]
