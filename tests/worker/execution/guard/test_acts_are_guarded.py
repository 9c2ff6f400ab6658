"""No act without the guard's consent: through the real CLI, wall, shell and browser."""

import time
import uuid

import psutil
import pytest

from models import RunStatus
from models.base import utc_now
from models.plan import Action, Step
from tests.models.factories import make_plan
from tests.waiting import wait_for
from tests.worker.execution.bench import Bench
from tests.worker.execution.carrying_out import IRREVERSIBLE_PLAN, TOUCH, carried_out, meanwhile, walls
from tests.worker.execution.scripted import bash, finish, step_done
from tests.worker.execution.underway import answer, open_question, questions
from worker.execution.guard.guard import Guard


def kept_files(bench: Bench, run_id: uuid.UUID) -> list[int]:
    return [checkpoint.files for checkpoint in bench.checkpoints(run_id)]


def test_an_approved_act_happens_in_the_same_run(bench: Bench) -> None:
    run_id = bench.run_of(IRREVERSIBLE_PLAN)
    with meanwhile(lambda: answer(bench, run_id, "Go ahead")):
        carried_out(bench, run_id, bash(TOUCH), bash("ls"), step_done(1), finish())
    run = bench.row(run_id)
    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 1), run.error_message
    assert kept_files(bench, run_id)[-1] == 1
    assert run.waited_seconds > 0


def test_a_declined_act_does_not_happen_and_the_agent_is_told(bench: Bench) -> None:
    run_id = bench.run_of(IRREVERSIBLE_PLAN)
    with meanwhile(lambda: answer(bench, run_id, "Do not")):
        model = carried_out(bench, run_id, bash(TOUCH), finish("It was declined.", succeeded=False))
    assert bench.row(run_id).status is RunStatus.FAILED
    assert kept_files(bench, run_id)[-1] == 0
    assert "Not allowed: The person in charge was asked and said: do not." in model.received


def test_an_act_does_not_happen_if_the_guard_breaks(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_self: Guard, _tool: str, _given: object) -> str | None:
        raise RuntimeError("private words")

    monkeypatch.setattr(Guard, "objection", broken)
    run_id = bench.run_of(IRREVERSIBLE_PLAN)
    model = carried_out(bench, run_id, bash(TOUCH), finish())
    assert kept_files(bench, run_id)[-1] == 0
    assert "private words" not in model.received


def test_a_run_that_waits_is_cancelled_within_two_seconds(bench: Bench) -> None:
    run_id = bench.run_of(IRREVERSIBLE_PLAN)
    gone_after: list[float] = []

    def cancel() -> None:
        open_question(bench, run_id)
        inside = walls()
        asked_at = time.monotonic()
        bench.change(run_id, lambda run: setattr(run, "cancel_requested_at", utc_now()))
        wait_for(lambda: not any(map(psutil.pid_exists, inside)), "every process to be gone", 10)
        gone_after.append(time.monotonic() - asked_at)

    with meanwhile(cancel):
        carried_out(bench, run_id, bash(TOUCH))
    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert kept_files(bench, run_id)[-1] == 0
    assert not any(each.open for each in questions(bench, run_id))
    assert gone_after[0] < 2


def test_a_run_whose_cost_limit_is_raised_goes_on(bench: Bench) -> None:
    plan = make_plan(
        steps=[Step(number=1, instruction="Look", action=Action.SHELL, value="date")],
        credentials=[],
        parameters=[],
        start_url=None,
    )
    run_id = bench.run_of(plan, cost_limit_usd=0.00001)
    settings = {"understudy_model": "claude-sonnet-5", "run_cost_usd": 1.0}
    with meanwhile(lambda: answer(bench, run_id, "Raise to $1.00")):
        carried_out(bench, run_id, bash("date"), step_done(1), finish(), **settings)
    run = bench.row(run_id)
    assert run.status is RunStatus.COMPLETED, run.error_message
    assert run.cost_limit_usd is not None
    assert run.cost_usd
    assert 0 < run.cost_usd < run.cost_limit_usd
