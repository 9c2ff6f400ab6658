"""Which words of a page are only what was put in."""

import pytest

from worker.execution.guard.put_in import PutIn
from worker.execution.guard.wording import comparable


def put_in(*texts: str) -> PutIn:
    return PutIn(frozenset(map(comparable, texts)))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("Ada Byron", "Guest: Ada Byron"),
        ("Ada Byron", "Guest: Byron, Ada"),
        ("Go Grocers", "Order for Go Grocers"),
        ("report.csv", "Uploaded report.csv"),
        ("3", "3 nights"),
        ("1234.5", "Transfer of 1,234.50 EUR"),
        ("2026-12-24", "To be made on 24 December 2026"),
        ("Bob", "The message will be sent to Bob"),
        ("Bob", "Order placed by: Bob"),
        ("Ada Byron", "Ada Byron is not yet confirmed"),
    ],
)
def test_a_label_and_its_value_are_what_was_put_in(given: str, words: str) -> None:
    assert put_in(given).holds(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("Jane Doe", "Customer Jane Doe was added"),
        ("4711", "Order 4711 placed"),
        ("Go Grocers", "Your order 8812 for Go Grocers"),
        ("Bob", "Message sent to Bob"),
        ("Ann", "Annual report"),
        ("Jane Doe", "Welcome"),
        ("a", "Made by a person"),
    ],
)
def test_what_the_site_says_of_it_is_the_sites(given: str, words: str) -> None:
    assert not put_in(given).holds(words)


def test_nothing_is_put_in_by_nothing() -> None:
    assert not put_in().holds("Guest: Ada Byron")
