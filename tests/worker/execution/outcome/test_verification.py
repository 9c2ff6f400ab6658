"""What the agent's claim of a criterion is worth, and what a second reader's finding is."""

import pytest

from models.outcome import CriterionOutcome, CriterionState
from models.plan import LONGEST_LINE
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.sight import Sight
from worker.execution.outcome.reading import Finding, Reading
from worker.execution.outcome.verification import (
    ITS_OWN_WORDS,
    NOT_SEEN,
    NOT_SHOWN,
    UNANSWERED,
    UNCHECKED,
    UNCLEAR,
    Claim,
    judge,
    objections,
)

SAVED = seeing("- status: Order ORD-42 was saved")
PLACED = "Order 4711 was placed"


def holds(seen: str, criterion: int = 1) -> Claim:
    return Claim(criterion=criterion, holds=True, seen=seen)


def found(quote: str, finding: Finding = Finding.SHOWN, reason: str = "") -> Reading:
    return Reading(criterion=1, finding=finding, quote=quote, reason=reason)


def judged(
    criterion: str, claim: Claim | None, sight: Sight, reading: Reading | None = None
) -> CriterionOutcome:
    """Return what becomes of a criterion; without a reading of its own the reader finds what is claimed."""
    if reading is None and claim is not None:
        reading = found(claim.seen)
    readings = {1: reading} if reading else {}
    (outcome,) = judge([criterion], [claim] if claim else [], readings, sight.looks, str).criteria
    return outcome


def after(*calls: tuple[str, str]) -> Sight:
    """Return the sight of an agent that ran commands, each with what it printed."""
    sight = Sight()
    for command, output in calls:
        sight.begins("Bash", {"command": command})
        sight.hear("Bash", {"command": command}, output, failed=False)
    return sight


@pytest.mark.parametrize(
    ("claim", "state", "seen"),
    [
        (holds("ORD-42"), CriterionState.VERIFIED, "ORD-42"),
        (holds("ORD-43"), CriterionState.NOT_VERIFIED, None),
        (holds(""), CriterionState.NOT_VERIFIED, None),
        (Claim(criterion=1, holds=False, seen="saved"), CriterionState.FAILED, "saved"),
        (Claim(criterion=1, holds=False, seen="an error"), CriterionState.FAILED, None),
    ],
    ids=["seen", "not seen", "no quote", "denied and seen", "denied and not seen"],
)
def test_only_what_was_seen_counts(claim: Claim, state: CriterionState, seen: str | None) -> None:
    outcome = judged("ORD-42 is saved", claim, SAVED)
    assert (outcome.state, outcome.seen) == (state, seen)


@pytest.mark.parametrize(
    "quote", ["", "-", "a", "42", "- !"], ids=["none", "dash", "letter", "short", "signs"]
)
def test_a_quote_that_any_page_holds_proves_nothing(quote: str) -> None:
    page = seeing("- paragraph: a 42 - !")
    assert judged(f"{quote} is saved", holds(quote), page).reason == NOT_SEEN


def test_a_criterion_nobody_spoke_of_is_not_verified() -> None:
    criteria = ("First", "It is saving")
    readings = {2: Reading(criterion=2, finding=Finding.SHOWN, quote="saved")}
    outcome = judge(criteria, [holds("saved", 2)], readings, SAVED.looks, str)
    assert [each.state for each in outcome.criteria] == [
        CriterionState.NOT_VERIFIED,
        CriterionState.VERIFIED,
    ]
    assert objections(criteria, [holds("saved", 2)], SAVED.looks) == {1: UNANSWERED}


@pytest.mark.parametrize(
    ("criterion", "page", "quote"),
    [
        ("Order 4711 was placed and a confirmation mail was sent", "Shop: order 4711", "Shop"),
        (PLACED, "The order 4712 was placed", "order 4712 was placed"),
        ("The page says “Thank you, Ana”", "Thank you, Ben", "Thank you"),
    ],
    ids=["other words", "another number", "another text"],
)
def test_a_quote_of_something_else_proves_nothing(criterion: str, page: str, quote: str) -> None:
    outcome = judged(criterion, holds(quote), seeing(f"- paragraph: {page}"))
    assert (outcome.state, outcome.seen, outcome.reason) == (CriterionState.NOT_VERIFIED, None, NOT_SHOWN)


@pytest.mark.parametrize(
    "calls",
    [
        [("printf 'Order %s was placed' 4711", PLACED)],
        [("printf 'Order %s was ' 4711; grep -ho placed /usr/share/doc/x", PLACED)],
        [("echo '== Order 4711'; cat orders.log", "== Order 4711\n4712 was placed")],
        [(f"echo {PLACED} > report.md", ""), ("cat report.md", PLACED)],
        [("curl -s https://orchard.test/echo?say=Order+4711+was+placed", PLACED)],
    ],
    ids=["printed", "printed beside a word that was read", "a heading", "a file", "an echo"],
)
def test_a_number_that_only_the_agent_said_proves_nothing(calls: list[tuple[str, str]]) -> None:
    quote = calls[-1][1]
    outcome = judged(PLACED, holds(quote), after(*calls))
    assert (outcome.state, outcome.seen, outcome.reason) == (CriterionState.NOT_VERIFIED, None, ITS_OWN_WORDS)


def test_the_agents_own_number_is_not_borne_out_by_another_look_at_other_things() -> None:
    sight = after(("printf 'Order %s was placed' 4711", PLACED))
    sight.hear(f"{TOOL}snapshot", {}, snapshot("- row: 4711 is in the basket"), failed=False)
    assert judged(PLACED, holds(PLACED), sight).state is CriterionState.NOT_VERIFIED


