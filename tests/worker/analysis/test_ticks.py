"""Which small things that change are boxes to tick."""

import cv2
import pytest

from tests.worker.analysis.films import INK, LINE, blank, draw_field, say
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import Change, ChangeKind
from worker.analysis.switches import is_switched
from worker.analysis.ticks import tick_at

_CORNER = Point(200, 300)
HOURS, ARROWS = Box(200, 300, 240, 40), Box(418, 313, 12, 15)
_FILLED = (0, 200, 255)


def _page(side: int, *, ticked: bool, holding: str = "") -> Pixels:
    """A square with a name beside it; it is filled with its tick."""
    picture = blank()
    box = Box(*_CORNER, side, side)
    if ticked:
        cv2.rectangle(picture, box[:2], (box.right - 1, box.bottom - 1), _FILLED, -1)
        middle, third = box.center, side // 4
        low = (middle.x - third // 3, middle.y + third)
        cv2.line(picture, (middle.x - third, middle.y), low, INK, 3)
        cv2.line(picture, low, (middle.x + third, middle.y - third), INK, 3)
    else:
        cv2.rectangle(picture, box[:2], (box.right - 1, box.bottom - 1), LINE, 1)
        say(picture, holding, (box.x + side // 3, box.center.y + 6))
    say(picture, "Farm waste", (box.right + 16, box.center.y + 6))
    return picture


def _ticked(side: int, *, holding: str = "") -> Box | None:
    before, after = (
        Picture(1.0, _page(side, ticked=False, holding=holding)),
        Picture(1.4, _page(side, ticked=True)),
    )
    place = Box(*_CORNER, side, side)
    change = Change(ChangeKind.OTHER, 1.0, 1.1, 1.1, 1.4, (place,), place)
    scene = Scene(change, (before, before, after), PointerTrack(1.0))
    return tick_at(Reader(), scene, place.center)


@pytest.mark.parametrize("side", [20, 40, 64])
def test_an_empty_square_that_gets_a_mark_is_ticked_be_it_as_large_as_a_button(side: int) -> None:
    assert _ticked(side) is not None


def test_a_large_square_with_a_sign_in_it_is_a_button_and_no_box_to_tick() -> None:
    assert _ticked(40, holding="+") is None


def test_a_square_larger_than_any_button_is_no_box_to_tick() -> None:
    assert _ticked(90) is None


def _switch(*, on: bool) -> Pixels:
    picture = blank()
    track = Box(*_CORNER, 52, 30)
    cv2.rectangle(picture, track[:2], (track.right - 1, track.bottom - 1), (200, 60, 90), -1)
    cv2.circle(picture, (track.x + (37 if on else 15), track.center.y), 12, (255, 255, 255), -1)
    return picture


@pytest.mark.parametrize(("was", "is_now"), [(True, False), (False, True), (True, True)])
def test_a_switch_is_switched_when_its_knob_goes_to_the_other_end(*, was: bool, is_now: bool) -> None:
    before, after = Picture(1.0, _switch(on=was)), Picture(1.4, _switch(on=is_now))
    place = Box(*_CORNER, 52, 30)
    change = Change(ChangeKind.OTHER, 1.0, 1.1, 1.1, 1.4, (place,), place)

    assert is_switched(Scene(change, (before, before, after), PointerTrack(1.0)), place) == (was != is_now)


def _number(*, arrows: bool) -> Pixels:
    """A field that holds a number, with arrows at its end while the pointer is in it."""
    picture = blank()
    draw_field(picture, HOURS, "Hours")
    say(picture, "42", (HOURS.x + 12, HOURS.center.y + 6))
    if arrows:
        cv2.rectangle(picture, ARROWS[:2], (ARROWS.right, ARROWS.bottom), INK, -1)
    return picture


def test_arrows_that_go_from_the_field_before_the_one_with_the_pointer_are_no_box_to_tick() -> None:
    before, after = Picture(1.0, _number(arrows=True)), Picture(1.4, _number(arrows=False))
    change = Change(ChangeKind.OTHER, 1.0, 1.1, 1.1, 1.4, (ARROWS,), ARROWS)
    scene = Scene(change, (before, before, after), PointerTrack(1.0))

    assert tick_at(Reader(), scene, Point(HOURS.right + 120, HOURS.center.y)) is None
