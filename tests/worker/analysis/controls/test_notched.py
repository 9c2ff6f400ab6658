"""Fields with their names in their outlines."""

import cv2
import pytest

from tests.worker.analysis.controls.test_page import _INK, _frame, _label, _page, _say
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box


def _notched(page: Pixels, name: str, held: str) -> None:
    _frame(page, Box(300, 200, 360, 50))
    wide = cv2.getTextSize(name, cv2.FONT_HERSHEY_DUPLEX, 0.45, 1)[0][0]
    page[194:206, 310 : 318 + wide] = 255
    cv2.putText(page, name, (314, 205), cv2.FONT_HERSHEY_DUPLEX, 0.45, _INK, 1, cv2.LINE_AA)
    if held:
        _say(page, held, 314, 232)


@pytest.mark.parametrize("held", ["", "Open"])
@pytest.mark.parametrize("x", [330, 480, 640])
def test_a_name_in_the_outline_of_a_field_is_its_name_wherever_the_field_is_clicked(
    x: int, held: str
) -> None:
    page = _page()
    _notched(page, "Status", held)
    assert _label(page, x, 226) == "Status"


def test_an_outline_that_is_interrupted_for_nothing_is_no_field() -> None:
    page = _page()
    _frame(page, Box(300, 200, 360, 50))
    page[194:206, 310:380] = 255
    _say(page, "Remarks", 314, 180)
    assert _label(page, 480, 226) is None
