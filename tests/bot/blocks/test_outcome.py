"""How a run ended: what was seen, apart from what the agent says."""

from typing import Any

from bot.blocks.outcome import build_outcome
from bot.blocks.run import RunFacts, build_run
from bot.blocks.text import remark
from models import RunStatus
from models.outcome import CriterionOutcome, CriterionState, Outcome
from playground.slack.client import plain_text
from tests.bot.blocks.rows import make_outcome, make_run

SEEN = ("The order exists", CriterionState.VERIFIED, "Order 1042 was created")
UNSEEN = ("An email was sent", CriterionState.NOT_VERIFIED, None)
WRONG = ("The total is $12", CriterionState.FAILED, "Total: $21")


def _said(status: RunStatus, **columns: Any) -> str:
    return plain_text({"blocks": build_outcome(make_run(status, **columns))})


def _state(*criteria: tuple[str, CriterionState, str | None]) -> str:
    run = make_run(RunStatus.COMPLETED, outcome=make_outcome(*criteria))
    return plain_text({"blocks": build_run(RunFacts(run=run, member="U0ANA")).blocks[:1]})


def test_each_criterion_says_what_was_seen_of_it() -> None:
    said = _said(RunStatus.FAILED, outcome=make_outcome(SEEN, UNSEEN, WRONG))
    assert f":white_check_mark:  The order exists{remark('seen: “Order 1042 was created”')}" in said
    assert f":grey_question:  An email was sent{remark('not verified: nothing that was seen')}" in said
    assert f":x:  The total is $12{remark('seen: “Total: $21”')}" in said


def test_what_is_not_verified_says_why_if_that_is_known() -> None:
    reason = "only the agent's own words show it"
    unseen = CriterionOutcome(criterion="An email was sent", state=CriterionState.NOT_VERIFIED, reason=reason)
    said = _said(RunStatus.COMPLETED, outcome=Outcome(criteria=[unseen]).model_dump(mode="json"))
    assert f"not verified: {reason}" in said


def test_what_does_not_hold_says_why_beside_what_was_seen() -> None:
    denied = CriterionOutcome(
        criterion="It is listed", state=CriterionState.FAILED, seen="No orders", reason="the list is empty"
    )
    said = _said(RunStatus.FAILED, outcome=Outcome(criteria=[denied]).model_dump(mode="json"))
    assert remark("the list is empty; seen: “No orders”") in said


def test_the_agents_own_words_are_told_as_such() -> None:
    assert "*The agent says:* All done" in _said(RunStatus.COMPLETED, summary="All done")


def test_a_run_that_failed_says_why_instead() -> None:
    said = _said(RunStatus.FAILED, summary="All done", error_message="It was not done. Click Retry.")
    assert "It was not done" in said
    assert "All done" not in said


def test_completed_alone_is_said_only_of_what_was_seen_altogether() -> None:
    assert "*Completed*  ·" in _state(SEEN)
    assert "*Completed*, not all of it is verified" in _state(SEEN, UNSEEN)
    assert "*Completed*, by the agent's word" in _state()


def test_a_plan_that_names_nothing_to_check_is_told_so() -> None:
    assert "Nothing to check was named in the plan" in _said(RunStatus.COMPLETED, outcome=make_outcome())


def test_a_run_that_never_came_to_its_end_has_no_outcome() -> None:
    assert build_outcome(make_run(RunStatus.CANCELLED)) == []
    assert build_outcome(make_run(RunStatus.FAILED, outcome=make_outcome())) == []


def test_what_was_seen_cannot_act() -> None:
    hostile = ("<!channel>", CriterionState.VERIFIED, "<https://evil.example|click>")
    assert "<" not in _said(RunStatus.COMPLETED, outcome=make_outcome(hostile))
