"""A number, time or date is put in also if a site writes it in another way."""

import pytest

from worker.execution.guard.spellings import pieces_of_spellings
from worker.execution.guard.wording import pieces_of


def may_be_shown_as(given: str, shown: str) -> bool:
    return set(pieces_of(shown)) <= pieces_of_spellings(given)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("1234.5", "1,234.50"),
        ("1,234.50", "1234.5"),
        ("1234.5", "1.234,50"),
        ("4 711", "4711"),
        ("40", "$40.00"),
        ("14:30", "2:30 PM"),
        ("2 pm", "14:00"),
        ("00:15", "12:15 am"),
        ("2026-12-24", "24 December 2026"),
        ("2026-12-24", "12/24/2026"),
        ("2026-12-24", "24.12.2026"),
        ("2026-06-04", "Thursday, June 4th, 2026"),
        ("24 December 2026", "2026-12-24"),
        ("Dec 24, 2026", "24/12/26"),
        ("4/6/26", "June 4, 2026"),
    ],
)
def test_what_is_the_same_by_value_may_be_shown(given: str, shown: str) -> None:
    assert may_be_shown_as(given, shown)


@pytest.mark.parametrize(
    ("given", "shown"),
    [("1234.5", "1,234.60"), ("14:30", "2:31 PM"), ("2026-12-24", "25 December 2026"), ("24", "24 December")],
)
def test_what_is_another_value_is_not(given: str, shown: str) -> None:
    assert not may_be_shown_as(given, shown)


@pytest.mark.parametrize("given", ["2026-13-45", "9" * 5000, "٣٤:٥٦ 1.2.3.4", "0000-01-01"])
def test_any_text_can_be_read(given: str) -> None:
    assert set(pieces_of(given)) <= pieces_of_spellings(given)
