"""What stands in a rectangle of a picture."""

import numpy as np
import pytest

from worker.analysis.controls.sight import Sight
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.reading import Reader

_FIELD = Box(100, 60, 300, 48)


class _Eyes:
    """Sees one mark, and reads the same in it whatever it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, pixels: Pixels) -> list[Box]:
        dark = np.argwhere(pixels[:, :, 0] < 128)
        (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
        return [Box(int(left), int(top), int(right - left) + 1, int(bottom - top) + 1).grown(4)]

    def read(self, line: Pixels) -> Reading:
        return Reading((Glyph(self._text, line.shape[1] / 2, 0.9),))


@pytest.mark.parametrize(
    ("text", "height", "seen"),
    [("4", 11, ["4"]), ("4", 5, []), ("x", 11, [])],
    ids=["a digit", "an arrow read as a digit", "an icon read as a letter"],
)
def test_a_single_sign_is_text_only_as_a_digit_of_readable_size(
    text: str, height: int, seen: list[str]
) -> None:
    mark = Box(370, 78, 9, height)
    picture = np.full((200, 500, 3), 255, np.uint8)
    picture[mark.y : mark.bottom, mark.x : mark.right] = 0

    inside = Sight(Reader(_Eyes(text)), picture, 1.0).inside(_FIELD)

    assert [phrase.text for phrase in inside] == seen
