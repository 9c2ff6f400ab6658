"""Spaces are where they are seen."""

import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.ocr.spacing import spaced

_LETTER, _HEIGHT = 10, 20


def _drawn(*gaps: int) -> Pixels:
    """Letters as upright bars, with gaps of so many pixels between them."""
    lefts = [0]
    for gap in gaps:
        lefts.append(lefts[-1] + _LETTER + gap)
    picture = np.full((2 * _HEIGHT + 8, lefts[-1] + _LETTER + 8, 3), 255, np.uint8)
    for left in lefts:
        picture[4 : 4 + _HEIGHT, left + 4 : left + 4 + _LETTER] = 0
    return picture


def _as_read(text: str, *gaps: int) -> Reading:
    """`text` with each character in the middle of its bar, and each space in the middle of its gap."""
    glyphs, left = list[Glyph](), 4
    letters = text.replace(" ", "")
    for index, letter in enumerate(letters):
        glyphs.append(Glyph(letter, left + _LETTER / 2, 0.9))
        gap = gaps[index] if index < len(gaps) else 0
        if text.split(letter, 1)[1].startswith(" "):
            glyphs.append(Glyph(" ", left + _LETTER + gap / 2, 0.9))
        left += _LETTER + gap
    return Reading(tuple(glyphs))


@pytest.mark.parametrize(
    ("read", "gaps", "seen"),
    [
        pytest.param("abcd", (2, 12, 2), "ab cd", id="a space that was not read"),
        pytest.param("ab cd", (2, 12, 2), "ab cd", id="a space that was read"),
        pytest.param("ab cd", (2, 1, 2), "abcd", id="a space that is none"),
        pytest.param("abcd", (9, 9, 9), "abcd", id="letters spaced out"),
        pytest.param("ab cd", (9, 9, 2), "ab cd", id="a gap no wider than the space that was read"),
    ],
)
def test_a_line_has_the_spaces_that_are_seen(read: str, gaps: tuple[int, ...], seen: str) -> None:
    assert spaced(_drawn(*gaps), _as_read(read, *gaps)).text == seen


def test_the_edge_of_a_field_around_the_letters_hides_no_space() -> None:
    gaps = (2, 12, 2, 2)
    picture = _drawn(*gaps)
    picture = np.pad(picture, ((0, 0), (0, 60), (0, 0)), constant_values=255)
    picture[1, 6:] = picture[:, 0] = (200, 120, 20)

    assert spaced(picture, _as_read("abcde", *gaps)).text == "ab cde"


def test_an_empty_line_stays_empty() -> None:
    assert spaced(np.full((20, 40, 3), 255, np.uint8), Reading(())).text == ""
