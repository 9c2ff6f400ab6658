import pytest

from playground.practice.claims import Claim, claims_about_output, claims_about_page
from playground.practice.inputs import Inputs
from playground.practice.snapshot import read_page
from tests.playground.practice.talks import make_plan, make_step, page

LOOK = page(
    "- status [ref=e1]: Order 1043 was placed.\n- alert [ref=e3]: Low stock.",
    url="http://orchard.test/orders/1043?placed",
)


def claim(criterion: str) -> Claim:
    plan = make_plan(make_step(), success_criteria=[criterion])
    seen = read_page(LOOK)
    assert seen is not None
    return claims_about_page(plan, Inputs(plan, {}), seen, LOOK)[0]


@pytest.mark.parametrize(
    ("criterion", "quote"),
    [
        ("The page says “Order 1042 was placed.”", "Order 1043 was placed."),
        ("orchard.test/orders/… is shown.", "http://orchard.test/orders/1043?placed"),
        ("The order was placed.", "Order 1043 was placed."),
        ("A gift was wrapped.", ""),
    ],
)
def test_a_criterion_is_shown_by_words_that_stand_on_the_page(criterion: str, quote: str) -> None:
    assert claim(criterion) == Claim(1, holds=True, seen=quote)


def test_what_speaks_against_a_criterion_is_quoted() -> None:
    assert claim("orchard.test/customers is shown.") == Claim(1, holds=False, seen="Low stock.")


def test_a_commands_output_shows_a_criterion_or_it_does_not() -> None:
    plan = make_plan(make_step(), success_criteria=["It prints “two lines”", "It prints “three lines”"])

    claims = claims_about_output(plan, Inputs(plan, {}), "one line\nand two lines\n")

    assert claims == [Claim(1, holds=True, seen="and two lines"), Claim(2, holds=True, seen="")]
