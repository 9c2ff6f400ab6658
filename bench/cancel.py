"""From the click on Cancel to the end of every process of the run."""

import time
import uuid
from pathlib import Path

import psutil

from bench.figures import Figure
from bench.workplace import Measured
from playground.slack.client import SlackPerson
from tests.stories.plans import shell_plan
from tests.stories.telling import Story
from tests.waiting import wait_for
from worker.config import SandboxSettings
from worker.wall.inhabitants import inhabitants

_RUNS = 12


def measure(measured: Measured) -> list[Figure]:
    # Somebody else than in other measurements: one person may start only so many runs an hour.
    with SlackPerson(measured.workplace.page, "U0BEN") as ben:
        ben.wait_for_app()
        story = Story(measured.workplace, measured.rows, ben)
        seconds = [_cancel_once(story) for _ in range(_RUNS)]
    name = "Cancel clicked -> every process gone"
    return [Figure(name, seconds, "s", 2.0), Figure(name, seconds, "s", 2.0, percentile=95)]


def _cancel_once(story: Story) -> float:
    """Cancel a run in the middle of a command that ignores every signal it can, with a daemon beside it."""
    mark = f"mark-{uuid.uuid4()}"
    command = f"trap '' TERM INT HUP; (setsid sleep 600 &); echo > {mark}; sleep 600"
    run_id = story.implement(story.given(shell_plan(command)))
    workspace = SandboxSettings().workspaces / f"{run_id}-1" / "workspace"
    wait_for((workspace / mark).exists, "the command")
    processes = _processes_in(workspace)
    card = story.person.wait_for(lambda: story.with_button("cancel_run"))
    clicked = time.perf_counter()
    story.person.click(card, "cancel_run")
    wait_for(lambda: not any(map(_is_going, processes)) and not _processes_in(workspace), "the end")
    gone = time.perf_counter() - clicked
    story.wait_for_end(run_id)
    return gone


def _processes_in(workspace: Path) -> list[psutil.Process]:
    return [psutil.Process(int(process.name)) for process in inhabitants(workspace)]


def _is_going(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
