"""A bar that shrinks beside what somebody does is none of it."""

from itertools import pairwise

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box
from worker.analysis.settling.creeping import without_creeping

MENU = Box(1700, 150, 160, 240)


def shrinking(*ends: int, height: int = 5) -> list[Delta]:
    """A bar under a notice whose right end is at each of these places in turn, ten times a second."""
    steps = [Box(left, 1034, right - left, height) for right, left in pairwise(ends)]
    return [Delta(0.1 * number, 0.1 * (number + 1), (step,), 0.0) for number, step in enumerate(steps)]


BAR = (1800, 1794, 1786, 1780, 1772, 1766, 1758)


def test_a_bar_that_shrinks_bit_by_bit_is_no_change() -> None:
    assert without_creeping(shrinking(*BAR), 1.0) == []


def test_what_opens_meanwhile_is_one() -> None:
    bar = shrinking(*BAR)
    bar[3] = bar[3]._replace(boxes=(MENU, *bar[3].boxes))

    assert [delta.boxes for delta in without_creeping(bar, 1.0)] == [(MENU,)]


def test_dots_of_a_password_are_kept() -> None:
    dots = shrinking(*BAR, height=8)

    assert without_creeping(dots, 1.0) == dots


def test_a_line_that_grows_in_a_few_steps_is_kept() -> None:
    few = shrinking(*BAR[:4])

    assert without_creeping(few, 1.0) == few


def test_steps_that_do_not_join_are_no_bar() -> None:
    loose = [delta for number, delta in enumerate(shrinking(*range(1800, 1600, -8))) if number % 2]

    assert without_creeping(loose, 1.0) == loose
