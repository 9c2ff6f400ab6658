import pytest

from playground.practice.criteria import unmet
from playground.practice.snapshot import Element, Page

SAVED = Page(
    "http://orchard.test/orders/1043?saved",
    "Order 1043 - Orchard",
    (Element("status", text="Order 1043 was saved."),),
)
WRONG = Page("http://orchard.test/orders", "Orders", (Element("alert", text="Quantity: enter a number."),))


@pytest.mark.parametrize(
    "criterion",
    [
        "orchard.test/orders/… is shown without an error message.",
        "https://orchard.test/orders/1042 opens",
        "orchard.test/0rders/… is shown",
        "The page says “Order 1042 was saved.”",
        'The page says "order 1042"',
        "“Save order” was clicked.",
        "The order exists.",
    ],
)
def test_what_can_be_checked_holds(criterion: str) -> None:
    assert unmet(criterion, SAVED) is None


@pytest.mark.parametrize(
    ("criterion", "objection"),
    [
        ("orchard.test/orders/… is shown.", "is open instead of orchard.test/orders/…"),
        ("The page says “Order 1042 was saved.”", "“Order 1042 was saved” is not on the page"),
        ("There is no error.", "the page says “Quantity: enter a number”"),
    ],
)
def test_what_speaks_against_a_criterion_is_named(criterion: str, objection: str) -> None:
    assert objection in (unmet(criterion, WRONG) or "")
