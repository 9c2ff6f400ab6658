"""The practice model as the one who reads what others did."""

import pytest

from playground.practice.second_reading import Seen, read_end
from tests.playground.practice.talks import page

MENU = '- link "Customers" [ref=e1]\n- link "Orders" [ref=e2]\n- heading "Orders" [ref=e3]'
PLACED = "- status [ref=e1]: Order 1043 was placed."
REFUSED = "- alert [ref=e1]: Enter a quantity."
SEARCHED = '- paragraph [ref=e1]: No orders match 4711.\n- heading "Orders" [ref=e2]'


def found(criterion: str, text: str, of: str = "http://orchard.test/orders") -> tuple[object, object]:
    (reading,) = read_end({1: criterion}, [Seen(of, text)])
    return reading["finding"], reading["quote"]


def on_page(
    criterion: str, snapshot: str, url: str = "http://orchard.test/orders/1043"
) -> tuple[object, object]:
    return found(criterion, page(snapshot, url))


@pytest.mark.parametrize(
    ("criterion", "snapshot", "finding", "quote"),
    [
        ("The order was placed.", PLACED, "shown", "Order 1043 was placed."),
        (
            "orchard.test/orders/… is shown without an error message.",
            PLACED,
            "shown",
            "http://orchard.test/orders/1043",
        ),
        ("The page says “Order 1042 was placed.”", PLACED, "shown", "Order 1043 was placed."),
        ("orchard.test/orders/… is shown without an error message.", REFUSED, "denied", "Enter a quantity."),
        ("The page says “Order 1042 was placed.”", REFUSED, "denied", "Enter a quantity."),
        ("Orders that match 4711 are listed", SEARCHED, "denied", "No orders match 4711."),
        ("The new customer was added and is shown in the customer list", MENU, "unclear", ""),
    ],
    ids=["said", "address", "quoted", "alert", "alert instead", "denial", "menu"],
)
def test_a_page_shows_a_criterion_or_denies_it_or_says_nothing(
    criterion: str, snapshot: str, finding: str, quote: str
) -> None:
    assert on_page(criterion, snapshot) == (finding, quote)


@pytest.mark.parametrize(
    ("output", "finding"),
    [
        ("the backup was uploaded", "shown"),
        ("uploaded backup: failed, quota exceeded", "denied"),
        ("total 0", "unclear"),
    ],
    ids=["said", "failed", "nothing"],
)
def test_an_output_shows_a_criterion_or_denies_it_or_says_nothing(output: str, finding: str) -> None:
    assert found("The backup was uploaded", output, "./backup")[0] == finding


def test_the_first_look_that_decides_counts() -> None:
    seen = [Seen("http://orchard.test", page(MENU)), Seen("./backup", "the backup was uploaded")]
    readings = read_end({1: "The backup was uploaded", 3: "A gift was wrapped"}, seen)
    assert [(each["criterion"], each["finding"]) for each in readings] == [(1, "shown"), (3, "unclear")]
