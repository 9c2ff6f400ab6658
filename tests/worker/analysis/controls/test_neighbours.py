"""Things side by side that are read as one line."""

import cv2
import numpy as np
import pytest

from worker.analysis.controls.phrases import phrases_of
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line

_INK = (30, 30, 30)
_LINE = Box(10, 12, 400, 26)


def _written(places: dict[int, str]) -> tuple[Pixels, Line]:
    """A picture with words at places, and the one line that they are read as."""
    picture = np.full((50, 420, 3), 250, np.uint8)
    glyphs: list[Glyph] = []
    for x, word in places.items():
        cv2.putText(picture, word, (x, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.5, _INK, 1, cv2.LINE_AA)
        starts = [cv2.getTextSize(word[:n], cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)[0][0] for n in range(len(word))]
        glyphs += [Glyph(" ", x - 12.0, 0.9)] if glyphs else []
        glyphs += [Glyph(letter, x + s - 5.0, 0.9) for letter, s in zip(word, starts, strict=True)]
    return picture, Line(" ".join(places.values()), _LINE, 0.9, tuple(glyphs))


def _phrases(picture: Pixels, line: Line) -> list[str]:
    return [phrase.text for phrase in phrases_of(picture, line)]


def test_a_gap_much_wider_than_the_one_within_a_name_parts_two_links() -> None:
    assert _phrases(*_written({20: "My", 46: "page", 96: "Boats"})) == ["My page", "Boats"]


def test_words_equally_far_apart_are_one_phrase() -> None:
    assert _phrases(*_written({20: "My", 46: "old", 75: "page"})) == ["My old page"]


@pytest.mark.parametrize("shade", [200, 120], ids=["faint edge", "strong edge"])
def test_an_edge_between_two_words_parts_two_buttons(shade: int) -> None:
    picture, line = _written({20: "Store", 70: "Leave"})
    cv2.line(picture, (65, 4), (65, 46), (shade,) * 3, 1)
    assert _phrases(picture, line) == ["Store", "Leave"]


def test_another_paper_behind_the_second_word_parts_two_tabs() -> None:
    picture, line = _written({20: "Store", 70: "Leave"})
    behind = picture[:, 66:140]
    picture[:, 66:140] = np.where(behind > 200, 225, behind)
    assert _phrases(picture, line) == ["Store", "Leave"]


def test_a_bar_that_ends_under_a_line_is_no_ink_of_its_words() -> None:
    picture, line = _written({20: "My", 46: "page", 96: "Boats"})
    picture[36:] = (150, 120, 90)
    assert _phrases(picture, line) == ["My page", "Boats"]


def test_a_button_shaded_from_top_to_bottom_is_one_phrase() -> None:
    picture, line = _written({20: "Log", 54: "in"})
    shade = np.linspace(90, 0, picture.shape[0]).astype(np.uint8)[:, None, None]
    assert _phrases(picture - np.minimum(picture, shade), line) == ["Log in"]
