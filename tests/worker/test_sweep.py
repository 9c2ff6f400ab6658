"""Rows whose job was lost are found again."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import AgentArtifact, AnalysisStatus, ArtifactKind, Restore, RunStatus
from models.base import utc_now
from models.jobs import ANALYZE, EXECUTE, RESTORE, JobName, open_queue
from models.session import transaction
from tests.models.factories import make_analysis, make_user, make_video
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.watching import long_watch
from worker.abandonment import Watch
from worker.sweep import sweep

LONG_AGO = timedelta(minutes=5)
LONG_AGO_AT = datetime(2026, 1, 1, tzinfo=UTC)


def asked_for(redis: Redis, job: JobName) -> list[str]:
    jobs = open_queue(redis, job.queue).jobs
    return [str(queued.args[0]) for queued in jobs if queued.func_name == job.path]


def test_a_run_nobody_took_up_is_asked_for_again_once(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, created_at=utc_now() - LONG_AGO)
    bench.run_of(SHELL_PLAN)
    for _ in range(2):
        sweep(bench.workbench(), Watch())
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]


def test_a_run_that_was_handed_over_is_asked_for(bench: Bench) -> None:
    handed_over: dict[str, Any] = {"attempt": 1, "created_at": utc_now() - LONG_AGO}
    just_now = bench.run_of(SHELL_PLAN, **handed_over, heartbeat_at=utc_now())
    run_id = bench.run_of(SHELL_PLAN, **handed_over, heartbeat_at=utc_now() - timedelta(seconds=3))
    sweep(bench.workbench(), Watch())
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]
    assert bench.row(just_now).status is RunStatus.PENDING


def test_a_run_whose_worker_is_gone_is_asked_for_at_once(bench: Bench) -> None:
    run_id = bench.run_of(
        SHELL_PLAN, status=RunStatus.RUNNING, attempt=1, heartbeat_at=utc_now() - timedelta(seconds=11)
    )
    sweep(bench.workbench(), long_watch())
    assert bench.row(run_id).status is RunStatus.PENDING
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]


def test_two_sweeps_at_once_take_no_job_from_a_worker_that_has_just_begun_it(bench: Bench) -> None:
    bench.run_of(SHELL_PLAN, created_at=utc_now() - LONG_AGO)
    sweep(bench.workbench(), Watch())
    # A worker has it, and has not yet claimed its row.
    open_queue(bench.redis, EXECUTE.queue).delete(delete_jobs=False)
    sweep(bench.workbench(), Watch())
    assert asked_for(bench.redis, EXECUTE) == []


@pytest.mark.parametrize(
    "columns", [{"lost_workers": 2}, {"cancel_requested_at": LONG_AGO_AT}], ids=["lost", "cancelled"]
)
def test_a_run_that_ends_with_its_worker_is_asked_what_it_leaves(
    bench: Bench, columns: dict[str, Any]
) -> None:
    silent: dict[str, Any] = {"attempt": 3, "heartbeat_at": utc_now() - timedelta(seconds=11)}
    run_id = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING, **silent, **columns)
    sweep(bench.workbench(), long_watch())
    assert bench.row(run_id).status.ended
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]


def test_a_run_whose_worker_died_before_its_files_were_kept_is_asked_what_it_leaves(bench: Bench) -> None:
    ended: dict[str, Any] = {"status": RunStatus.COMPLETED, "attempt": 1, "completed_at": utc_now()}
    silent = {**ended, "heartbeat_at": utc_now() - timedelta(seconds=61)}
    run_id = bench.run_of(SHELL_PLAN, **silent)
    has_left = bench.run_of(SHELL_PLAN, **silent)
    with transaction(bench.engine) as session:
        log = {"name": "log.txt", "kind": ArtifactKind.LOG, "content_type": "text/plain", "size": 1}
        session.add(AgentArtifact(run_id=has_left, object_key="none", **log))
    bench.run_of(SHELL_PLAN, **ended, heartbeat_at=utc_now())
    bench.run_of(SHELL_PLAN, **{**silent, "completed_at": utc_now() - timedelta(minutes=11)})
    sweep(bench.workbench(), Watch())
    assert asked_for(bench.redis, EXECUTE) == [str(run_id)]


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
    sweep(bench.workbench(), Watch())
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
    sweep(bench.workbench(), Watch())
    assert asked_for(bench.redis, RESTORE) == [str(restore.id)]
