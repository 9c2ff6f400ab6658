"""Where no pointer shows, the change itself tells what was clicked."""

from pathlib import Path

import cv2
import pytest

from tests.worker.analysis.acts.watching import events_of, shown, told
from tests.worker.analysis.films import BLUE, INK, PAPER, blank, draw_button, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

NAME, NEXT, TICK = Box(200, 180, 400, 40), Box(200, 360, 120, 40), Box(204, 280, 18, 18)
OTHER, SKIP, DARKER = Box(200, 480, 400, 40), Box(400, 360, 120, 40), (180, 95, 32)


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


def test_an_outline_elsewhere_is_only_the_pointer_as_long_as_the_field_in_use_keeps_its_own(
    tmp_path: Path,
) -> None:
    pointed = form(focused=True)
    draw_field(pointed, OTHER, "Street", focused=True)
    pictures = [*shown(form(), 1.0), *shown(form(focused=True), 2.0)]

    assert told([*pictures, *shown(pointed, 1.0)], tmp_path) == told(pictures, tmp_path)


def test_a_field_is_clicked_when_its_outline_gets_stronger_not_when_the_pointer_came(tmp_path: Path) -> None:
    pointed = form()
    cv2.rectangle(pointed, NAME[:2], (NAME.right, NAME.bottom), INK, 1)
    pictures = [*shown(form(), 1.0), *shown(pointed, 2.0), *shown(form(focused=True), 1.0)]

    [click] = events_of(pictures, tmp_path)

    assert click.label == "Full name"
    assert click.t_start == pytest.approx(3.0, abs=0.15)


def test_of_several_buttons_the_one_that_turned_darker_before_was_clicked(tmp_path: Path) -> None:
    first, pointed = form(), form()
    for picture, colour in ((first, BLUE), (pointed, DARKER)):
        draw_button(picture, NEXT, "Next")
        cv2.rectangle(picture, SKIP[:2], (SKIP.right, SKIP.bottom), colour, -1)
        say(picture, "Skip", (SKIP.x + 40, SKIP.y + 26), PAPER)
    begun = [*shown(form(), 1.0), *shown(form(focused=True), 1.0)]
    pictures = [*begun, *shown(first, 1.5), *shown(pointed, 1.5), *shown(done(), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Skip", None)
