"""Content that goes one way for some time was scrolled; what opens or slides in was not."""

import pytest

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box
from worker.analysis.settling.scrolls import scrolled

PART = Box(200, 100, 1000, 800)


def moved(*steps: int, misfit: float, every: float = 0.1) -> list[Delta]:
    """Differences, one in so many seconds, in each of which content seems to have moved up so far."""
    return [
        Delta(1 + every * number, 1.1 + every * number, (PART,), 0.3, step, misfit)
        for number, step in enumerate(steps)
    ]


def test_content_that_goes_on_in_one_way_was_scrolled_even_if_it_is_blurred() -> None:
    change = scrolled(moved(40, 90, 60, misfit=0.5))

    assert change is not None
    assert change.scrolled == 40


@pytest.mark.parametrize(("misfit", "is_scroll"), [(0.02, True), (0.2, False)], ids=["exactly", "about"])
def test_a_single_step_was_scrolled_only_if_it_explains_nearly_all(misfit: float, is_scroll: bool) -> None:  # noqa: FBT001
    assert (scrolled(moved(120, misfit=misfit)) is not None) is is_scroll


def test_what_goes_up_and_down_at_once_only_opened_or_shut() -> None:
    assert scrolled(moved(116, -156, misfit=0.2)) is None


@pytest.mark.parametrize(("every", "is_scroll"), [(0.3, True), (0.8, False)], ids=["at once", "later"])
def test_what_opens_upwards_was_not_scrolled_though_it_moves_on_after_a_pause(
    every: float,
    is_scroll: bool,  # noqa: FBT001
) -> None:
    steps = moved(-120, -90, misfit=0.3, every=every)

    assert (scrolled(steps) is not None) is is_scroll


def test_content_that_moved_exactly_was_scrolled_though_it_goes_on_after_a_pause() -> None:
    assert scrolled(moved(-120, -90, misfit=0.05, every=0.8)) is not None
