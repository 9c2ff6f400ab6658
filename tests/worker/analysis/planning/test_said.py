import pytest

from tests.worker.analysis.factories import make_event
from worker.analysis.evidence import EventKind
from worker.analysis.planning.said import Said, is_at

SAID = Said.by(
    [
        make_event(EventKind.TYPE, label="Amount", text="24.50", url="http://shop.example.com/pay"),
        make_event(EventKind.CLICK, label="Send", url="my-shop.example.org"),
    ]
)


@pytest.mark.parametrize(
    "claim",
    ["amount", "24.50", "http://shop.example.com/pay", "shop.example.com", "https://my-shop.example.org"],
)
def test_what_was_read_is_said(claim: str) -> None:
    assert SAID.has(claim)


@pytest.mark.parametrize(
    "claim",
    ["24", "50", "Amo", "https://shop.example.com/pay", "ftp://my-shop.example.org", "shop.example.org"],
)
def test_a_part_of_a_word_a_number_or_a_host_is_another_one(claim: str) -> None:
    assert not SAID.has(claim)


def test_only_deeds_of_labels_are_promised() -> None:
    assert SAID.promises("Send the amount")
    assert not SAID.promises("Send the amount, then delete the customer")


@pytest.mark.parametrize(
    "url", ["http://shop.example.com/a", "http://shop.example.com/a/", "HTTP://Shop.example.com/a"]
)
def test_an_address_may_be_written_in_another_way(url: str) -> None:
    assert is_at(url, "http://shop.example.com/a?b=c#d")


@pytest.mark.parametrize(
    "url",
    ["https://shop.example.com/a", "ftp://shop.example.com/a", "http://shop.example.com", "http://shop"],
)
def test_another_scheme_or_page_is_another_address(url: str) -> None:
    assert not is_at(url, "http://shop.example.com/a")


def test_a_scheme_that_the_browser_hid_may_be_one_of_the_web() -> None:
    assert is_at("http://shop.example.com", "shop.example.com")
    assert not is_at("ftp://shop.example.com", "shop.example.com")
