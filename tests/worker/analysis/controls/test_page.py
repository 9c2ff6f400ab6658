"""What is at a point of a page, and what it is called."""

import cv2
import numpy as np
import pytest

from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader

_WIDTH, _HEIGHT = 1280, 720
_INK, _LINK, _GREY = (40, 40, 40), (190, 80, 0), (200, 200, 200)


def _page() -> Pixels:
    return np.full((_HEIGHT, _WIDTH, 3), 255, np.uint8)


def _say(page: Pixels, text: str, x: int, y: int, colour: tuple[int, int, int] = _INK) -> int:
    """Write a text with its baseline at a point; gives where it ends."""
    cv2.putText(page, text, (x, y), cv2.FONT_HERSHEY_DUPLEX, 0.6, colour, 1, cv2.LINE_AA)
    return x + cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, 0.6, 1)[0][0]


def _frame(page: Pixels, box: Box) -> None:
    cv2.rectangle(page, (box.x, box.y), (box.right, box.bottom), _GREY, 1)


def _at(page: Pixels, x: int, y: int, *, writable: bool = True) -> Control | None:
    return Page(Reader(), page, 1.0).control_at(Point(x, y), writable=writable)


def _label(page: Pixels, x: int, y: int, *, writable: bool = True) -> str | None:
    control = _at(page, x, y, writable=writable)
    return control.label if control is not None else None


def test_a_button_is_called_as_it_says() -> None:
    page = _page()
    end = _say(page, "Send order", 322, 326)
    _frame(page, Box(300, 300, end + 22 - 300, 40))
    control = _at(page, 380, 320)
    assert control is not None
    assert (control.kind, control.label) == (ControlKind.BUTTON, "Send order")


def test_a_field_is_called_by_the_text_above_it() -> None:
    page = _page()
    _say(page, "Postal code", 300, 290)
    _frame(page, Box(300, 300, 360, 40))
    control = _at(page, 500, 320)
    assert control is not None
    assert (control.kind, control.label) == (ControlKind.FIELD, "Postal code")


def test_a_name_whose_letters_reach_below_its_line_is_no_heading() -> None:
    page = _page()
    _say(page, "Region", 300, 290)
    _frame(page, Box(300, 300, 360, 40))
    _say(page, "North", 314, 326)
    assert _label(page, 500, 320) == "Region"


def test_a_field_is_called_by_the_text_to_its_left() -> None:
    page = _page()
    _say(page, "Postal code", 140, 326)
    _frame(page, Box(300, 300, 360, 40))
    assert _label(page, 500, 320) == "Postal code"


def test_the_name_of_the_field_above_is_not_that_of_the_field_beneath() -> None:
    page = _page()
    _say(page, "Telephone", 300, 266)
    _frame(page, Box(420, 240, 240, 40))
    _frame(page, Box(300, 300, 360, 40))
    _say(page, "Search by name", 312, 326)
    assert _label(page, 600, 320) == "Search by name"


def test_of_two_links_in_one_line_the_one_at_the_point_is_meant() -> None:
    page = _page()
    end = _say(page, "All boats | ", 300, 320, _LINK)
    _say(page, "Moorings", end, 320, _LINK)
    assert _label(page, 330, 314) == "All boats"
    assert _label(page, end + 30, 314) == "Moorings"


def test_a_link_within_a_sentence_is_told_by_its_colour() -> None:
    page = _page()
    end = _say(page, "Please read the ", 300, 320)
    link_end = _say(page, "harbour rules ", end, 320, _LINK)
    _say(page, "before you enter.", link_end, 320)
    assert _label(page, end + 40, 314) == "harbour rules"


def test_an_entry_of_a_list_is_meant_and_not_the_list() -> None:
    page = _page()
    _frame(page, Box(300, 200, 240, 160))
    for number, text in enumerate(("Rename", "Duplicate", "Archive")):
        _say(page, text, 320, 235 + 48 * number)
    assert _label(page, 480, 278) == "Duplicate"


@pytest.mark.parametrize("x", [330, 700], ids=["on its text", "on its empty part"])
def test_a_row_of_a_table_is_called_by_its_cell(x: int) -> None:
    page = _page()
    for number, (name, date) in enumerate((("Autumn review", "12 May"), ("Winter plan", "9 May"))):
        _frame(page, Box(300, 200 + 48 * number, 600, 48))
        _say(page, name, 320, 230 + 48 * number)
        _say(page, date, 800, 230 + 48 * number)
    assert _label(page, x, 272) == "Winter plan"


