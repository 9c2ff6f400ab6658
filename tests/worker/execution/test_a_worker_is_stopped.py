"""A worker that is asked to stop hands its run over: kept as it is, it goes on elsewhere."""

import os
import signal
import uuid
from pathlib import Path

from models import RunStatus
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import IRREVERSIBLE_PLAN, TOUCH, carried_out, meanwhile, walls
from tests.worker.execution.scripted import bash, finish, step_done
from tests.worker.execution.underway import answer, open_question, questions


def stop_this_worker() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def hand_over_at_work(bench: Bench, run_id: uuid.UUID, begun: Path) -> None:
    """Carry a run out until its command has begun, then stop the worker."""

    def stop_once_begun() -> None:
        wait_for(begun.exists, "the command to begin", 60)
        stop_this_worker()

    busy = f"echo 1 > {begun.name}; python3 -c 'import time; time.sleep(600)'"
    with meanwhile(stop_once_begun):
        carried_out(bench, run_id, bash(busy))


def test_the_run_is_pending_again_with_its_files_kept(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    hand_over_at_work(bench, run_id, workspaces / f"{run_id}-1" / "workspace" / "begun")
    run = bench.row(run_id)
    assert (run.status, run.error_message, run.completed_at) == (RunStatus.PENDING, None, None)
    newest = bench.checkpoints(run_id)[-1]
    assert (newest.description, newest.files) == ("When its worker was stopped", 1)
    assert not walls()


def test_the_next_worker_goes_on_with_the_same_session_and_files(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    hand_over_at_work(bench, run_id, workspaces / f"{run_id}-1" / "workspace" / "begun")
    session_id = bench.row(run_id).agent_session_id
    model = carried_out(bench, run_id, bash("cat begun"), step_done(1), finish())
    run = bench.row(run_id)
    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 2), run.error_message
    assert run.agent_session_id == session_id
    assert "This run was interrupted" in model.received


def test_what_was_asked_is_withdrawn_and_asked_again_by_the_next_worker(bench: Bench) -> None:
    run_id = bench.run_of(IRREVERSIBLE_PLAN)

    def stop_once_asked() -> None:
        open_question(bench, run_id)
        stop_this_worker()

    with meanwhile(stop_once_asked):
        carried_out(bench, run_id, bash(TOUCH))
    assert bench.row(run_id).status is RunStatus.PENDING
    assert not questions(bench, run_id)[0].open

    with meanwhile(lambda: answer(bench, run_id, "Go ahead")):
        carried_out(bench, run_id, bash(TOUCH), bash("ls"), step_done(1), finish())
    assert bench.row(run_id).status is RunStatus.COMPLETED
    assert [each.answer for each in questions(bench, run_id)] == [None, "Go ahead"]
