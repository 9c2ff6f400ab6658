"""Who may do what with which row. Every service asks here, and nothing that a click carries is believed."""

import uuid

from sqlalchemy.orm import Session, joinedload

from bot.services.people import Visitor, find_person
from models import AgentRun, Analysis, User, Video, VideoShare
from models.errors import IllegalTransition, NotAllowed, UserError


def find_video(session: Session, video_id: uuid.UUID) -> Video:
    """Return a screencast's row.

    Raises:
        UserError: it was deleted.
    """
    video = session.get(Video, video_id)
    if video is None:
        raise UserError("This screencast is no longer here. Share it again.")
    return video


def find_analysis(session: Session, analysis_id: uuid.UUID) -> Analysis:
    """Return an analysis' row.

    Raises:
        UserError: it was deleted.
    """
    analysis = session.get(Analysis, analysis_id, options=[joinedload(Analysis.video)])
    if analysis is None:
        raise UserError("This plan is no longer here. Share the screencast again.")
    return analysis


def require_may_run(session: Session, person: User, video: Video) -> None:
    """Let the owner and those it was shared with pass.

    Raises:
        NotAllowed: anybody else.
    """
    if video.owner_id != person.id and session.get(VideoShare, (video.id, person.id)) is None:
        raise NotAllowed


def require_owner(person: User, video: Video) -> None:
    """Let the owner pass.

    Raises:
        NotAllowed: anybody else.
    """
    if video.owner_id != person.id:
        raise NotAllowed("Only the person who shared this screencast can share it with others.")


def find_own_run(session: Session, visitor: Visitor, run_id: uuid.UUID) -> AgentRun:
    """Return a run that the visitor started, locked until the end of the transaction.

    Raises:
        NotAllowed: somebody else started it.
        UserError: it was deleted.
    """
    run = session.get(AgentRun, run_id, with_for_update=True)
    if run is None:
        raise UserError("This run is no longer here.")
    if run.user_id != find_person(session, visitor).id:
        raise NotAllowed("Only the person who started this run can do that.")
    return run


def require_may_steer(person: User, run: AgentRun) -> None:
    """Let whoever started a run, and the helpers they named, pass.

    Raises:
        NotAllowed: anybody else.
    """
    if person.id != run.user_id and person.id not in run.helpers:
        raise NotAllowed("Only the person who started this run, and those they named, can do that.")


def find_ended_run(session: Session, visitor: Visitor, run_id: uuid.UUID) -> AgentRun:
    """Return a run that the visitor started and that has ended.

    Raises:
        NotAllowed: somebody else started it.
        IllegalTransition: it has not ended.
    """
    run = find_own_run(session, visitor, run_id)
    if not run.status.ended:
        raise IllegalTransition("This run is still going. Cancel it first, or wait until it ends.")
    return run
