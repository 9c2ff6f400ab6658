"""What changes its colour alone, and what is but the blur of something that changes its brightness."""

import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.masks.tinges import with_tinges

SHAPE = (120, 200)


def mask(*places: tuple[int, int, int, int], shape: tuple[int, int] = SHAPE) -> Pixels:
    """Set in each place (left, top, width, height)."""
    picture = np.zeros(shape, np.uint8)
    for x, y, width, height in places:
        picture[y : y + height, x : x + width] = 255
    return picture


RING = ((40, 30, 100, 1), (40, 60, 100, 1), (40, 30, 1, 31), (139, 30, 1, 31))
CARET = (48, 38, 1, 15)


def test_an_outline_that_comes_in_another_colour_is_a_change_even_around_a_caret() -> None:
    assert np.array_equal(with_tinges(mask(CARET), [mask(*RING)]), mask(CARET, *RING))


def test_colour_that_blurs_what_changed_is_left_out() -> None:
    assert np.array_equal(with_tinges(mask(CARET), [mask((46, 36, 5, 19))]), mask(CARET))


def test_a_plane_of_half_the_size_tells_where_too() -> None:
    half = mask((20, 15, 50, 16), shape=(60, 100))

    assert np.array_equal(with_tinges(mask(), [half]), mask((40, 30, 100, 32)))


def test_a_line_is_not_lost_in_a_larger_plane() -> None:
    larger = mask((60, 45, 150, 1), shape=(180, 300))

    assert with_tinges(mask(), [larger])[30, 45:135].all()


def test_a_plane_of_half_the_size_is_touched_by_what_changed_right_beside_it() -> None:
    half = mask((20, 15, 2, 8), shape=(60, 100))
    beside, further = mask((44, 30, 1, 15)), mask((45, 30, 1, 15))

    assert np.array_equal(with_tinges(beside, [half]), beside)
    assert np.array_equal(with_tinges(further, [half]), mask((45, 30, 1, 15), (40, 30, 4, 16)))


def test_what_reaches_the_edges_of_the_screen_is_found_too() -> None:
    assert np.array_equal(with_tinges(mask(), [mask((0, 0, 200, 1))]), mask((0, 0, 200, 1)))


def test_a_mask_that_is_given_stays_as_it_is() -> None:
    given = mask(CARET)
    with_tinges(given, [mask(*RING)])

    assert np.array_equal(given, mask(CARET))