def test_a_card_is_called_by_its_title() -> None:
    page = _page()
    _frame(page, Box(300, 200, 300, 110))
    _say(page, "Small boat", 320, 240)
    _say(page, "up to six metres", 320, 264)
    assert _label(page, 560, 290) == "Small boat"


def test_an_entry_of_a_menu_is_called_by_the_text_on_its_row() -> None:
    page = _page()
    for number, text in enumerate(("Overview", "Moorings", "Invoices")):
        _say(page, text, 20, 200 + 40 * number)
    assert _label(page, 180, 234) == "Moorings"


def test_text_behind_an_edge_does_not_belong_to_the_row() -> None:
    page = _page()
    _say(page, "Moorings", 20, 240)
    cv2.line(page, (150, 0), (150, _HEIGHT), _GREY, 2)
    assert _at(page, 200, 234) is None


def test_a_checkbox_is_called_by_the_text_to_its_right() -> None:
    page = _page()
    box = Box(300, 304, 16, 16)
    _frame(page, box)
    _say(page, "Keep me informed", 328, 320)
    assert Page(Reader(), page, 1.0).tick_label(box) == "Keep me informed"


def test_a_switch_at_the_end_of_a_row_is_called_by_the_text_at_its_start() -> None:
    page = _page()
    box = Box(900, 300, 40, 20)
    cv2.rectangle(page, (box.x, box.y), (box.right, box.bottom), _GREY, -1)
    _say(page, "Quiet hours", 300, 318)
    assert Page(Reader(), page, 1.0).tick_label(box) == "Quiet hours"


def test_an_entry_in_two_lines_is_called_by_both_of_them() -> None:
    page = _page()
    _frame(page, Box(300, 200, 160, 160))
    for number, text in enumerate(("Make a copy", "Print it out", "Cancel this", "appointment")):
        _say(page, text, 316, 226 + 42 * number - 18 * (number == 3))
    assert _label(page, 340, 306) == "Cancel this appointment"


def test_dense_entries_of_a_narrow_list_are_not_lines_of_one_text() -> None:
    page = _page()
    _frame(page, Box(300, 200, 160, 100))
    for number, text in enumerate(("Gothenburg", "Stockholm", "Copenhagen", "Amsterdam")):
        _say(page, text, 316, 224 + 22 * number)
    assert _label(page, 340, 240) == "Stockholm"


def test_a_button_at_the_right_end_of_a_field_is_called_as_it_says() -> None:
    page = _page()
    _say(page, "Code of the door", 300, 290)
    _frame(page, Box(300, 300, 360, 40))
    _say(page, "Show", 600, 326)
    assert _label(page, 620, 320) == "Show"
    assert _label(page, 400, 320) == "Code of the door"


def test_a_button_that_shows_but_a_number_is_called_by_the_start_of_its_row() -> None:
    page = _page()
    _say(page, "Seats", 140, 326)
    _say(page, "12", 514, 326)
    _frame(page, Box(500, 300, 50, 40))
    assert _label(page, 525, 320) == "Seats"


def test_one_of_several_numbers_side_by_side_is_called_as_it_says() -> None:
    page = _page()
    for number, x in enumerate((300, 360, 420), start=11):
        _say(page, str(number), x + 12, 326)
        _frame(page, Box(x, 300, 48, 40))
    assert _label(page, 384, 320) == "12"


def test_a_slider_is_called_by_the_start_of_its_row_and_not_by_its_value() -> None:
    page = _page()
    _say(page, "Volume", 140, 326)
    cv2.rectangle(page, (400, 318), (700, 322), _GREY, -1)
    _say(page, "35 %", 720, 326)
    assert Page(Reader(), page, 1.0).row_label(Box(450, 310, 120, 20)) == "Volume"


def test_a_slider_without_a_row_of_its_own_is_called_by_the_text_above() -> None:
    page = _page()
    _say(page, "Volume", 400, 296)
    cv2.rectangle(page, (400, 318), (700, 322), _GREY, -1)
    assert Page(Reader(), page, 1.0).row_label(Box(450, 310, 120, 20)) == "Volume"


def test_an_entry_that_stands_for_itself_is_called_by_all_lines_of_its_text() -> None:
    page = _page()
    cv2.rectangle(page, (300, 200), (390, 280), _GREY, -1)
    for number, text in enumerate(("Cancel", "these", "orders")):
        _say(page, text, 312, 226 + 22 * number)
    entry = Page(Reader(), page, 1.0).item_on(Box(300, 200, 91, 81))
    assert entry is not None
    assert entry.label == "Cancel these orders"


