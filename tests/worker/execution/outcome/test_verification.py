"""What a criterion's claim is worth."""

import pytest

from models.outcome import CriterionState, Outcome
from models.plan import LONGEST_LINE
from worker.execution.outcome.verification import Claim, judge, unanswered, unseen

_PAGE = "Order ORD-42 was saved"


def _saw(words: str) -> bool:
    return words in _PAGE


def _judged(*claims: Claim, criteria: tuple[str, ...] = ("ORD-42 is saved",)) -> Outcome:
    return judge(criteria, claims, _saw, str)


@pytest.mark.parametrize(
    ("claim", "state", "seen"),
    [
        (Claim(criterion=1, holds=True, seen="ORD-42"), CriterionState.VERIFIED, "ORD-42"),
        (Claim(criterion=1, holds=True, seen="ORD-43"), CriterionState.NOT_VERIFIED, None),
        (Claim(criterion=1, holds=True), CriterionState.NOT_VERIFIED, None),
        (Claim(criterion=1, holds=False, seen="saved"), CriterionState.FAILED, "saved"),
        (Claim(criterion=1, holds=False, seen="an error"), CriterionState.FAILED, None),
    ],
)
def test_only_what_was_seen_counts(claim: Claim, state: CriterionState, seen: str | None) -> None:
    (criterion,) = _judged(claim).criteria
    assert (criterion.state, criterion.seen) == (state, seen)


@pytest.mark.parametrize("quote", ["", "-", "a", "42", "- !"])
def test_a_quote_that_any_page_holds_proves_nothing(quote: str) -> None:
    assert unseen([quote], [Claim(criterion=1, holds=True, seen=quote)], lambda _: True)


def test_a_criterion_nobody_spoke_of_is_not_verified() -> None:
    spoken = Claim(criterion=2, holds=True, seen="saved")
    outcome = _judged(spoken, criteria=("First", "It is saving"))
    assert [each.state for each in outcome.criteria] == [
        CriterionState.NOT_VERIFIED,
        CriterionState.VERIFIED,
    ]
    assert unanswered(("First", "It is saving"), [spoken]) == [1]


@pytest.mark.parametrize(
    ("criterion", "page", "quote"),
    [
        ("Order 4711 was placed and a confirmation mail was sent", "Shop: order 4711", "Shop"),
        ("Order 4711 was placed", "The order 4712 was placed", "order 4712 was placed"),
        ("The page says “Thank you, Ana”", "Thank you, Ben", "Thank you"),
    ],
)
def test_a_quote_of_something_else_proves_nothing(criterion: str, page: str, quote: str) -> None:
    claim = Claim(criterion=1, holds=True, seen=quote)
    (judged,) = judge([criterion], [claim], page.__contains__, str).criteria
    assert (judged.state, judged.seen) == (CriterionState.NOT_VERIFIED, None)
    assert unseen([criterion], [claim], page.__contains__) == [claim]


def test_texts_are_cleaned_and_cut_before_they_are_kept() -> None:
    claim = Claim(criterion=1, holds=True, seen="ORD-42")
    (criterion,) = judge(
        [f"ORD-42{'x' * 2 * LONGEST_LINE}"], [claim], _saw, lambda text: text.replace("ORD-42", "[CODE]")
    ).criteria
    assert (len(criterion.criterion), criterion.seen) == (LONGEST_LINE, "[CODE]")
