"""How a run ended, as people read it."""

from typing import Any
from unittest.mock import Mock

import pytest

from models import RunStatus
from models.outcome import CriterionOutcome, CriterionState, Outcome
from tests.models.factories import make_plan
from worker.execution.agent.agent import AgentEnd
from worker.execution.outcome.outcome import Finish
from worker.execution.progress import Signs
from worker.execution.stopping import Stop
from worker.execution.telling.reporting import Reporter, Verdict


def finish(verdict: Verdict | None, step: int = 0, **parts: Any) -> Finish:
    reporter = Mock(spec=Reporter, verdict=verdict, signs=Signs(step=step))
    return Finish(make_plan(), reporter, **{"end": AgentEnd(0), **parts})


def test_a_verified_end_completes_the_run() -> None:
    ending = finish(Verdict(succeeded=True, summary="Signed in."), step=4).ending(30)
    assert (ending.status, ending.exit_code, ending.summary) == (RunStatus.COMPLETED, 0, "Signed in.")


def test_a_refusal_right_after_a_credential_speaks_of_credentials() -> None:
    ending = finish(Verdict(succeeded=False, summary="The page says “No match”"), step=3).ending(30)
    assert (
        ending.error_message
        == "The page says “No match”. Click *Implement automation* and type the credentials again."
    )


def test_another_refusal_says_what_else_can_be_done() -> None:
    ending = finish(Verdict(succeeded=False, summary="There is no such page."), step=0).ending(30)
    assert ending.error_message == (
        "There is no such page. Click Retry, or start it again with other values."
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"trouble": "The model is away."}, "The model is away."),
        ({"end": AgentEnd(1, complaint="bwrap: no namespaces.")}, "bwrap: no namespaces."),
        ({}, "without saying whether it was done"),
        ({"end": None, "stop": Stop.DISK_FULL, "trouble": "The disk is full."}, "The disk is full."),
        ({"end": None, "stop": Stop.OVERTIME}, "used up its time"),
    ],
)
def test_every_broken_end_says_what_to_do(parts: dict[str, Any], said: str) -> None:
    ending = finish(None, **parts).ending(30)
    assert ending.status is RunStatus.FAILED
    assert said in (ending.error_message or "")


def test_a_run_that_nobody_answered_is_cancelled_and_says_so() -> None:
    ending = finish(None, end=None, stop=Stop.UNANSWERED).ending(30)
    assert ending.status is RunStatus.CANCELLED
    assert (ending.error_message or "").startswith("Nobody answered within 30 minutes")


def test_a_criterion_that_does_not_hold_fails_the_run_and_is_named() -> None:
    failed = CriterionOutcome(
        criterion="The order is listed.", state=CriterionState.FAILED, seen="No orders yet"
    )
    verdict = Verdict(succeeded=True, summary="Ordered.", outcome=Outcome(criteria=[failed]))
    ending = finish(verdict, step=4).ending(30)
    assert (ending.status, ending.outcome) == (RunStatus.FAILED, verdict.outcome)
    assert ending.error_message == (
        "At the end this did not hold: “The order is listed” (seen: “No orders yet”). "
        "Check the site, then click Retry."
    )


def test_a_criterion_that_nothing_shows_fails_nothing() -> None:
    unknown = CriterionOutcome(criterion="It is listed.", state=CriterionState.NOT_VERIFIED)
    verdict = Verdict(succeeded=True, summary="Ordered.", outcome=Outcome(criteria=[unknown]))
    assert finish(verdict, step=4).ending(30).status is RunStatus.COMPLETED


def test_a_cancelled_run_is_no_failure() -> None:
    ending = finish(None, end=None, stop=Stop.CANCELLED).ending(30)
    assert (ending.status, ending.error_message) == (RunStatus.CANCELLED, None)
