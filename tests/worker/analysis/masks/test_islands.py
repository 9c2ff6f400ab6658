"""Rectangles around what is set in a mask."""

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masks.islands import rectangles

marks = st.tuples(st.integers(0, 119), st.integers(0, 89), st.integers(1, 40), st.integers(1, 30))


def mask_of(boxes: list[tuple[int, int, int, int]]) -> Pixels:
    mask = np.zeros((90, 120), np.uint8)
    for x, y, width, height in boxes:
        mask[y : y + height, x : x + width] = 255
    return mask


def labelled(mask: Pixels, reach: int) -> list[Box]:
    """The same, by labelling the whole mask."""
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, kernel), connectivity=8)
    return [Box(*(int(side) for side in row[:4])).grown(-reach) for row in stats[1:count]]


@given(st.lists(marks, max_size=12), st.integers(1, 4))
def test_cutting_along_empty_lines_finds_what_labelling_everything_finds(
    boxes: list[tuple[int, int, int, int]], reach: int
) -> None:
    mask = mask_of(boxes)

    assert sorted(rectangles(mask, reach)) == sorted(labelled(mask, reach))


def test_the_largest_comes_first() -> None:
    assert rectangles(mask_of([(5, 5, 3, 3), (60, 40, 20, 10)]), 2) == [Box(60, 40, 20, 10), Box(5, 5, 3, 3)]


def test_an_empty_mask_has_no_rectangles() -> None:
    assert rectangles(mask_of([]), 2) == []