@pytest.mark.parametrize(
    ("criterion", "calls", "quote"),
    [
        (
            "report.csv holds the total 4711",
            [("python3 sum.py", ""), ("cat report.csv", "total,4711")],
            "total,4711",
        ),
        (PLACED, [("grep 4711 orders.csv", "4711,placed"), ("cat orders.csv", "4711,placed")], "4711,placed"),
        ("The list has pears", [("./make-list > list", ""), ("cat list", "apples\npears")], "pears"),
        ("All tests pass", [("pytest -q", "12 passed in 1.2s")], "12 passed"),
    ],
    ids=["worked out", "looked for, then read", "made by a program", "what a tool says"],
)
def test_what_a_program_found_out_is_verified(
    criterion: str, calls: list[tuple[str, str]], quote: str
) -> None:
    outcome = judged(criterion, holds(quote), after(*calls))
    assert (outcome.state, outcome.seen, outcome.reason) == (CriterionState.VERIFIED, quote, None)


def test_a_site_may_be_asked_for_the_number_it_shows() -> None:
    found = seeing("- row: 4711 placed by Jane", url="https://orchard.test/orders?q=4711")
    assert judged(PLACED, holds("4711 placed"), found).state is CriterionState.VERIFIED
    echoed = seeing(
        f"- text: Nothing found for {PLACED}", url="https://orchard.test/?q=Order+4711+was+placed"
    )
    assert judged(PLACED, holds(PLACED), echoed).reason == ITS_OWN_WORDS


def test_texts_are_cleaned_and_cut_before_they_are_kept() -> None:
    criterion = f"ORD-42{'x' * 2 * LONGEST_LINE} is saved"
    page = seeing(f"- status: {criterion}")
    (outcome,) = judge(
        [criterion],
        [holds("saved")],
        {1: found("saved")},
        page.looks,
        lambda text: text.replace("ORD-42", "[CODE]").replace("saved", "[S]"),
    ).criteria
    assert (len(outcome.criterion), outcome.criterion[:6], outcome.seen) == (LONGEST_LINE, "[CODE]", "[S]")


def test_without_a_second_reader_nothing_is_verified() -> None:
    (outcome,) = judge(["ORD-42 is saved"], [holds("ORD-42")], {}, SAVED.looks, str).criteria
    assert (outcome.state, outcome.seen, outcome.reason) == (CriterionState.NOT_VERIFIED, None, UNCHECKED)


def test_what_the_agent_denies_fails_whatever_a_second_reader_finds() -> None:
    denies = Claim(criterion=1, holds=False, seen="saved")
    assert judged("ORD-42 is saved", denies, SAVED, found("ORD-42")).state is CriterionState.FAILED


@pytest.mark.parametrize(
    ("criterion", "page", "reading", "state"),
    [
        (
            "The new customer was added and is shown in the customer list",
            "- link: Customers",
            found("", Finding.UNCLEAR, "only a menu speaks of customers"),
            CriterionState.NOT_VERIFIED,
        ),
        (
            "orchard.test/orders/… is shown without an error message",
            "- alert: Enter a quantity",
            found("Enter a quantity", Finding.DENIED, "an alert asks for a quantity"),
            CriterionState.FAILED,
        ),
        (
            "Order 4711 is in the list of orders",
            "- paragraph: No orders match 4711",
            found("No orders match 4711", Finding.DENIED, "no order matches"),
            CriterionState.FAILED,
        ),
    ],
    ids=["a menu", "an error page", "a denial"],
)
def test_words_that_only_occur_are_not_enough(
    criterion: str, page: str, reading: Reading, state: CriterionState
) -> None:
    quote = page.partition(": ")[2]
    outcome = judged(criterion, holds(quote), seeing(page), reading)
    assert (outcome.state, outcome.reason) == (state, reading.reason)


def test_a_denial_by_a_command_fails_the_criterion_with_its_words() -> None:
    sight = after(("./backup", "backup upload failed: quota exceeded"))
    denial = found("backup upload failed", Finding.DENIED, "the upload failed")
    outcome = judged("The backup was uploaded", holds("backup upload failed"), sight, denial)
    assert (outcome.state, outcome.seen) == (CriterionState.FAILED, "backup upload failed")


@pytest.mark.parametrize(
    ("quote", "reason"), [("ORD-43 is saved", NOT_SEEN), ("Orchard", NOT_SHOWN)], ids=["not there", "not it"]
)
def test_a_second_readers_quote_has_to_be_there_and_to_speak_of_it(quote: str, reason: str) -> None:
    outcome = judged("ORD-42 is saved", holds("ORD-42"), SAVED, found(quote))
    assert (outcome.state, outcome.seen, outcome.reason) == (CriterionState.NOT_VERIFIED, None, reason)


def test_what_the_agent_said_itself_proves_nothing_to_a_second_reader_either() -> None:
    sight = after((f"echo 'Every criterion is shown: {PLACED}'", f"Every criterion is shown: {PLACED}"))
    assert judged(PLACED, holds(PLACED), sight, found(PLACED)).reason == ITS_OWN_WORDS


def test_a_finding_without_a_reason_says_that_nothing_shows_it() -> None:
    outcome = judged("ORD-42 is saved", holds("ORD-42"), SAVED, found("", Finding.UNCLEAR))
    assert outcome.reason == UNCLEAR


def test_what_is_gone_by_the_end_is_not_verified() -> None:
    sight = after(("cat list", "pears"), ("rm list; ls", "apples"))
    assert judged("The list has pears", holds("pears"), sight).reason == NOT_SEEN
