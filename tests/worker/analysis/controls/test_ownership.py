"""Of texts around a control, that in its box is its name, else that of its row, else the nearest one."""

import cv2
import numpy as np

from tests.worker.analysis.controls.test_page import _INK, _frame, _page, _say
from worker.analysis.controls.rules import is_ruled
from worker.analysis.fields import ControlKind, Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader

_RULE = (232, 232, 232)


def _rule(page: Pixels, y: int) -> None:
    cv2.line(page, (120, y), (900, y), _RULE, 1)


def _control(page: Pixels, x: int, y: int, *, writable: bool = True) -> tuple[ControlKind, str | None]:
    control = Page(Reader(), page, 1.0).control_at(Point(x, y), writable=writable)
    assert control is not None
    return control.kind, control.label


def _settings() -> Pixels:
    page = _page()
    _say(page, "Kelvin", 620, 280)
    _rule(page, 300)
    _say(page, "House name", 120, 340)
    _rule(page, 366)
    return page


def test_a_field_at_the_end_of_a_ruled_row_is_called_by_its_start_and_not_by_the_row_above() -> None:
    page = _settings()
    _frame(page, Box(600, 315, 300, 36))
    assert _control(page, 760, 334) == (ControlKind.FIELD, "House name")


def test_a_switch_that_is_not_seen_as_one_is_called_by_its_row() -> None:
    page = _settings()
    _frame(page, Box(850, 318, 48, 26))
    assert _control(page, 872, 332, writable=False)[1] == "House name"


def test_a_text_far_from_a_field_with_nothing_to_show_a_row_is_not_its_name() -> None:
    page = _page()
    _say(page, "Overview", 40, 340)
    _frame(page, Box(600, 315, 300, 36))
    assert _control(page, 760, 334)[1] is None


def test_a_field_is_called_by_what_stands_in_it_rather_than_by_a_bold_title_beside_it() -> None:
    page = _page()
    cv2.putText(page, "Parcels", (200, 340), cv2.FONT_HERSHEY_DUPLEX, 0.6, _INK, 2, cv2.LINE_AA)
    _frame(page, Box(300, 315, 300, 36))
    _say(page, "Find an entry", 312, 340, (140, 140, 140))
    assert _control(page, 560, 334) == (ControlKind.FIELD, "Find an entry")


def _card() -> Pixels:
    page = _page()
    _say(page, "Packing", 300, 290)
    _frame(page, Box(296, 304, 300, 44))
    _say(page, "Violin and bow", 310, 332)
    return page


def test_a_card_that_nothing_is_written_into_is_called_by_its_text() -> None:
    assert _control(_card(), 540, 326, writable=False) == (ControlKind.BUTTON, "Violin and bow")


def test_what_has_a_mark_at_its_end_is_a_list_and_called_as_what_stands_above_it() -> None:
    page = _card()
    cv2.fillPoly(page, [np.array([(570, 322), (582, 322), (576, 330)])], _INK)
    assert _control(page, 500, 326, writable=False) == (ControlKind.FIELD, "Packing")


def test_a_line_ends_a_row_and_letters_do_not() -> None:
    page = _settings()
    assert is_ruled(page, Box(120, 284, 700, 30))
    assert not is_ruled(page, Box(120, 320, 120, 30))


def test_the_fainter_line_under_the_title_of_a_card_is_not_its_name() -> None:
    page = _page()
    _frame(page, Box(296, 304, 300, 70))
    _say(page, "Violin and bow", 310, 332)
    _say(page, "since Tuesday", 310, 358, (150, 150, 150))
    assert _control(page, 360, 354)[1] == "Violin and bow"


def test_what_explains_the_name_of_a_row_is_not_its_name() -> None:
    page = _page()
    cv2.putText(page, "House name", (120, 330), cv2.FONT_HERSHEY_DUPLEX, 0.6, _INK, 2, cv2.LINE_AA)
    _say(page, "seen by everybody", 120, 352, (130, 130, 130))
    _rule(page, 380)
    _frame(page, Box(600, 326, 300, 36))
    _frame(page, Box(860, 424, 48, 26))
    assert _control(page, 760, 344)[1] == "House name"
    assert Page(Reader(), page, 1.0).tick_label(Box(600, 338, 40, 20)) == "House name"


def test_a_card_whose_title_had_no_room_on_one_line_is_called_by_both() -> None:
    page = _page()
    _frame(page, Box(296, 304, 180, 92))
    _say(page, "Walnut for Anna", 310, 330)
    _say(page, "insured", 310, 354)
    _say(page, "19 May", 310, 378, (150, 150, 150))
    assert _control(page, 440, 350, writable=False)[1] == "Walnut for Anna insured"


def test_a_date_is_held_by_a_field_though_the_pointer_is_an_arrow_over_it() -> None:
    page = _page()
    _say(page, "Day", 302, 292)
    _frame(page, Box(300, 300, 420, 42))
    _say(page, "05/04/2026", 312, 326)

    assert _control(page, 340, 322, writable=False) == (ControlKind.FIELD, "Day")
