"""A pointer's drawing is found where it is, and nowhere on a page without one."""

import numpy as np
import pytest

from tests.worker.analysis.films import blank, say
from worker.analysis.frames import Pixels
from worker.analysis.pointing.likeness import Likeness
from worker.analysis.pointing.shapes import Shape, Theme, shapes

SHAPES = [shape for dark in (True, False) for shape in shapes(Theme(1.5, dark=dark))]


def page(paper: int) -> Pixels:
    picture = np.minimum(blank(), paper)
    for row in range(8):
        say(picture, f"Row {row} of a table with words", (20, 40 + 30 * row))
    return np.ascontiguousarray(picture[:280, :420, 0])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.name} {shape.grey[1, 1]}")
@pytest.mark.parametrize("paper", [255, 120], ids=["light page", "grey page"])
def test_a_pointer_is_found_to_the_pixel(shape: Shape, paper: int) -> None:
    picture = page(paper)
    height, width = shape.grey.shape
    window = picture[100 : 100 + height, 200 : 200 + width]
    window[shape.counts > 0] = shape.grey[shape.counts > 0]

    fit = Likeness(picture).best_fit(shape)

    assert fit is not None
    assert (fit.x, fit.y) == (200, 100)
    assert fit.score > 0.95


@pytest.mark.parametrize("value", [0, 128, 255])
def test_nothing_fits_on_an_empty_page(value: int) -> None:
    assert Likeness(np.full((80, 120), value, np.uint8)).best_fit(SHAPES[0]) is None


def test_a_picture_smaller_than_the_drawing_holds_no_pointer() -> None:
    assert Likeness(np.zeros((4, 4), np.uint8)).best_fit(SHAPES[0]) is None
