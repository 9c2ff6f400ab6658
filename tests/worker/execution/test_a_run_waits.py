"""A run that waits for a person stands still: nothing is done behind its wall until there is an answer."""

import uuid
from pathlib import Path

from models import RunStatus
from models.base import utc_now
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import carried_out, meanwhile, walls
from tests.worker.execution.scripted import bash, call, finish, step_done
from tests.worker.execution.underway import answer, open_question, questions

_COUNTING = "(while true; do echo tick >> ticks; sleep 0.01; done) > /dev/null 2>&1 & echo begun"
_WHICH = call("mcp__run__ask_person", question="Which customer?", kind="text")


def ticks(workspaces: Path, run_id: uuid.UUID) -> int:
    counted = workspaces / f"{run_id}-1" / "workspace" / "ticks"
    return counted.stat().st_size if counted.exists() else 0


def waited(bench: Bench, run_id: uuid.UUID, seconds: float) -> None:
    wait_for(lambda: bench.row(run_id).waited_seconds >= seconds, "the run to have waited", 60)


def test_what_a_run_left_in_the_background_does_nothing_while_a_person_is_asked(
    bench: Bench, workspaces: Path
) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    counted: list[int] = []

    def look_and_answer() -> None:
        open_question(bench, run_id)
        counted.append(ticks(workspaces, run_id))
        waited(bench, run_id, 1.5)
        counted.append(ticks(workspaces, run_id))
        answer(bench, run_id, "Maple Street")

    with meanwhile(look_and_answer):
        model = carried_out(bench, run_id, bash(_COUNTING), _WHICH, bash("date"), step_done(), finish())

    asked, answered = counted
    assert asked == answered > 0
    assert "Maple Street" in model.received
    assert bench.row(run_id).status is RunStatus.COMPLETED


def test_a_command_goes_on_when_its_run_was_given_more_time(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN, seconds_limit=2)
    counted: list[int] = []
    command = "for _ in $(seq 400); do echo tick >> ticks; sleep 0.01; done; wc -l < ticks"

    def look_and_raise() -> None:
        open_question(bench, run_id)
        counted.append(ticks(workspaces, run_id))
        waited(bench, run_id, 1.5)
        counted.append(ticks(workspaces, run_id))
        answer(bench, run_id, open_question(bench, run_id).options[0])

    with meanwhile(look_and_raise):
        model = carried_out(bench, run_id, bash(command), step_done(), finish(), run_seconds=100)

    asked, still = counted
    assert asked == still
    assert '"400"' in model.received
    assert bench.row(run_id).status is RunStatus.COMPLETED


def test_a_run_that_stands_still_is_cancelled_as_fast_as_any_other(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)

    def cancel() -> None:
        open_question(bench, run_id)
        bench.change(run_id, lambda run: setattr(run, "cancel_requested_at", utc_now()))
        wait_for(lambda: not walls(), "every process to be gone", 5)

    with meanwhile(cancel):
        carried_out(bench, run_id, _WHICH)
    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert not questions(bench, run_id)[0].open
