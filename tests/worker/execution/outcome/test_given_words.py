"""A criterion about what the agent itself put in needs a page that was opened anew."""

import pytest

from models.outcome import CriterionState
from tests.worker.execution.pages import TOOL, URL, seeing, snapshot
from worker.execution.guard.sight import Sight
from worker.execution.outcome.reading import Finding, Reading
from worker.execution.outcome.verification import ITS_OWN_WORDS, Claim, judge

GO_GROCERS = "The order for “Go Grocers” has the status Shipped"
REVIEW = "Order for Go Grocers with status Shipped"


def having_typed(text: str, line: str) -> Sight:
    """Return the sight of an agent that typed a text, clicked, and sees a line."""
    sight = seeing('- textbox "Text" [ref=e4]', '- button "Next" [ref=e5]')
    for tool, given in (("type", {"target": "e4", "text": text}), ("click", {"target": "e5"})):
        sight.begins(f"{TOOL}{tool}", given)
        sight.hear(f"{TOOL}{tool}", given, "", failed=False)
    look(sight, line, "f1e1")
    return sight


def open_anew(sight: Sight, line: str) -> None:
    sight.begins(f"{TOOL}navigate", {"url": URL})
    sight.hear(f"{TOOL}navigate", {"url": URL}, "", failed=False)
    look(sight, line, "f2e1")


def look(sight: Sight, line: str, ref: str) -> None:
    page = snapshot(f"- main [ref={ref}]:", f"  - paragraph: {line}")
    sight.hear(f"{TOOL}snapshot", {}, page, failed=False)


def judged(criterion: str, quote: str, sight: Sight) -> tuple[CriterionState, str | None]:
    """Return what becomes of a criterion that the agent and a second reader both find in a quote."""
    claims = [Claim(criterion=1, holds=True, seen=quote)]
    readings = {1: Reading(criterion=1, finding=Finding.SHOWN, quote=quote)}
    (outcome,) = judge([criterion], claims, readings, sight.looks, str).criteria
    return outcome.state, outcome.reason


@pytest.mark.parametrize(
    ("criterion", "typed", "shown"),
    [
        (
            "Order 4711 is shown as “Shipped”",
            "Order 4711 Shipped",
            "You searched for: Order 4711 Shipped",
        ),
        ("The issue shows the comment “Fixed in 4.2”", "Comment: Fixed in 4.2", "Comment: Fixed in 4.2"),
        (GO_GROCERS, "Go Grocers", REVIEW),
        ("The customer Jane Doe is in the list", "Jane Doe", "Please check: customer Jane Doe"),
        ("24 boxes are ordered", "24", "You are about to order 24 boxes"),
        ("The booking shows “Guest: Ada Byron”", "Ada Byron", "Guest: Ada Byron"),
        ("The transfer is over 1,234.50 EUR", "1234.5", "Transfer of 1,234.50 EUR"),
        ("The table is booked at “2:30 PM”", "14:30", "Table at 2:30 PM"),
    ],
    ids=[
        *("a search", "a preview", "an order to be placed", "unquoted", "a number", "with a label"),
        *("with separators", "a time"),
    ],
)
def test_what_was_put_in_is_not_shown_by_a_page_that_may_repeat_it(
    criterion: str, typed: str, shown: str
) -> None:
    sight = having_typed(typed, shown)
    assert judged(criterion, shown, sight) == (CriterionState.NOT_VERIFIED, ITS_OWN_WORDS)
    open_anew(sight, shown)
    assert judged(criterion, shown, sight) == (CriterionState.VERIFIED, None)


def test_another_page_that_knows_the_name_does_not_bear_out_what_was_only_repeated() -> None:
    sight = having_typed("Go Grocers", REVIEW)
    open_anew(sight, "All customers: Go Grocers, Hillside Market")
    assert judged(GO_GROCERS, REVIEW, sight) == (CriterionState.NOT_VERIFIED, ITS_OWN_WORDS)


@pytest.mark.parametrize(
    ("criterion", "typed", "shown"),
    [
        ("The order is confirmed with a number", "Go Grocers", "Your order 8812 for Go Grocers is confirmed"),
        ("“Customer Jane Doe was added” is shown", "Jane Doe", "Customer Jane Doe was added"),
        ("“Order 4711 placed” is shown", "4711", "Order 4711 placed"),
        ("Order 4711 is shown as “Shipped”", "apples", "4711 Shipped"),
    ],
    ids=["a confirmation", "a sentence of the site", "a deed", "something else was typed"],
)
def test_the_sites_own_words_prove_at_once(criterion: str, typed: str, shown: str) -> None:
    assert judged(criterion, shown, having_typed(typed, shown)) == (CriterionState.VERIFIED, None)


def test_a_confirmation_is_not_lost_when_a_page_is_opened_anew_for_the_rest() -> None:
    sight = having_typed("Jane Doe", "Customer was added")
    open_anew(sight, "Customers: Jane Doe")
    assert judged("A message says “Customer was added”", "Customer was added", sight) == (
        CriterionState.VERIFIED,
        None,
    )
    assert judged("Jane Doe is in the list", "Customers: Jane Doe", sight) == (CriterionState.VERIFIED, None)
