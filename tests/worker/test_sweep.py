"""Rows whose job was lost are found again."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from redis import Redis

from models import AnalysisStatus, Restore, RunStatus
from models.base import utc_now
from models.jobs import ANALYZE, EXECUTE, RESTORE, JobName, open_queue
from models.session import transaction
from tests.models.factories import make_analysis, make_user, make_video
from tests.worker.execution.bench import Bench
from tests.worker.execution.test_runner import SHELL_PLAN
from worker import sweep as sweeping
from worker.sweep import WORKER_GONE, sweep

LONG_AGO = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _database_that_has_been_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "_just_started", lambda _: False)


def asked_for(redis: Redis, job: JobName) -> list[str]:
    jobs = open_queue(redis, job.queue).jobs
    return [str(queued.args[0]) for queued in jobs if queued.func_name == job.path]


def test_a_run_nobody_took_up_is_asked_for_again_once(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, created_at=utc_now() - LONG_AGO)
    bench.run_of(SHELL_PLAN)
    for _ in range(2):
        sweep(bench.workbench())
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]


def test_a_run_whose_worker_is_silent_ends_and_says_what_to_do(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING, heartbeat_at=utc_now() - LONG_AGO)
    alive = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING, heartbeat_at=utc_now())
    sweep(bench.workbench())
    assert (bench.row(run_id).status, bench.row(run_id).error_message) == (RunStatus.FAILED, WORKER_GONE)
    assert bench.row(alive).status is RunStatus.RUNNING


def analysis(bench: Bench, video: dict[str, Any], **columns: Any) -> uuid.UUID:
    with transaction(bench.engine) as session:
        owner = make_user(session, f"U{uuid.uuid4().hex}")
        row = make_analysis(session, make_video(session, owner, **video))
        for name, value in {"created_at": utc_now() - LONG_AGO, **columns}.items():
            setattr(row, name, value)
        return row.id


def test_an_analysis_is_asked_for_again_unless_its_file_is_still_to_be_fetched(bench: Bench) -> None:
    unfetched = {"link": None, "file": "F0CLIP"}
    never_begun = analysis(bench, {}, status=AnalysisStatus.PENDING)
    fetched = analysis(bench, {**unfetched, "object_key": "videos/x"}, status=AnalysisStatus.PENDING)
    abandoned = analysis(bench, {}, status=AnalysisStatus.RUNNING, heartbeat_at=utc_now() - LONG_AGO)
    analysis(bench, unfetched, status=AnalysisStatus.PENDING)
    analysis(bench, {}, status=AnalysisStatus.RUNNING, heartbeat_at=utc_now())
    sweep(bench.workbench())
    assert set(asked_for(bench.redis, ANALYZE)) == {str(never_begun), str(fetched), str(abandoned)}


def test_a_restore_nobody_took_up_is_asked_for_again(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, status=RunStatus.COMPLETED)
    restore = Restore(
        checkpoint_id=bench.checkpoint_of(run_id),
        requested_by=bench.row(run_id).user_id,
        created_at=utc_now() - LONG_AGO,
    )
    with transaction(bench.engine) as session:
        session.add(restore)
    sweep(bench.workbench())
    assert asked_for(bench.redis, RESTORE) == [str(restore.id)]
