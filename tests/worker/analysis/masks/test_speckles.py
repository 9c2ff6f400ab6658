"""What compression leaves along edges, and what changed."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.masks.speckles import without_speckles


def faint(*places: tuple[int, int, int, int], difference: int = 40) -> Pixels:
    """How much two pictures differ: as much as that in each place (left, top, width, height)."""
    picture = np.zeros((120, 200), np.uint8)
    for x, y, width, height in places:
        picture[y : y + height, x : x + width] = difference
    return picture


def mask_of(difference: Pixels) -> Pixels:
    return np.asarray(cv2.threshold(difference, 18, 255, cv2.THRESH_BINARY)[1], np.uint8)


SPECKLES = tuple((x, y, 9, 1) for x in range(10, 190, 20) for y in range(10, 110, 20))


def test_many_faint_speckles_are_no_change_but_a_letter_among_them_is() -> None:
    letter = faint((104, 56, 2, 9), difference=200)
    difference = np.maximum(faint(*SPECKLES), letter)

    assert np.array_equal(without_speckles(mask_of(difference), difference), mask_of(letter))


def test_a_faint_surface_among_speckles_is_a_change() -> None:
    surface = faint((103, 57, 6, 6))
    difference = np.maximum(faint(*SPECKLES), surface)

    assert np.array_equal(without_speckles(mask_of(difference), difference), mask_of(surface))


def test_where_most_that_differs_is_a_change_all_of_it_is_kept() -> None:
    difference = faint((10, 10, 100, 60), (150, 100, 9, 1))

    assert np.array_equal(without_speckles(mask_of(difference), difference), mask_of(difference))
