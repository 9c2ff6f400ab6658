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
        "/docs/7/delete",
        "/help/delete?id=7",
        "/help/../delete",
        "/?q=shoes&action=delete",
        "/%3Fq=/delete",
        "/password/reset/confirm",
        "/devices/7/reset",
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
        "/password/reset",
        "/reset-password?token=a7",
        "/orders?filter=cancel",
        "/search?q=delete",
        "/orders?page=2&tab=void&sort=date",
        "/help/delete-account",
        "/docs/api/delete#remove",
        "https://orchard.test/docs/refund?q=pay",
        "/deploy-guide.html",
    ],
)
def test_other_addresses_do_not_ask_for_anybody(url: str) -> None:
    assert not address_looks_irreversible(url)


def test_a_long_address_takes_no_time() -> None:
    began = time.monotonic()
    address_looks_irreversible("/delete-" * 100_000)
    assert time.monotonic() - began < 2
