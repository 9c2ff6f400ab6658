"""Somebody clicks *Restore*."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import Engine

from models import AgentCheckpoint, AgentRun, Restore, RestoreStatus, RunStatus, WorkspaceHead
from models.errors import TransientError
from models.jobs import SHOW_RESTORE, take_nudge
from models.session import transaction
from tests.models.factories import make_user
from tests.worker.checkpoints.conftest import StartRun
from worker.checkpoints.job import restore
from worker.checkpoints.workspace import take
from worker.workbench import Workbench

AskFor = Callable[[AgentCheckpoint], uuid.UUID]


@pytest.fixture
def run(start_run: StartRun) -> AgentRun:
    return start_run(status=RunStatus.COMPLETED)


@pytest.fixture
def older(workbench: Workbench, run: AgentRun, workspace: Path) -> AgentCheckpoint:
    """A checkpoint that a newer one has replaced as the head."""
    (workspace / "file").write_text("older")
    checkpoint = take(workbench, run.id, workspace, "older", 1)
    (workspace / "file").write_text("newer")
    take(workbench, run.id, workspace, "newer", 2)
    return checkpoint


@pytest.fixture
def ask_for(engine: Engine, run: AgentRun) -> AskFor:
    def ask(checkpoint: AgentCheckpoint, member: uuid.UUID = run.user_id) -> uuid.UUID:
        with transaction(engine) as session:
            row = Restore(checkpoint_id=checkpoint.id, requested_by=member)
            session.add(row)
            session.flush()
            return row.id

    return ask


def test_the_next_run_starts_from_a_restored_checkpoint(
    workbench: Workbench, run: AgentRun, older: AgentCheckpoint, ask_for: AskFor
) -> None:
    request = ask_for(older)

    restore(workbench, request)

    assert _status(workbench, request) == (RestoreStatus.COMPLETED, None)
    assert _head(workbench, run) == older.id


def test_the_thread_is_told(
    workbench: Workbench, redis: Redis, older: AgentCheckpoint, ask_for: AskFor
) -> None:
    request = ask_for(older)

    restore(workbench, request)

    assert take_nudge(redis, SHOW_RESTORE, request)


def test_a_restore_can_be_undone_by_restoring_what_it_replaced(
    workbench: Workbench, run: AgentRun, older: AgentCheckpoint, ask_for: AskFor
) -> None:
    replaced = _head(workbench, run)
    restore(workbench, ask_for(older))
    with transaction(workbench.engine) as session:
        newer = session.get_one(AgentCheckpoint, replaced)

    restore(workbench, ask_for(newer))

    assert _head(workbench, run) == newer.id


def test_a_damaged_checkpoint_changes_nothing_and_says_so(
    workbench: Workbench,
    run: AgentRun,
    older: AgentCheckpoint,
    ask_for: AskFor,
) -> None:
    before = _head(workbench, run)
    for key in [key for key in workbench.storage.keys("checkpoints/") if "/packs/" in key]:
        workbench.storage.put(key, b"something else")
    request = ask_for(older)

    restore(workbench, request)

    status, message = _status(workbench, request)
    assert status is RestoreStatus.FAILED
    assert message is not None
    assert "damaged" in message
    assert _head(workbench, run) == before


def test_nothing_is_restored_under_a_run_that_is_still_going(
    workbench: Workbench,
    run: AgentRun,
    older: AgentCheckpoint,
    ask_for: AskFor,
    start_run: StartRun,
) -> None:
    start_run(after=run, status=RunStatus.WAITING)
    before = _head(workbench, run)
    request = ask_for(older)

    restore(workbench, request)

    status, message = _status(workbench, request)
    assert status is RestoreStatus.FAILED
    assert message is not None
    assert "Cancel it" in message
    assert _head(workbench, run) == before


def test_a_run_of_somebody_else_does_not_stand_in_the_way(
    workbench: Workbench, older: AgentCheckpoint, ask_for: AskFor, start_run: StartRun
) -> None:
    start_run()
    request = ask_for(older)

    restore(workbench, request)

    assert _status(workbench, request) == (RestoreStatus.COMPLETED, None)


def test_nobody_restores_the_files_of_somebody_else(
    workbench: Workbench, run: AgentRun, older: AgentCheckpoint
) -> None:
    before = _head(workbench, run)
    with transaction(workbench.engine) as session:
        request = Restore(checkpoint_id=older.id, requested_by=make_user(session, "U0OTHER").id)
        session.add(request)

    restore(workbench, request.id)

    assert _status(workbench, request.id)[0] is RestoreStatus.FAILED
    assert _head(workbench, run) == before


def test_a_restore_that_runs_twice_does_not_undo_what_came_after(
    workbench: Workbench,
    run: AgentRun,
    older: AgentCheckpoint,
    ask_for: AskFor,
    workspace: Path,
) -> None:
    request = ask_for(older)
    restore(workbench, request)
    later = take(workbench, run.id, workspace, "later", 3)

    restore(workbench, request)

    assert _head(workbench, run) == later.id


def test_a_restore_waits_for_storage_to_come_back(
    workbench: Workbench,
    older: AgentCheckpoint,
    ask_for: AskFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = ask_for(older)
    with monkeypatch.context() as away:
        away.setattr(workbench.storage, "get", _away)
        with pytest.raises(TransientError):
            restore(workbench, request)
    assert _status(workbench, request) == (RestoreStatus.PENDING, None)

    restore(workbench, request)

    assert _status(workbench, request) == (RestoreStatus.COMPLETED, None)


def test_a_bug_is_shown_as_a_reference_only(
    workbench: Workbench,
    older: AgentCheckpoint,
    ask_for: AskFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = ask_for(older)
    monkeypatch.setattr(workbench.storage, "get", lambda _: 1 / 0)

    restore(workbench, request)

    status, message = _status(workbench, request)
    assert status is RestoreStatus.FAILED
    assert message == f"Something went wrong on our side (reference {request})."


def test_nothing_is_left_on_the_worker(workbench: Workbench, older: AgentCheckpoint, ask_for: AskFor) -> None:
    restore(workbench, ask_for(older))

    assert list(workbench.settings.workspaces.iterdir()) == []


def _away(key: str) -> bytes:
    raise TransientError


def _status(workbench: Workbench, request: uuid.UUID) -> tuple[RestoreStatus, str | None]:
    with transaction(workbench.engine) as session:
        row = session.get_one(Restore, request)
        return row.status, row.error_message


def _head(workbench: Workbench, run: AgentRun) -> uuid.UUID:
    with transaction(workbench.engine) as session:
        return session.get_one(WorkspaceHead, (run.video_id, run.user_id)).checkpoint_id
