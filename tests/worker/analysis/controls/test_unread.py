"""What stands between words that is none, such as the boxes of radio buttons."""

import cv2
import pytest

from tests.worker.analysis.controls.test_page import _INK, _page, _say
from worker.analysis.fields import Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader

_BLUE = (230, 110, 20)


def _radio(page: Pixels, x: int, y: int) -> Box:
    cv2.circle(page, (x + 8, y), 8, _BLUE, -1, cv2.LINE_AA)
    return Box(x, y - 8, 16, 16)


def _row(page: Pixels, *names: str) -> list[Box]:
    """Radio buttons close together, each with its name to the right."""
    x, radios = 200, []
    for name in names:
        radios.append(_radio(page, x, 300))
        cv2.putText(page, name, (x + 21, 306), cv2.FONT_HERSHEY_DUPLEX, 0.6, _INK, 1, cv2.LINE_AA)
        x += 21 + cv2.getTextSize(name, cv2.FONT_HERSHEY_DUPLEX, 0.6, 1)[0][0] + 6
    return radios


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_radio_button_is_called_by_the_words_up_to_the_next_one(number: int) -> None:
    page, names = _page(), ("Small", "Middling", "Large")
    radio = _row(page, *names)[number]
    assert Page(Reader(), page, 1.0).tick_label(radio) == names[number]


def test_the_colour_of_a_mark_before_a_text_is_not_that_of_its_first_word() -> None:
    page = _page()
    _radio(page, 200, 300)
    _say(page, "Make it public", 221, 306)
    assert [p.text for p in Page(Reader(), page, 1.0).phrases(Box(180, 280, 300, 40))] == ["Make it public"]
