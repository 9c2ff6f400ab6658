"""Forms whose names end where their fields begin, whatever stands in and around the fields."""

import cv2

from tests.worker.analysis.controls.test_page import _at, _frame, _label, _page, _say
from worker.analysis.fields import ControlKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

_GREY = (120, 120, 120)


def _row(page: Pixels, name: str, y: int, held: str) -> None:
    """A field at x = 300 with its name right before it, and what it holds."""
    wide = cv2.getTextSize(name, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 1)[0][0]
    _say(page, name, 288 - wide, y + 20)
    _frame(page, Box(300, y, 320, 30))
    _say(page, held, 312, y + 20)


def test_one_of_several_full_fields_under_each_other_is_called_by_its_name() -> None:
    page = _page()
    for number, (name, held) in enumerate((("Colour", "Green"), ("Pattern", "Striped"), ("Lining", "Wool"))):
        _row(page, name, 200 + 33 * number, held)
    control = _at(page, 560, 249)
    assert control is not None
    assert (control.kind, control.label) == (ControlKind.FIELD, "Pattern")


def test_what_almost_fills_its_field_is_not_its_name() -> None:
    page = _page()
    _say(page, "Harvest", 205, 220)
    _frame(page, Box(300, 200, 150, 30))
    _say(page, "late summer", 306, 220)
    assert _label(page, 370, 216) == "Harvest"


def test_a_name_in_the_next_cell_of_a_table_is_that_of_the_field() -> None:
    page = _page()
    cv2.rectangle(page, (120, 190), (290, 240), _GREY, 1)
    cv2.rectangle(page, (290, 190), (640, 240), _GREY, 1)
    _say(page, "Village", 130, 220)
    _frame(page, Box(300, 200, 280, 30))
    assert _label(page, 460, 216) == "Village"


def test_the_text_of_a_button_beside_a_field_is_not_the_fields_name() -> None:
    page = _page()
    _frame(page, Box(180, 200, 100, 30))
    _say(page, "Attach", 195, 220)
    _frame(page, Box(288, 200, 300, 30))
    assert _label(page, 460, 216) is None


def _toolbar(page: Pixels, x: int, y: int) -> None:
    for number in range(7):
        cv2.circle(page, (x + 12 + 28 * number, y), 7, _GREY, 2, cv2.LINE_AA)


def test_a_toolbar_between_a_name_and_its_area_is_no_part_of_the_name() -> None:
    page = _page()
    _say(page, "Remarks", 300, 180)
    _toolbar(page, 300, 205)
    _frame(page, Box(300, 222, 600, 140))
    assert _label(page, 700, 300) == "Remarks"


def test_a_name_beside_the_toolbar_of_an_area_is_that_of_the_area() -> None:
    page = _page()
    _say(page, "Remarks", 205, 210)
    _toolbar(page, 300, 205)
    _frame(page, Box(300, 222, 600, 140))
    assert _label(page, 700, 300) == "Remarks"


def test_a_name_above_an_area_without_a_toolbar_is_its_name() -> None:
    page = _page()
    _say(page, "Season of the harvest", 300, 210)
    _frame(page, Box(300, 222, 600, 140))
    assert _label(page, 700, 300) == "Season of the harvest"


def test_a_field_almost_as_wide_as_the_page_is_called_by_its_name() -> None:
    page = _page()
    _say(page, "Remarks", 20, 180)
    _frame(page, Box(20, 192, page.shape[1] - 60, 60))
    assert _label(page, page.shape[1] // 2, 222) == "Remarks"


def test_the_head_of_a_table_names_the_field_in_the_row_below() -> None:
    page = _page()
    page[160:192, 200:760] = (232, 232, 232)
    for number, name in enumerate(("Field", "Operator", "Value")):
        _say(page, name, 210 + 190 * number, 182)
        _frame(page, Box(206 + 190 * number, 204, 170, 30))
    _say(page, "Choose one", 216, 224)
    assert _label(page, 280, 220) == "Field"


def test_a_list_almost_as_wide_as_the_page_is_called_by_its_name_and_not_by_what_it_holds() -> None:
    page = _page()
    _say(page, "Branch", 20, 180)
    _frame(page, Box(20, 192, page.shape[1] - 60, 40))
    _say(page, "Please choose", 32, 218)
    cv2.line(page, (page.shape[1] - 64, 209), (page.shape[1] - 59, 214), _GREY, 2)
    cv2.line(page, (page.shape[1] - 59, 214), (page.shape[1] - 54, 209), _GREY, 2)
    assert _label(page, 60, 212, writable=False) == "Branch"


def test_a_small_name_above_what_a_field_holds_is_its_name_where_it_is_clicked() -> None:
    page = _page()
    _frame(page, Box(300, 200, 360, 56))
    cv2.putText(page, "Warehouse", (312, 219), cv2.FONT_HERSHEY_DUPLEX, 0.4, _GREY, 1, cv2.LINE_AA)
    _say(page, "North quay", 312, 244)
    control = _at(page, 340, 240)
    assert control is not None
    assert (control.kind, control.label) == (ControlKind.FIELD, "Warehouse")


def test_small_letters_in_a_field_do_not_make_a_heading_of_its_name() -> None:
    page = _page()
    _say(page, "Terms", 300, 190)
    _frame(page, Box(300, 200, 320, 30))
    _say(page, "none", 312, 219)
    assert _label(page, 560, 216) == "Terms"


def test_a_name_stands_a_line_above_a_hint_that_is_right_at_the_field() -> None:
    page = _page()
    _say(page, "Assigned to", 300, 170)
    _say(page, "Leave it empty if nobody is", 300, 197, (140, 140, 140))
    _frame(page, Box(300, 204, 520, 30))
    assert _label(page, 700, 218) == "Assigned to"
