"""A knob that goes along its track was dragged there, or the track was clicked."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import BLUE, LINE, Film, blank, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

LEVEL, START, END = 300, 300, 600
LIT = (215, 215, 215)


def slider(knob: int, *, filled: bool = False, bubble: bool = False) -> Pixels:
    """A slider with its value beside it, perhaps with a colour up to its knob and a bubble over that."""
    picture = blank()
    say(picture, "Volume", (60, LEVEL + 6))
    cv2.rectangle(picture, (START, LEVEL - 2), (END, LEVEL + 2), LINE, -1)
    if filled:
        cv2.rectangle(picture, (START, LEVEL - 2), (knob, LEVEL + 2), BLUE, -1)
    cv2.circle(picture, (knob, LEVEL), 10, BLUE, -1)
    if bubble:
        cv2.circle(picture, (knob, LEVEL), 18, BLUE, 1)
        cv2.rectangle(picture, (knob - 20, LEVEL - 44), (knob + 20, LEVEL - 16), LINE, -1)
    say(picture, str(knob - START), (END + 40, LEVEL + 6))
    return picture


def tools(lit: str) -> Pixels:
    """Two buttons side by side, of which the one under a pointer is lit up."""
    picture = blank()
    for box, name in ((Box(300, 280, 60, 36), "Bold"), (Box(380, 280, 60, 36), "Thin")):
        if name == lit:
            cv2.rectangle(picture, box[:2], (box.right, box.bottom), LIT, -1)
        cv2.rectangle(picture, box[:2], (box.right, box.bottom), LINE, 1)
        say(picture, name, (box.x + 8, box.center.y + 6))
    return picture


def dragged(*, filled: bool, bubble: bool = False) -> Film:
    film = Film()
    film.show(slider(340, filled=filled), 0.8)
    film.point_at(slider(340, filled=filled, bubble=bubble), 338, LEVEL - 4)
    for knob in range(360, 501, 20):
        film.point_at(slider(knob, filled=filled, bubble=bubble), knob - 2, LEVEL - 4, steps=1)
        film.pictures[-5:] = []
    film.show(slider(500, filled=filled, bubble=bubble), 1.0)
    return film


def test_a_knob_that_is_dragged_is_one_click_on_its_slider_with_what_it_says_then(tmp_path: Path) -> None:
    assert told(dragged(filled=False).pictures, tmp_path) == [(EventKind.CLICK, "Volume", "200")]


def test_a_track_that_is_filled_up_to_its_knob_is_a_sliders_too(tmp_path: Path) -> None:
    assert told(dragged(filled=True).pictures, tmp_path) == [(EventKind.CLICK, "Volume", "200")]


def test_a_knob_with_its_value_in_a_bubble_over_it_is_a_sliders_too(tmp_path: Path) -> None:
    film = dragged(filled=True, bubble=True)

    assert told(film.pictures, tmp_path) == [(EventKind.CLICK, "Volume", "200")]


def test_a_knob_that_jumps_to_the_pointer_tells_of_a_click_on_the_track(tmp_path: Path) -> None:
    film = Film()
    film.show(slider(340), 0.8)
    film.point_at(slider(340), 520, LEVEL - 4)
    film.show(slider(520), 1.0)

    assert told(film.pictures, tmp_path) == [(EventKind.CLICK, "Volume", "220")]


def test_buttons_that_light_up_one_after_the_other_are_no_knob(tmp_path: Path) -> None:
    film = Film()
    film.show(tools(lit=""), 0.8)
    film.point_at(tools(lit=""), 320, 292)
    film.pictures[-4:] = []
    film.show(tools(lit="Bold"), 1.0)
    film.point_at(tools(lit="Thin"), 402, 292, steps=3)
    film.show(tools(lit="Thin"), 1.0)

    assert told(film.pictures, tmp_path) == []


def test_a_pointer_that_goes_along_a_line_without_a_rest_is_no_knob(tmp_path: Path) -> None:
    page = blank()
    cv2.rectangle(page, (START, LEVEL - 2), (END, LEVEL + 2), LINE, -1)
    film = Film()
    film.show(page, 0.8)
    film.point_at(page, 320, LEVEL - 6)
    film.pictures[-5:] = []
    film.point_at(page, 560, LEVEL - 6, steps=2)

    assert told(film.pictures, tmp_path) == []
