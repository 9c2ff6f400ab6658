"""The card of a run, and the message about files being put back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.elements import Message
from bot.blocks.restore import build_restore
from bot.blocks.run import RunFacts, build_run
from models import ApprovalPolicy, LogLevel, QuestionKind, Restore, RestoreStatus, RunStatus
from models.base import utc_now
from models.outcome import CriterionState
from playground.slack.client import action_ids, plain_text
from tests.bot.blocks.rows import (
    START,
    make_checkpoint,
    make_line,
    make_longest_plan,
    make_outcome,
    make_question,
    make_run,
    make_step,
)
from tests.bot.checking import assert_acceptable
from tests.models.factories import make_plan


def _build(status: RunStatus, **facts: Any) -> Message:
    columns = facts.pop("columns", {})
    return build_run(RunFacts(run=make_run(status, **columns), member="U0ANA", **facts))


@pytest.mark.parametrize("status", RunStatus)
def test_every_state_makes_a_card_that_slack_takes(status: RunStatus) -> None:
    assert_acceptable(_build(status, lines=[make_line(1, "Opened http://orchard.test/")], checkpoints=2))


def test_a_run_that_is_going_can_be_cancelled_and_nothing_else() -> None:
    assert _actions(_build(RunStatus.RUNNING, checkpoints=1)) == ["cancel_run"]


def test_a_run_that_is_stopping_offers_nothing() -> None:
    message = _build(RunStatus.RUNNING, columns={"cancel_requested_at": utc_now()})
    assert _actions(message) == []
    assert "Stopping" in _said(message)


def test_a_run_that_has_ended_can_be_retried_and_its_files_restored() -> None:
    assert _actions(_build(RunStatus.FAILED, checkpoints=1)) == ["retry_run", "choose_checkpoint"]


def test_without_a_checkpoint_there_is_nothing_to_restore() -> None:
    assert _actions(_build(RunStatus.FAILED)) == ["retry_run"]


def test_done_current_and_later_steps_look_different() -> None:
    steps = _said(_build(RunStatus.RUNNING)).split("\n")
    marks = [line.split(":")[1] for line in steps if line.startswith(":") and "  " in line][-4:]
    assert marks == ["ballot_box_with_check", "ballot_box_with_check", "arrow_right", "white_small_square"]


def test_steps_say_the_values_of_this_run() -> None:
    plan = make_plan()
    step = plan.steps[1].model_copy(update={"instruction": "Type {EMAIL}, not {OTHER}"})
    plan = make_plan(steps=[plan.steps[0], step, *plan.steps[2:]])
    message = _build(RunStatus.RUNNING, columns={"plan": plan})
    assert "Type dana@orchard.test, not {OTHER}" in _said(message)


def test_the_card_says_what_went_wrong() -> None:
    message = _build(RunStatus.FAILED, columns={"error_message": "The page says: wrong password. Check it."})
    assert "wrong password" in _said(message)


def test_log_lines_cannot_leave_their_block() -> None:
    message = _build(RunStatus.RUNNING, lines=[make_line(1, "```<!channel>```", LogLevel.ERROR)])
    assert "<!channel>" not in _said(message)
    assert _said(message).count("```") == 2


def test_the_card_counts_time_and_cost() -> None:
    said = _said(_build(RunStatus.COMPLETED, columns={"cost_usd": 0.1234}))
    assert "1 min 5 s" in said
    assert "$0.12" in said


def test_waiting_is_not_counted_as_work() -> None:
    assert "25 s of work, 40 s of waiting" in _said(
        _build(RunStatus.COMPLETED, columns={"waited_seconds": 40.0})
    )


def test_time_without_a_worker_is_not_counted_as_work() -> None:
    columns = {"heartbeat_at": START + timedelta(seconds=20), "waited_seconds": 0.0}
    assert "20 s" in _said(_build(RunStatus.FAILED, columns=columns))


def test_what_a_run_may_cost_is_told() -> None:
    columns = {"cost_usd": 5.2, "cost_limit_usd": 10.0}
    assert "$5.20 of at most $10.00" in _said(_build(RunStatus.RUNNING, columns=columns))


def test_a_run_that_asks_nobody_says_so() -> None:
    assert "unattended" in _said(_build(RunStatus.RUNNING, columns={"policy": ApprovalPolicy.UNATTENDED}))
    assert "unattended" not in _said(_build(RunStatus.RUNNING))


def test_a_run_that_waits_says_for_whom_for_what_and_until_when() -> None:
    said = _said(_build(RunStatus.WAITING, question=make_question(QuestionKind.TEXT)))
    assert "Waiting for you" in said
    assert "<@U0ANA>, it waits until <!date^" in said
    assert "\n>Which customer?" in said


def test_a_run_that_another_worker_took_up_says_so() -> None:
    assert "Taken up again after its worker went away." in _said(
        _build(RunStatus.RUNNING, columns={"attempt": 2})
    )
    assert "(2 times)" in _said(_build(RunStatus.RUNNING, columns={"attempt": 3}))
    assert "Taken up" not in _said(_build(RunStatus.RUNNING))


def test_the_files_that_are_in_the_thread_are_named() -> None:
    said = _said(_build(RunStatus.COMPLETED, artifacts=["report.md", "a&b.csv"]))
    assert "report.md, a&amp;b.csv" in said


def test_the_card_is_never_more_than_slack_takes() -> None:
    text = "<!channel>`& " * 2000
    criteria = [(text[:500], state, text[:500]) for state in CriterionState for _ in range(6)]
    columns = {
        "plan": make_longest_plan(),
        "error_message": text,
        "summary": text,
        "current_step": 100,
        "outcome": make_outcome(*criteria),
        "attempt": 3,
        "waited_seconds": 9.0,
    }
    assert_acceptable(
        _build(
            RunStatus.FAILED,
            columns=columns,
            lines=[make_line(seq, text) for seq in range(1, 9)],
            checkpoints=9,
            steps=[make_step(number, text) for number in range(1, 101)],
            question=make_question(QuestionKind.TEXT, prompt=text),
            artifacts=[text] * 12,
        )
    )


def test_log_lines_are_fenced_however_long_they_are() -> None:
    said = _said(
        _build(RunStatus.RUNNING, lines=[make_line(seq, f"{seq} {'<' * 400}") for seq in range(1, 9)])
    )
    assert said.count("```") == 2
    assert "  8 &lt;" in said


@pytest.mark.parametrize("status", RestoreStatus)
def test_every_state_of_a_restore_is_acceptable(status: RestoreStatus) -> None:
    restore = Restore(id=uuid.uuid4(), status=status, error_message="<gone>" * 900)
    restore.checkpoint = make_checkpoint(description="Click <b>" * 300)
    assert_acceptable(build_restore(restore, "U0ANA"))


def test_restored_files_can_be_continued_from() -> None:
    restore = Restore(id=uuid.uuid4(), status=RestoreStatus.COMPLETED)
    restore.checkpoint = make_checkpoint(step=3)
    message = build_restore(restore, "U0ANA")
    assert _actions(message) == ["continue_run"]
    assert "after step 3" in _said(message)


def _said(message: Message) -> str:
    return plain_text({"text": "", "blocks": message.blocks})


def _actions(message: Message) -> list[str]:
    return list(action_ids({"blocks": message.blocks}))
