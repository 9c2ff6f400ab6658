"""The first letter over a marked text takes all of its place; nothing else that changes twice does."""

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box
from worker.analysis.settling.overwriting import first_over

MARKED = Box(300, 300, 120, 18)


def delta(t: float, *boxes: Box) -> Delta:
    return Delta(t - 0.1, t, boxes, 0.001)


def over(marked: Box, gone: Box, following: Box) -> Box | None:
    return first_over(delta(1.0, marked), [delta(1.1, gone), delta(1.2, following)], 1.0)


def test_the_first_letter_stands_before_the_next() -> None:
    assert over(MARKED, MARKED, Box(312, 302, 10, 14)) == Box(300, 302, 12, 14)


def test_a_pointer_may_cover_the_end_of_what_was_marked() -> None:
    assert over(MARKED, MARKED._replace(width=104), Box(312, 302, 10, 14)) is not None


def test_what_changes_elsewhere_was_not_marked() -> None:
    assert over(MARKED, MARKED._replace(x=360), Box(372, 302, 10, 14)) is None


def test_a_button_that_is_pressed_and_then_says_something_else_was_not_marked() -> None:
    button = Box(300, 300, 120, 36)

    assert over(button, button, Box(340, 308, 40, 18)) is None


def test_a_list_that_lights_up_and_opens_was_not_marked() -> None:
    assert over(MARKED, MARKED, Box(300, 320, 120, 200)) is None
