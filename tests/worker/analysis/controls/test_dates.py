"""Dates are what fields hold, and no names."""

import pytest

from tests.worker.analysis.controls.test_page import _frame, _page, _say
from worker.analysis.controls.dates import has_parts, is_blank, is_date
from worker.analysis.fields import ControlKind, Page
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader


@pytest.mark.parametrize("text", ["11/02/2026", "24.12.2026", "1T/02/2026", "mm/dd/yyyy", "tt.mm.jjjj"])
def test_a_date_is_one_though_a_sign_is_misread_or_nothing_is_filled_in(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["1.2.3", "10.0.0.1", "and/or", "A4/B5", "AA-12", "2026", "Save"])
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "is_one"), [("dd/yyyy", True), ("--:-- --", True), ("-:08 AM", True), ("11/02/2026", False)]
)
def test_a_date_or_a_time_is_blank_when_a_part_of_it_is(text: str, *, is_one: bool) -> None:
    assert is_blank(text) == is_one


@pytest.mark.parametrize("text", ["4111-1111-1111-1111", "hunter-22x33", "XXX-XXX", "www.oo"])
def test_other_texts_with_dots_and_hyphens_have_no_parts(text: str) -> None:
    assert not has_parts(text)


def test_a_date_is_known_though_a_pointer_covers_a_part_of_it() -> None:
    assert has_parts("1 14/2026")
    assert not has_parts("14 loaves")


def test_a_blank_date_is_a_field_though_no_edge_is_seen_around_it() -> None:
    page = _page()
    _say(page, "Checked", 300, 330)
    _say(page, "mm/dd/yyyy", 420, 330)

    control = Page(Reader(), page, 1.0).control_at(Point(450, 324))

    assert control is not None
    assert (control.kind, control.label) == (ControlKind.FIELD, "Checked")


def test_a_date_in_the_middle_of_its_frame_is_held_by_a_field() -> None:
    page = _page()
    _say(page, "Paid on", 300, 306)
    _frame(page, Box(300, 315, 150, 36))
    _say(page, "11/02/2026", 322, 339)

    control = Page(Reader(), page, 1.0).control_at(Point(350, 334))

    assert control is not None
    assert (control.kind, control.label) == (ControlKind.FIELD, "Paid on")
