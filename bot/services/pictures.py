"""What messages show of rows, and which message shows which row."""

import uuid
from typing import Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from bot.blocks.plan import AnalysisFacts
from bot.blocks.question import QuestionFacts
from bot.blocks.run import RunFacts
from bot.services.questions import find_open_question, is_waiting
from models import (
    AgentArtifact,
    AgentCheckpoint,
    AgentLog,
    AgentRun,
    AgentStep,
    Analysis,
    LogLevel,
    Question,
    Restore,
    User,
    VideoShare,
)
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
    artifacts = select(AgentArtifact.name).where(
        AgentArtifact.run_id == run_id, AgentArtifact.file.is_not(None)
    )
    return RunFacts(
        run=run,
        member=run.user.member,
        lines=lines[::-1],
        checkpoints=session.scalar(checkpoints) or 0,
        steps=session.scalars(select(AgentStep).where(AgentStep.run_id == run_id)).all(),
        question=find_open_question(session, run),
        artifacts=session.scalars(artifacts.order_by(AgentArtifact.object_key)).all(),
    )


def read_questions(session: Session, run_id: uuid.UUID) -> list[QuestionFacts]:
    """Return the questions of a run that can be answered, and those that a message shows, oldest first."""
    run = session.get(AgentRun, run_id, options=[joinedload(AgentRun.video), joinedload(AgentRun.user)])
    if run is None:
        return []
    shown = or_(Question.message.is_not(None), Question.open)
    questions = session.scalars(
        select(Question).where(Question.run_id == run_id, shown).order_by(Question.created_at)
    )
    facts = [_read_question(session, run, question) for question in questions]
    return [each for each in facts if each.waiting or each.question.message]


def _read_question(session: Session, run: AgentRun, question: Question) -> QuestionFacts:
    helpers = session.scalars(select(User.member).where(User.id.in_(run.helpers)).order_by(User.member)).all()
    answerer = session.get(User, question.answered_by) if question.answered_by else None
    return QuestionFacts(
        question=question,
        video=run.video,
        waiting=is_waiting(question, run),
        asked=run.user.member,
        helpers=helpers,
        answerer=answerer.member if answerer else None,
    )


def read_restore(session: Session, restore_id: uuid.UUID) -> Restore | None:
    """Return a restore with all that its message shows; None if it was deleted."""
    run = joinedload(Restore.checkpoint).joinedload(AgentCheckpoint.run)
    options = [run.joinedload(AgentRun.video), run.joinedload(AgentRun.user)]
    return session.get(Restore, restore_id, options=options)


def rehearse(session: Session) -> None:
    """Look for what is not there: whoever looks next finds driver and statements ready."""
    nothing = uuid.UUID(int=0)
    for read in (read_analysis, read_run, read_questions, read_restore):
        read(session, nothing)
    count_active_runs(session)


def count_active_runs(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AgentRun).where(AgentRun.status.in_(GOING))) or 0


def note_analysis_drawn(session: Session, analysis_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(Analysis).where(Analysis.id == analysis_id).values(message=timestamp))


def note_thumbnails(session: Session, analysis_id: uuid.UUID, thumbnails: dict[str, str]) -> None:
    session.execute(update(Analysis).where(Analysis.id == analysis_id).values(thumbnails=thumbnails))


def note_run_drawn(session: Session, run_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(AgentRun).where(AgentRun.id == run_id).values(message=timestamp))


def note_question_drawn(session: Session, question_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(Question).where(Question.id == question_id).values(message=timestamp))


def note_restore_drawn(session: Session, restore_id: uuid.UUID, timestamp: str) -> None:
    session.execute(update(Restore).where(Restore.id == restore_id).values(message=timestamp))