def test_what_the_field_above_holds_is_no_name() -> None:
    page = _page()
    for y, text in ((300, "Greta Lind"), (352, "Full board")):
        _frame(page, Box(300, y, 360, 40))
        _say(page, text, 314, y + 26)
    assert _label(page, 560, 372) == "Full board"


def test_a_name_in_small_letters_above_what_the_field_holds_is_its_name() -> None:
    page = _page()
    _frame(page, Box(300, 300, 360, 60))
    cv2.putText(page, "Work email", (314, 322), cv2.FONT_HERSHEY_DUPLEX, 0.45, _INK, 1, cv2.LINE_AA)
    _say(page, "greta@lind.test", 314, 350)
    assert _label(page, 600, 330) == "Work email"


def test_a_field_with_a_picture_at_its_left_is_called_by_the_text_above_both() -> None:
    page = _page()
    _say(page, "Email address", 260, 290)
    _frame(page, Box(260, 300, 40, 40))
    cv2.circle(page, (280, 320), 8, _INK, 1)
    _frame(page, Box(300, 300, 360, 40))
    assert _label(page, 500, 320) == "Email address"


def test_a_text_behind_the_edge_of_a_dialog_names_nothing_in_it() -> None:
    page = _page()
    _say(page, "Preferences", 140, 326)
    cv2.rectangle(page, (270, 200), (900, 500), _GREY, 1)
    _frame(page, Box(300, 300, 360, 40))
    assert _label(page, 500, 320) is None


def test_nothing_is_beyond_the_screen() -> None:
    assert Page(Reader(), _page(), 1.0).rectangle_at(Point(_WIDTH + 5, 20)) is None


def test_a_point_on_a_checkbox_means_the_text_after_it_and_not_a_nearer_one_before() -> None:
    page = _page()
    end = _say(page, "dimmed row", 200, 326)
    _frame(page, Box(end + 14, 311, 18, 18))
    _say(page, "Light seat", end + 42, 326)
    assert _label(page, end + 22, 320) == "Light seat"


def test_what_the_field_above_holds_at_its_very_edge_names_no_other_field() -> None:
    page = _page()
    for y, name, value in ((240, "Venue", "Town Hall"), (272, "Start", "")):
        _say(page, name, 200, y + 20)
        _frame(page, Box(300, y, 360, 28))
        _say(page, value, 303, y + 20)
    assert _label(page, 560, 286) == "Start"


def test_a_thick_outline_is_no_edge_between_a_name_and_its_field() -> None:
    page = _page()
    _say(page, "Postal code", 160, 326)
    page[300:340, 300:660] = 60
    page[303:337, 303:657] = 255
    assert _label(page, 500, 320) == "Postal code"


def test_a_pale_hint_between_a_name_and_its_field_is_not_the_name() -> None:
    page = _page()
    _say(page, "Holding number", 300, 262)
    _say(page, "For example, 12/345", 300, 284, (150, 150, 150))
    _frame(page, Box(300, 300, 260, 40))
    assert _label(page, 450, 320) == "Holding number"


def test_a_complaint_between_a_name_and_its_field_is_not_the_name() -> None:
    page = _page()
    _say(page, "Family name", 300, 262)
    _say(page, "Enter your name", 300, 284, (30, 30, 210))
    _frame(page, Box(300, 300, 260, 40))
    assert _label(page, 450, 320) == "Family name"


def test_what_explains_the_field_above_is_no_name_where_names_stand_to_the_left() -> None:
    page = _page()
    for top, name in ((200, "User"), (300, "Password")):
        _say(page, name, 160, top + 26)
        _frame(page, Box(300, top, 260, 40))
    _say(page, "Letters only", 300, 258, (150, 150, 150))
    assert _label(page, 450, 320) == "Password"


def test_a_checkbox_without_text_beside_it_is_called_by_the_text_above() -> None:
    page = _page()
    _say(page, "Dogs are welcome", 300, 270)
    _frame(page, Box(300, 284, 18, 18))
    assert Page(Reader(), page, 1.0).tick_label(Box(300, 284, 18, 18)) == "Dogs are welcome"


def test_a_single_letter_beside_a_checkbox_is_not_its_name() -> None:
    page = _page()
    _say(page, "Dogs are welcome", 300, 270)
    _frame(page, Box(300, 284, 18, 18))
    _say(page, "B", 328, 299)
    assert Page(Reader(), page, 1.0).tick_label(Box(300, 284, 18, 18)) == "Dogs are welcome"
