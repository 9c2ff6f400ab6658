"""Small print is read letter by letter."""

import cv2
import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.ocr.recogniser import read


@pytest.mark.parametrize(
    ("text", "size"),
    [("Bill Llewellyn", 14), ("Keller Hill, Kellerville", 12), ("Illinois, all well", 13)],
)
def test_thin_letters_that_come_twice_are_read_twice(text: str, size: int) -> None:
    assert read(_printed(text, size)).text == text


def _printed(text: str, size: int) -> Pixels:
    """A line of dark print on white, with as much room above and below as lines have on a page."""
    line = np.full((24, 400, 3), 255, np.uint8)
    (right, _), _ = cv2.putText(line, text, (4, 17), (40, 40, 40), cv2.FontFace("sans"), size, 400)
    return line[:, : right + 4]
