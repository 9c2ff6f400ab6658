"""A run that cannot go on ends, leaves nothing behind and says why."""

import re
import time
from pathlib import Path

import pytest

from models import RunStatus
from models.base import utc_now
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import (
    SECRET_PLAN,
    carried_out,
    carried_out_with_a_secret,
    meanwhile,
    walls,
)
from tests.worker.execution.scripted import bash, finish, say, scripted
from tests.worker.execution.underway import answer
from worker.execution.people.allowances import STOP_HERE
from worker.execution.runner import execute


def test_a_cancelled_run_stops_keeps_its_files_and_leaves_no_process(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    command = "echo begun > file; python3 -c 'import time; time.sleep(600)'"
    gone_after: list[float] = []

    def cancel() -> None:
        wait_for((workspaces / f"{run_id}-1" / "workspace" / "file").exists, "the command to begin", 60)
        asked_at = time.monotonic()
        bench.change(run_id, lambda run: setattr(run, "cancel_requested_at", utc_now()))
        wait_for(lambda: not walls(), "every process to be gone", 10)
        gone_after.append(time.monotonic() - asked_at)

    with meanwhile(cancel):
        carried_out(bench, run_id, bash(command))

    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert gone_after[0] < 5
    assert [checkpoint.files for checkpoint in bench.checkpoints(run_id)] == [0, 1]


def test_a_refused_key_ends_the_run_at_once_and_says_whom_to_ask(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with scripted() as model:
        model.key = "another key"
        execute(bench.workbench(anthropic_base_url=model.url), run_id)
    assert "ANTHROPIC_API_KEY" in (bench.row(run_id).error_message or "")
    assert model.refused == 1
    assert not [line for line in bench.lines(run_id) if "API Error" in line or "authenticate" in line]


def test_a_run_that_reaches_the_end_of_its_persons_day_says_when_there_is_room_and_keeps_its_files(
    bench: Bench,
) -> None:
    run_id = bench.run_of(SHELL_PLAN, cost_limit_usd=0.001)
    bench.next_run(run_id, status=RunStatus.COMPLETED, cost_usd=5.0)
    settings = {"understudy_model": "claude-unknown-9", "user_cost_usd_per_day": 5.0}
    carried_out(bench, run_id, bash("date"), **settings)
    run = bench.row(run_id)
    assert run.status is RunStatus.FAILED
    assert re.search(r"these cost \$5\.0\d\. Click Retry after \d\d:\d\d UTC on", run.error_message or "")
    assert run.error_message in bench.lines(run_id)
    assert not [line for line in bench.lines(run_id) if "API Error" in line]
    assert bench.checkpoints(run_id)[-1].description == "After the run"


def test_a_run_is_not_begun_when_nothing_is_left_of_its_persons_day(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    bench.next_run(run_id, status=RunStatus.COMPLETED, cost_usd=5.0)
    model = carried_out(bench, run_id, bash("date"), user_cost_usd_per_day=5.0)
    run = bench.row(run_id)
    assert (run.status, model.requests) == (RunStatus.FAILED, [])
    assert "these cost $5.00. Click Retry after" in (run.error_message or "")


def test_a_run_that_takes_too_long_is_stopped_unless_somebody_gives_it_more(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with meanwhile(lambda: answer(bench, run_id, STOP_HERE)):
        carried_out(bench, run_id, bash("python3 -c 'import time; time.sleep(600)'"), run_seconds=5)
    run = bench.row(run_id)
    assert (run.status, run.exit_code) == (RunStatus.FAILED, 124)
    assert "RUN_SECONDS" in (run.error_message or "")
    assert not walls()


def test_an_agent_that_stops_early_is_reminded_and_then_the_run_fails(bench: Bench) -> None:
    run, received = carried_out_with_a_secret(bench, say("I think that is it."), say("Really."))
    assert "call run_finished" in received
    assert "without saying whether it was done" in (run.error_message or "")


def test_a_missing_credential_is_named(bench: Bench) -> None:
    run_id = bench.run_of(SECRET_PLAN)
    execute(bench.workbench(), run_id)
    assert "“Password” is not stored" in (bench.row(run_id).error_message or "")


def test_without_bubblewrap_a_run_fails_closed_and_says_how_to_install_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    run, received = carried_out_with_a_secret(bench, bash("date"), finish())
    assert run.status is RunStatus.FAILED
    assert "apt-get install bubblewrap socat" in (run.error_message or "")
    assert received == "[]"


def test_a_machine_that_allows_no_namespaces_fails_closed_and_says_why(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, workspaces: Path
) -> None:
    broken = workspaces / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{workspaces}:/usr/bin:/bin")
    run, received = carried_out_with_a_secret(bench, bash("date"), finish())
    assert "No permissions to create new namespace" in (run.error_message or "")
    assert received == "[]"
