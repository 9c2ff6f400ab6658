"""A worker that was only slow finds its run with another one: it stops, and leaves the run alone."""

from pathlib import Path

from models import RunStatus
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import carried_out, meanwhile, walls
from tests.worker.execution.scripted import bash

SLEEP = "echo begun > file; python3 -c 'import time; time.sleep(600)'"


def test_it_stops_and_leaves_the_run_alone(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)

    def take_over() -> None:
        wait_for((workspaces / f"{run_id}-1" / "workspace" / "file").exists, "the command to begin", 60)
        bench.change(run_id, lambda run: setattr(run, "attempt", 2))

    with meanwhile(take_over):
        carried_out(bench, run_id, bash(SLEEP))

    run = bench.row(run_id)
    assert (run.status, run.attempt, run.completed_at) == (RunStatus.RUNNING, 2, None)
    assert [checkpoint.description for checkpoint in bench.checkpoints(run_id)] == ["Before the first step"]
    assert not [line for line in bench.lines(run_id) if "Done" in line or "stopped" in line]
    assert not walls()
