"""How far content moved, and how well that explains what changed."""

import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.shifts import shift_between

_LENGTH, _WIDTH = 160, 320


def _page(seed: int) -> Pixels:
    """Rows of marks as of text, three times as many as are seen at a time."""
    return np.random.default_rng(seed).integers(0, 256, (3 * _LENGTH, _WIDTH), np.uint8)


@pytest.mark.parametrize("shift", [-90, -7, -1, 1, 30, 110])
def test_content_that_moved_is_found_where_it_went(shift: int) -> None:
    page = _page(1)
    top = _LENGTH + shift

    found, misfit = shift_between(page[_LENGTH : 2 * _LENGTH], page[top : top + _LENGTH])

    assert (found, misfit) == (shift, 0)


def test_blurred_content_is_found_and_what_the_blur_changed_is_left_unexplained() -> None:
    page = _page(2)
    blurred = page[20 : 20 + _LENGTH] // 2 + 60

    found, misfit = shift_between(page[:_LENGTH], blurred)

    assert found == 20
    assert 0 < misfit < 1


def test_another_page_has_not_moved() -> None:
    assert shift_between(_page(3)[:_LENGTH], _page(4)[:_LENGTH]) == (0, 1.0)
