"""What people read: log lines, and how a run ended."""

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
from worker.execution.telling import narration
from worker.execution.telling.reporting import Reporter, Verdict

BROWSER = "mcp__browser__browser_"


@pytest.mark.parametrize(
    ("tool", "given", "line"),
    [
        (
            f"{BROWSER}navigate",
            {"url": "http://a:b@orchard.test/x?token=1#y"},
            "Opened http://orchard.test/x",
        ),
        (f"{BROWSER}click", {"element": "Sign in", "target": "e7"}, "Clicked Sign in"),
        (f"{BROWSER}type", {"element": "Code", "text": "TOKEN"}, "Typed TOKEN into Code"),
        (f"{BROWSER}fill_form", {"fields": [{"name": "Name"}, {"name": "Email"}]}, "Filled in Name, Email"),
        (f"{BROWSER}select_option", {"element": "Size", "values": ["Small"]}, "Chose Small in Size"),
        (f"{BROWSER}press_key", {"key": "Enter"}, "Pressed Enter"),
        (f"{BROWSER}handle_dialog", {"accept": False}, "Dismissed a dialog"),
        ("Write", {"file_path": "/workspace/notes.md"}, "Wrote notes.md"),
        (f"{BROWSER}snapshot", {}, None),
    ],
)
def test_an_act_is_told_in_one_line(tool: str, given: dict[str, Any], line: str | None) -> None:
    assert narration.done(tool, given) == line


def test_a_command_is_told_when_it_begins() -> None:
    assert narration.announced("Bash", {"command": "date"}) == "$ date"


def test_a_failure_is_told_with_its_gist() -> None:
    reason = "### Error\nError: page.goto: net::ERR_FAILED\nCall log: ..."
    line = narration.failed(f"{BROWSER}navigate", {"url": "http://x.test"}, reason)
    assert line == "Did not work: opened http://x.test: page.goto: net::ERR_FAILED"


def test_what_was_not_let_through_is_told_with_the_reason() -> None:
    reason = "PreToolUse:mcp__browser__browser_click hook error: Not allowed: A person said no. Go on."
    line = narration.failed(f"{BROWSER}click", {"element": "Place order"}, reason)
    assert line == "Not allowed: clicked Place order: A person said no. Go on."


def test_a_tool_that_is_not_there_is_told_without_marks() -> None:
    reason = "<tool_use_error>Error: No such tool available: Bash.</tool_use_error>"
    assert narration.failed("Bash", {"command": "ls"}, reason) == (
        "Did not work: $ ls: No such tool available: Bash."
    )


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


def test_a_criterion_that_nothing_shows_is_told_and_fails_nothing() -> None:
    unknown = CriterionOutcome(criterion="It is listed.", state=CriterionState.NOT_VERIFIED)
    verdict = Verdict(succeeded=True, summary="Ordered.", outcome=Outcome(criteria=[unknown]))
    assert finish(verdict, step=4).ending(30).status is RunStatus.COMPLETED
    assert narration.judged(unknown) == "Not verified: It is listed."


def test_a_cancelled_run_is_no_failure() -> None:
    ending = finish(None, end=None, stop=Stop.CANCELLED).ending(30)
    assert (ending.status, ending.error_message) == (RunStatus.CANCELLED, None)
