"""What a line in a field says, without the pictures at its ends."""

import cv2
import numpy as np
import pytest

from worker.analysis.controls.phrases import without_pictures
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line

_BOX = Box(10, 10, 160, 24)
_BLACK, _GREY = (20, 20, 20), (150, 150, 150)


def _drawn(sign_at: int, ink: tuple[int, int, int]) -> Pixels:
    """A line with a word in black and a round sign in some ink."""
    picture = np.full((50, 200, 3), 255, np.uint8)
    cv2.putText(picture, "plums", (60, 28), cv2.FONT_HERSHEY_SIMPLEX, 0.6, _BLACK, 2, cv2.LINE_AA)
    cv2.circle(picture, (sign_at, 22), 6, ink, 2, cv2.LINE_AA)
    return picture


def _read(signs: str, places: list[float]) -> Line:
    return Line(signs, _BOX, 0.9, tuple(Glyph(*each, 0.9) for each in zip(signs, places, strict=True)))


_WORD = [56.0, 66.0, 74.0, 86.0, 102.0]


@pytest.mark.parametrize(
    ("ink", "said"), [(_GREY, "plums"), (_BLACK, "O plums")], ids=["fainter", "of the same ink"]
)
def test_a_sign_before_the_text_is_a_picture_if_its_ink_is_fainter(
    ink: tuple[int, int, int], said: str
) -> None:
    line = _read("O plums", [18.0, 40.0, *_WORD])
    assert without_pictures(_drawn(28, ink), line) == said


def test_a_fainter_sign_after_the_text_is_a_picture_too() -> None:
    line = _read("plums O", [*_WORD, 118.0, 140.0])
    assert without_pictures(_drawn(150, _GREY), line) == "plums"
