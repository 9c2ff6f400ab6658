"""`python -m worker`: the real command, with real jobs."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from pydantic import SecretStr

from models import LogLevel, RunStatus
from models.jobs import EXECUTE, enqueue
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.scripted import bash, call, finish, scripted
from worker.execution.agent.resuming import RESUMED_MARK

DONE = (call("mcp__run__step_finished", step=1, observed="It is there"), finish())
SLEEP = "python3 -c 'import time; time.sleep(600)'"


@contextmanager
def working(settings: Mapping[str, Any], **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as an operator starts it."""
    shown = {
        name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in settings.items()
        if value is not None
    }
    environment = {"PATH": os.environ["PATH"], **shown, **more}
    process = subprocess.Popen([sys.executable, "-m", "worker"], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def test_a_job_is_picked_up_and_carried_out(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with scripted(bash("date"), *DONE) as model, working(bench.settings, ANTHROPIC_BASE_URL=model.url):
        enqueue(bench.redis, EXECUTE, run_id)
        wait_for(lambda: bench.row(run_id).status.ended, "the run to end", 90)
    assert bench.row(run_id).status is RunStatus.COMPLETED


def test_a_worker_that_is_stopped_hands_its_run_over(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with scripted(bash(f"echo begun > file; {SLEEP}"), bash("cat file"), *DONE) as model:
        with working(bench.settings, ANTHROPIC_BASE_URL=model.url):
            enqueue(bench.redis, EXECUTE, run_id)
            # Its line in the log comes before the command itself.
            written = partial(workspaces.glob, "*/workspace/file")
            wait_for(lambda: any(file.stat().st_size for file in written()), "the run to be going", 90)
        assert bench.row(run_id).status is RunStatus.PENDING
        assert bench.row(run_id).error_message is None
        with working(bench.settings, ANTHROPIC_BASE_URL=model.url):
            wait_for(lambda: bench.row(run_id).status.ended, "the run to end", 90)
    run = bench.row(run_id)
    assert (run.status, run.attempt) == (RunStatus.COMPLETED, 2), run.error_message
    assert RESUMED_MARK in model.received
    assert '"content": "begun"' in model.received


def test_a_killed_worker_leaves_no_process(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with scripted(bash(SLEEP)) as model, working(bench.settings, ANTHROPIC_BASE_URL=model.url) as pool:
        enqueue(bench.redis, EXECUTE, run_id)
        wait_for(lambda: f"$ {SLEEP}" in bench.lines(run_id, LogLevel.INFO), "the run to be going", 90)
        everybody = psutil.Process(pool.pid).children(recursive=True)
        ours = [process for process in everybody if process.name().startswith("python")]
        assert any(process.name() == "bwrap" for process in everybody)
        pool.kill()
        for process in ours[:-1]:
            # One that ended with its parent is what is hoped for.
            with suppress(psutil.NoSuchProcess):
                process.kill()
        wait_for(lambda: not any(process.is_running() for process in everybody), "all of it to be gone", 10)


def test_a_missing_setting_is_named_and_ends_the_worker() -> None:
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", "worker"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
