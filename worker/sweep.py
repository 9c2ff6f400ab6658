"""Finding rows whose job was lost: Redis forgot it, or the worker that carried it out died."""

import logging
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NoReturn

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models import AgentRun, Analysis, AnalysisStatus, Restore, RestoreStatus, RunStatus, Video
from models.base import utc_now
from models.jobs import ANALYZE, EXECUTE, RESTORE, SHOW_RUN, JobName, enqueue_anew, nudge
from models.patience import OUTAGES
from models.run import GOING
from models.session import transaction
from worker.analysis.ledger import STALE
from worker.checkpoints.collect import collect_when_due
from worker.execution.leftovers import discard_leftovers
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_SECONDS: Final = 10  #: between two sweeps
#: By then a job that was enqueued has long been picked up, or waits its turn.
_LOST_AFTER: Final = timedelta(seconds=20)

WORKER_GONE = "The worker that carried this out stopped before it was done. Click Retry to run it again."


def sweep_forever(workbench: Workbench) -> NoReturn:
    """Sweep now and every few seconds. Several workers may: whoever comes first does it."""
    while True:
        try:
            sweep(workbench)
            collect_when_due(workbench)
            discard_leftovers(workbench)
        except OUTAGES:
            _log.warning("Rows or queue are away for a moment; sweeping again soon")
        time.sleep(_SECONDS)


def sweep(workbench: Workbench) -> None:
    """Ask again for every job that was lost, and end runs whose worker is gone."""
    with transaction(workbench.engine) as session:
        lost = {
            EXECUTE: _lost_runs(session),
            ANALYZE: _lost_analyses(session),
            RESTORE: _lost_restores(session),
        }
        ended = [] if _just_started(session) else _end_abandoned_runs(session)
    for job, row_ids in lost.items():
        _ask_again(workbench, job, row_ids)
    for run_id in ended:
        nudge(workbench.redis, SHOW_RUN, run_id)


def _ask_again(workbench: Workbench, job: JobName, row_ids: Sequence[uuid.UUID]) -> None:
    for row_id in row_ids:
        if enqueue_anew(workbench.redis, job, row_id):
            _log.warning("Asked again for %s of %s", job.path, row_id)


def _lost_runs(session: Session) -> Sequence[uuid.UUID]:
    old = AgentRun.created_at < utc_now() - _LOST_AFTER
    return session.scalars(select(AgentRun.id).where(AgentRun.status == RunStatus.PENDING, old)).all()


def _lost_analyses(session: Session) -> Sequence[uuid.UUID]:
    """Return analyses nobody took up, and those whose worker died; a file not yet fetched is the bot's."""
    fetchable = Video.link.is_not(None) | Video.object_key.is_not(None)
    never_begun = (Analysis.status == AnalysisStatus.PENDING) & (
        Analysis.created_at < utc_now() - _LOST_AFTER
    )
    silent = func.coalesce(Analysis.heartbeat_at, Analysis.created_at) < utc_now() - STALE
    abandoned = (Analysis.status == AnalysisStatus.RUNNING) & silent
    return session.scalars(select(Analysis.id).join(Video).where(fetchable, never_begun | abandoned)).all()


def _lost_restores(session: Session) -> Sequence[uuid.UUID]:
    old = Restore.created_at < utc_now() - _LOST_AFTER
    return session.scalars(select(Restore.id).where(Restore.status == RestoreStatus.PENDING, old)).all()


def _end_abandoned_runs(session: Session) -> Sequence[uuid.UUID]:
    silent = AgentRun.heartbeat_at < utc_now() - STALE
    # One that nobody has taken up yet has no heartbeat, so it is not silent.
    going = AgentRun.status.in_(GOING)
    runs = session.scalars(select(AgentRun).where(going, silent).with_for_update(skip_locked=True)).all()
    for run in runs:
        run.move_to(RunStatus.FAILED)
        run.exit_code = 1
        run.error_message = WORKER_GONE
    return [run.id for run in runs]


def _just_started(session: Session) -> bool:
    """Whether the database was away a moment ago, when no heartbeat could be written."""
    up_for = session.scalar(text("SELECT now() - pg_postmaster_start_time()"))
    return up_for is not None and up_for < STALE
