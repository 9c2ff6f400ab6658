"""What a field holds, without what its caret would be read as."""

import cv2
import numpy as np

from tests.worker.analysis.films import INK, blank, say
from worker.analysis.clearing import without_caret
from worker.analysis.geometry import Box

FIELD = Box(100, 100, 300, 40)
CARET = Box(190, 108, 2, 24)


def test_a_caret_in_a_field_with_a_thick_outline_is_painted_over() -> None:
    picture = blank()
    cv2.rectangle(picture, FIELD[:2], (FIELD.right, FIELD.bottom), INK, 3)
    say(picture, "Mill Lane", (FIELD.x + 12, FIELD.center.y + 6))
    picture[CARET.y : CARET.bottom, CARET.x : CARET.right] = INK

    cleaned = without_caret(picture, FIELD, 1.0)

    assert np.asarray(cleaned[CARET.y + 2, CARET.x]).min() > 200


def test_letters_are_left_as_they_are() -> None:
    picture = blank()
    say(picture, "Mill Lane", (FIELD.x + 12, FIELD.center.y + 6))

    assert without_caret(picture, FIELD, 1.0) is picture
