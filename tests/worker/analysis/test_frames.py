"""Samples of the screen are shrunk."""

import numpy as np
import pytest

from worker.analysis.frames import SAMPLE_WIDTH, shrunk


@pytest.mark.parametrize("factor", [1, 2, 3, 4])
def test_each_pixel_of_a_shrunk_picture_is_the_mean_of_a_square(factor: int) -> None:
    height, width = 12, SAMPLE_WIDTH
    luma = np.random.default_rng(factor).integers(0, 256, (height * factor, width * factor), np.uint8)

    means = luma.reshape(height, factor, width, factor).mean(axis=(1, 3))

    assert np.abs(shrunk(luma) - means).max() <= 0.5


def test_pixels_that_make_no_whole_square_are_left_out() -> None:
    assert shrunk(np.zeros((1441, 3 * SAMPLE_WIDTH + 2), np.uint8)).shape == (480, SAMPLE_WIDTH)
