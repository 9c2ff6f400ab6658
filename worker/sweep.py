"""Finding rows whose job was lost: Redis forgot it, or the worker that carried it out died."""

import logging
import time
import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final, NoReturn

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models import AgentArtifact, AgentRun, Analysis, AnalysisStatus, Restore, RestoreStatus, RunStatus, Video
from models.base import utc_now
from models.errors import TransientError
from models.jobs import ANALYZE, EXECUTE, REDIS_AWAY, RESTORE, SHOW_RUN, JobName, enqueue_anew, nudge
from models.patience import OUTAGES
from models.session import transaction
from worker.abandonment import Watch, free_abandoned_runs
from worker.analysis.ledger import STALE
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_SECONDS: Final = 3  #: between two sweeps
#: By then a job that was enqueued has long been picked up, or waits its turn.
_LOST_AFTER: Final = timedelta(seconds=20)
#: By then a worker that was told to stop has left the run it handed over.
_HANDED_OVER_AFTER: Final = timedelta(seconds=2)
#: By then a worker that ended a run has stored what it leaves; later than that, trying again is no use.
_KEPT_AFTER: Final = timedelta(minutes=1)
_KEPT_UNTIL: Final = timedelta(minutes=10)
#: By then a worker that was asked again has taken its row up.
_ASKED_FOR: Final = timedelta(seconds=10)


def sweep_forever(workbench: Workbench) -> NoReturn:
    """Sweep now and every few seconds. Several workers may: whoever comes first does it."""
    watch = Watch()
    while True:
        try:
            sweep(workbench, watch)
        except OUTAGES:
            _log.warning("Rows or queue are away for a moment; sweeping again soon")
        time.sleep(_SECONDS)


def sweep(workbench: Workbench, watch: Watch) -> None:
    """Ask again for every job that was lost, and let another worker go on where one is gone."""
    with transaction(workbench.engine) as session:
        abandoned = free_abandoned_runs(session, watch)
        lost = {
            # A run that ended with its worker is still to be asked what it leaves.
            EXECUTE: {*abandoned, *_lost_runs(session), *_unkept_runs(session)},
            ANALYZE: _lost_analyses(session),
            RESTORE: _lost_restores(session),
        }
    for job, row_ids in lost.items():
        _ask_again(workbench, job, row_ids)
    for run_id in abandoned:
        nudge(workbench.redis, SHOW_RUN, run_id)


def _ask_again(workbench: Workbench, job: JobName, row_ids: Collection[uuid.UUID]) -> None:
    for row_id in row_ids:
        if _comes_first(workbench, job, row_id) and enqueue_anew(workbench.redis, job, row_id):
            _log.warning("Asked again for %s of %s", job.path, row_id)


def _comes_first(workbench: Workbench, job: JobName, row_id: uuid.UUID) -> bool:
    """Whether no other worker's sweep has just asked: asking twice would take the job from whoever has it."""
    mark = f"understudy:asked-again:{job.path}:{row_id}"
    try:
        return bool(workbench.redis.set(mark, 1, nx=True, ex=_ASKED_FOR))
    except REDIS_AWAY as error:
        raise TransientError("The job queue does not answer.") from error


def _lost_runs(session: Session) -> Sequence[uuid.UUID]:
    """Return runs nobody took up, and those whose worker is gone or has handed them over."""
    never_begun = (AgentRun.attempt == 0) & (AgentRun.created_at < func.now() - _LOST_AFTER)
    left = AgentRun.heartbeat_at < func.now() - _HANDED_OVER_AFTER
    pending = AgentRun.status == RunStatus.PENDING
    return session.scalars(select(AgentRun.id).where(pending, never_begun | left)).all()


def _unkept_runs(session: Session) -> Sequence[uuid.UUID]:
    """Return runs that ended a while ago and left nothing yet, not even their log; see `keep_artifacts`."""
    ended_lately = AgentRun.completed_at > func.now() - _KEPT_UNTIL
    silent = AgentRun.heartbeat_at < func.now() - _KEPT_AFTER
    left_nothing = ~exists().where(AgentArtifact.run_id == AgentRun.id)
    return session.scalars(select(AgentRun.id).where(ended_lately, silent, left_nothing)).all()


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
