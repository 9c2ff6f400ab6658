"""Which addresses say that opening them does something."""

import time

import pytest

from models.irreversible_addresses import address_looks_irreversible


@pytest.mark.parametrize(
    "url",
    [
        "https://orchard.test/delete?id=1&confirm=yes",
        "/orders/7/cancel",
        "/?action=delete",
        "/api?do=deleteUser",
        "/x?c=%64elete",
        "#/remove/4",
        "/account/delete-account",
    ],
)
def test_an_address_that_says_so_cannot_be_taken_back(url: str) -> None:
    assert address_looks_irreversible(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://delete.test/",
        "https://orchard.test/posts/5",
        "/orders/new",
        "/payments",
        "/checkout",
        "/docs/how-to-delete-a-repository",
        "/?q=how+to+delete+my+account",
        "https://[",
    ],
)
def test_other_addresses_do_not_ask_for_anybody(url: str) -> None:
    assert not address_looks_irreversible(url)


def test_a_long_address_takes_no_time() -> None:
    began = time.monotonic()
    address_looks_irreversible("/delete-" * 100_000)
    assert time.monotonic() - began < 2
