"""Finding work of ours that got lost between a commit and its job."""

import uuid
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from bot.services.afterwards import enqueue_afterwards, nudge_afterwards
from models import AgentRun, Analysis, AnalysisStatus, Restore, Video
from models.base import utc_now
from models.jobs import FETCH_FILE, SHOW_ANALYSIS, SHOW_RESTORE, SHOW_RUN, JobName

#: A message that could not be drawn for so long never will be: its channel is gone.
_HOPE: Final = timedelta(days=1)
_RECENT: Final = timedelta(minutes=15)

_PICTURES: Final[dict[JobName, type[Analysis | AgentRun | Restore]]] = {
    SHOW_ANALYSIS: Analysis,
    SHOW_RUN: AgentRun,
    SHOW_RESTORE: Restore,
}


def ask_for_lost(session: Session) -> None:
    """Ask for files that were never fetched, and nudge every message that may be stale."""
    for analysis_id in session.scalars(_unfetched()):
        enqueue_afterwards(session, FETCH_FILE, analysis_id)
    for job, kind in _PICTURES.items():
        for row_id in session.scalars(select(kind.id).where(_may_be_stale(kind))):
            nudge_afterwards(session, job, row_id)


def _unfetched() -> Select[uuid.UUID]:
    return (
        select(Analysis.id)
        .join(Video)
        .where(Analysis.status == AnalysisStatus.PENDING, Video.file.is_not(None), Video.object_key.is_(None))
    )


def _may_be_stale(kind: type[Analysis | AgentRun | Restore]) -> ColumnElement[bool]:
    now = utc_now()
    return and_(
        kind.created_at > now - _HOPE,
        or_(kind.message.is_(None), kind.completed_at.is_(None), kind.completed_at > now - _RECENT),
    )
