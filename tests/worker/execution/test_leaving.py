"""A run that ended when no worker was at it leaves its files and its log all the same."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from models import AgentArtifact, RunStatus
from models.base import utc_now
from models.plan import Action, ComputerUsePlan, NeededCredential, Step
from models.session import transaction
from tests.models.factories import make_plan
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.checkpoints.workspace import take
from worker.execution.progress import Progress
from worker.execution.runner import execute
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal

_TOKEN = "Pippin-42-Grove"
_FAILED = {"status": RunStatus.FAILED, "exit_code": 1}
_CANCELLED = {"status": RunStatus.CANCELLED, "exit_code": 130}


def lost(
    bench: Bench, workspace: Path, plan: ComputerUsePlan = SHELL_PLAN, token: str | None = None
) -> uuid.UUID:
    """Return a run whose worker took checkpoints, wrote lines, and then was gone."""
    run_id = bench.run_of(plan, {"API_TOKEN": token} if token else None)
    assert Progress(bench.workbench(), run_id).claim()
    take(bench.workbench(), run_id, workspace, "Before the first step", 0)
    (workspace / "list.txt").write_text(f"apples {_TOKEN}")
    take(bench.workbench(), run_id, workspace, "After step 1", 1)
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        journal.info("bought apples")
    return run_id


def end(bench: Bench, run_id: uuid.UUID, **columns: object) -> None:
    def set_columns(run: object) -> None:
        for name, value in {"completed_at": utc_now(), **columns}.items():
            setattr(run, name, value)

    bench.change(run_id, set_columns)


def left(bench: Bench, run_id: uuid.UUID) -> dict[str, str]:
    rows = select(AgentArtifact).where(AgentArtifact.run_id == run_id).order_by(AgentArtifact.object_key)
    with transaction(bench.engine) as session:
        return {row.name: bench.storage.get(row.object_key).decode() for row in session.scalars(rows)}


def plan_with_a_token() -> ComputerUsePlan:
    step = Step(number=1, instruction="Run it", action=Action.SHELL, value="echo $API_TOKEN")
    return make_plan(
        steps=[step], credentials=[NeededCredential(name="API_TOKEN", label="Token")], parameters=[]
    )


@pytest.mark.parametrize("ending", [_FAILED, _CANCELLED], ids=["failed", "cancelled"])
def test_its_files_are_those_of_its_newest_checkpoint(
    bench: Bench, tmp_path: Path, ending: dict[str, object]
) -> None:
    run_id = lost(bench, tmp_path)
    end(bench, run_id, **ending)

    for _ in range(2):
        execute(bench.workbench(), run_id)

    kept = left(bench, run_id)
    assert list(kept) == ["list.txt", "log.txt"]
    assert kept["list.txt"].startswith("apples")
    assert "bought apples" in kept["log.txt"]


def test_its_secrets_are_taken_out(bench: Bench, tmp_path: Path) -> None:
    run_id = lost(bench, tmp_path, plan_with_a_token(), _TOKEN)
    end(bench, run_id, **_FAILED)

    execute(bench.workbench(), run_id)

    assert left(bench, run_id)["list.txt"] == "apples [API_TOKEN]"


def test_files_whose_secrets_are_not_known_any_more_stay_where_they_are(bench: Bench, tmp_path: Path) -> None:
    run_id = lost(bench, tmp_path, plan_with_a_token())
    end(bench, run_id, **_FAILED)

    execute(bench.workbench(), run_id)

    kept = left(bench, run_id)
    assert list(kept) == ["log.txt"]
    assert "Only in the checkpoint: every file" in kept["log.txt"]


def test_a_run_that_is_cancelled_between_two_workers_leaves_them_too(bench: Bench, tmp_path: Path) -> None:
    run_id = lost(bench, tmp_path)
    bench.change(run_id, lambda run: run.move_to(RunStatus.PENDING))
    end(bench, run_id, completed_at=None, cancel_requested_at=utc_now())

    execute(bench.workbench(), run_id)

    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert "list.txt" in left(bench, run_id)


def test_a_run_that_no_worker_was_ever_at_leaves_nothing(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, cancel_requested_at=utc_now())

    execute(bench.workbench(), run_id)

    assert left(bench, run_id) == {}
