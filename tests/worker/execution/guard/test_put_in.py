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
        ("4155550123", "Phone: +1 415-555-0123"),
        ("0171 5550123", "+49 171 555 0123"),
        ("DE89370400440532013000", "Account: DE89 3704 0044 0532 0130 00"),
        ("4242424242424242", "Card: 4242 4242 4242 4242"),
        ("4242424242424242", "Card ending in 4242"),
        ("José Nuñez", "Guest: Jose Nunez"),
        ("Login Broken", "Address: login-broken"),
        ("24 Dec", "To be made on 24 December 2026"),
        ("24.12.", "Thursday, December 24th, 2026"),
        ("24122026", "24 December 2026"),
        ("1200", "Price: $1.2K"),
        ("90", "Length: 1 h 30 min"),
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
        ("415555", "Phone: +1 415-555-0123"),
        ("4711.csv", "3 orders were imported from 4711.csv"),
        ("24 Dec", "25 December 2026"),
    ],
)
def test_what_the_site_says_of_it_is_the_sites(given: str, words: str) -> None:
    assert not put_in(given).holds(words)


def test_nothing_is_put_in_by_nothing() -> None:
    assert not put_in().holds("Guest: Ada Byron")
