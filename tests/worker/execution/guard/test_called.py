"""What a label on a page has in common with what a plan names."""

import pytest

from worker.execution.guard.called import is_called, may_be_called
from worker.execution.guard.elements import Element

CALLED_SO = ["Buy now", "BUY  NOW", "Buy now!", "🛒 Buy now", "„Buy now“", "[Buy now] »", "Buy\xa0now\u200b"]


@pytest.mark.parametrize("label", CALLED_SO, ids=ascii)
def test_signs_and_spaces_around_a_label_make_no_difference(label: str) -> None:
    assert is_called(Element("button", label), "Buy now")


@pytest.mark.parametrize(
    "label", ["Buy now (2)", "Buy now €40", "Yes, buy now", "Buy\xadnow", "Buy"], ids=ascii
)
def test_a_label_with_other_words_or_a_counter_is_not_the_same_but_may_be_meant(label: str) -> None:
    assert not is_called(Element("button", label), "Buy now")
    assert may_be_called(Element("button", label), "Buy now")


@pytest.mark.parametrize("label", ["Buyer nowhere", "What our customers buy now and here", "2", "", "🛒"])
def test_other_labels_are_not_meant(label: str) -> None:
    assert not may_be_called(Element("button", label), "Buy now 2")


@pytest.mark.parametrize(("role", "meant"), [("button", True), ("link", False), ("tab", False)])
def test_what_may_only_lead_to_a_thing_is_not_what_is_done_to_it(role: str, *, meant: bool) -> None:
    assert may_be_called(Element(role, "Account"), "Delete account") is meant
    assert may_be_called(Element(role, "Delete"), "Delete account")


@pytest.mark.parametrize("sign", ["+", "\u00d7", "…"])
def test_a_sign_alone_is_a_label(sign: str) -> None:
    assert is_called(Element("button", sign), sign)
    assert not is_called(Element("button", sign), "-")


def test_nothing_is_called_nothing() -> None:
    assert not is_called(Element("button", ""), "")
    assert not may_be_called(Element("button", "Buy"), None)
