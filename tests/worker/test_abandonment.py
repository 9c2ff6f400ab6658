"""Runs whose worker is gone are taken up again; a run whose worker lives is left alone."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from models import Question, QuestionKind, RunStatus
from models.base import utc_now
from models.session import transaction
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.watching import Clock, long_watch
from worker.abandonment import Watch, free_abandoned_runs

SILENCE = timedelta(seconds=11)


def free(bench: Bench, watch: Watch | None = None) -> Sequence[uuid.UUID]:
    with transaction(bench.engine) as session:
        return free_abandoned_runs(session, watch or long_watch())


def silent_run(bench: Bench, **columns: Any) -> uuid.UUID:
    defaults: dict[str, Any] = {
        "status": RunStatus.RUNNING,
        "attempt": 1,
        "heartbeat_at": utc_now() - SILENCE,
    }
    return bench.run_of(SHELL_PLAN, **{**defaults, **columns})


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.WAITING])
def test_a_silent_run_can_be_taken_up_again(bench: Bench, status: RunStatus) -> None:
    run_id = silent_run(bench, status=status)
    assert free(bench) == [run_id]
    assert (bench.row(run_id).status, bench.row(run_id).attempt) == (RunStatus.PENDING, 1)


def test_a_run_that_gives_signs_is_left_alone(bench: Bench) -> None:
    silent_run(bench, heartbeat_at=utc_now())
    assert not free(bench)


def test_a_run_that_lost_three_workers_fails_and_says_what_to_do(bench: Bench) -> None:
    run_id = silent_run(bench, attempt=3, lost_workers=2)
    free(bench)
    run = bench.row(run_id)
    assert (run.status, run.exit_code) == (RunStatus.FAILED, 1)
    assert "3 workers were lost" in (run.error_message or "")
    assert "click Retry" in (run.error_message or "")


def test_workers_that_were_only_stopped_do_not_count_as_lost(bench: Bench) -> None:
    run_id = silent_run(bench, attempt=7)
    free(bench)
    assert bench.row(run_id).status is RunStatus.PENDING


def test_a_run_that_somebody_wants_to_cancel_is_not_taken_up_again(bench: Bench) -> None:
    run_id = silent_run(bench, cancel_requested_at=utc_now())
    free(bench)
    assert bench.row(run_id).status is RunStatus.CANCELLED


def test_what_a_lost_worker_asked_is_withdrawn(bench: Bench) -> None:
    run_id = silent_run(bench, status=RunStatus.WAITING)
    with transaction(bench.engine) as session:
        question = Question(run_id=run_id, kind=QuestionKind.TEXT, prompt="Which?", expires_at=utc_now())
        session.add(question)
    free(bench)
    with transaction(bench.engine) as session:
        assert not session.get_one(Question, question.id).open


def test_after_an_outage_nobody_is_taken_for_dead_until_there_was_time_for_a_sign(bench: Bench) -> None:
    run_id = silent_run(bench)
    clock = Clock()
    watch = Watch(clock)
    for clock.now in (0.0, 3.0, 6.0, 9.0, 40.0, 43.0, 46.0, 49.0):
        assert not free(bench, watch)
    clock.now = 52.0
    assert free(bench, watch) == [run_id]
