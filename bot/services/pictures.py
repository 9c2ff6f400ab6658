"""What messages show of rows, and which message shows which row."""

import uuid
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from bot.blocks.plan import AnalysisFacts
from bot.blocks.run import RunFacts
from models import AgentCheckpoint, AgentLog, AgentRun, Analysis, LogLevel, Restore, User, VideoShare
from models.base import utc_now
from models.run import GOING

_LINES: Final = 8


def read_analysis(session: Session, analysis_id: uuid.UUID) -> AnalysisFacts | None:
    """Return what the message about a screencast shows; None if it was deleted."""
    analysis = session.get(Analysis, analysis_id, options=[joinedload(Analysis.video)])
    if analysis is None:
        return None
    shared_with = session.scalars(
        select(User.member)
        .join(VideoShare, VideoShare.user_id == User.id)
        .where(VideoShare.video_id == analysis.video_id)
        .order_by(VideoShare.created_at, User.member)
    ).all()
    return AnalysisFacts(analysis, analysis.video, shared_with)


def read_run(session: Session, run_id: uuid.UUID) -> RunFacts | None:
    """Return what the card of a run shows; None if it was deleted."""
    run = session.get(AgentRun, run_id, options=[joinedload(AgentRun.video), joinedload(AgentRun.user)])
    if run is None:
        return None
    lines = session.scalars(
        select(AgentLog)
        .where(AgentLog.run_id == run_id, AgentLog.level != LogLevel.DEBUG)
        .order_by(AgentLog.seq.desc())
        .limit(_LINES)
    ).all()
    checkpoints = select(func.count()).select_from(AgentCheckpoint).where(AgentCheckpoint.run_id == run_id)
    return RunFacts(
        run=run,
        member=run.user.member,
        now=utc_now(),
        lines=lines[::-1],
        checkpoints=session.scalar(checkpoints) or 0,
    )


def read_restore(session: Session, restore_id: uuid.UUID) -> Restore | None:
    """Return a restore with all that its message shows; None if it was deleted."""
    run = joinedload(Restore.checkpoint).joinedload(AgentCheckpoint.run)
    options = [run.joinedload(AgentRun.video), run.joinedload(AgentRun.user)]
    return session.get(Restore, restore_id, options=options)


def count_active_runs(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AgentRun).where(AgentRun.status.in_(GOING))) or 0


def note_analysis_drawn(session: Session, analysis_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(Analysis).where(Analysis.id == analysis_id).values(message=timestamp))


def note_thumbnails(session: Session, analysis_id: uuid.UUID, thumbnails: dict[str, str]) -> None:
    session.execute(update(Analysis).where(Analysis.id == analysis_id).values(thumbnails=thumbnails))


def note_run_drawn(session: Session, run_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(AgentRun).where(AgentRun.id == run_id).values(message=timestamp))


def note_restore_drawn(session: Session, restore_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(Restore).where(Restore.id == restore_id).values(message=timestamp))
