"""Fields in the cells of a table."""

import cv2
import pytest

from tests.worker.analysis.controls.test_page import _INK, _frame, _label, _page, _say
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

_COLUMNS = (("Part", "bolt"), ("Number", "25"), ("Shelf", "north"))


def _table(page: Pixels, indent: int = 0) -> None:
    """Three rows of filled fields under the heads of three columns."""
    for column, (head, held) in enumerate(_COLUMNS):
        x = 200 + 200 * column
        cv2.putText(page, head, (x + indent, 190), cv2.FONT_HERSHEY_DUPLEX, 0.6, _INK, 1, cv2.LINE_AA)
        for row in range(3):
            _frame(page, Box(x, 210 + 50 * row, 180, 30))
            _say(page, held, x + 10, 231 + 50 * row)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_every_field_of_a_column_is_called_by_its_head(row: int) -> None:
    page = _page()
    _table(page)
    assert _label(page, 540, 225 + 50 * row) == "Number"


def test_a_head_in_the_middle_of_its_column_names_it_too() -> None:
    page = _page()
    _table(page, indent=62)
    assert _label(page, 360, 275) == "Part"


def test_a_field_under_another_one_is_not_called_as_that_one_in_a_form_of_one_column() -> None:
    page = _page()
    _say(page, "Part", 200, 190)
    for y in (210, 260):
        _frame(page, Box(200, y, 180, 30))
        _say(page, "bolt", 210, y + 21)
    assert _label(page, 340, 275) == "bolt"
