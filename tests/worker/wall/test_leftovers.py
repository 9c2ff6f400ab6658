"""What killed workers leave on a machine is found and removed."""

import uuid
from datetime import timedelta

from models import RunStatus
from models.base import utc_now
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.wall.leftovers import discard_leftovers

LONG_AGO = timedelta(minutes=5)


def test_the_folders_of_runs_that_ended_without_their_worker_are_removed(bench: Bench) -> None:
    going = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING, attempt=1)
    just_ended = bench.run_of(SHELL_PLAN, status=RunStatus.FAILED, completed_at=utc_now())
    somebody_elses = uuid.uuid4()
    kept = {f"{going}-1", f"{just_ended}-1", f"{somebody_elses}-1", "notes"}

    ended = bench.run_of(SHELL_PLAN, status=RunStatus.FAILED, completed_at=utc_now() - LONG_AGO)

    assert remaining(bench, f"{ended}-1", *kept) == kept


def test_the_folder_of_an_attempt_that_another_one_replaced_is_removed(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING, attempt=2)
    assert remaining(bench, f"{run_id}-1", f"{run_id}-2") == {f"{run_id}-2"}


def remaining(bench: Bench, *names: str) -> set[str]:
    """Make folders, have leftovers removed, and return what is still there."""
    workspaces = bench.workbench().settings.workspaces
    for name in names:
        (workspaces / name).mkdir(parents=True)
    discard_leftovers(bench.workbench())
    return {folder.name for folder in workspaces.iterdir()}
