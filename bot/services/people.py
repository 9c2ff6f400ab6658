"""Who somebody is, and what is theirs."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import Analysis, User, Video, VideoShare
from models.errors import NotAllowed, UserError


@dataclass(frozen=True)
class Visitor:
    """A person as the chat workspace introduces them; its signature vouches for these ids."""

    workspace: str
    member: str


def find_person(session: Session, visitor: Visitor) -> User:
    """Return the visitor's row, made on the first visit."""
    session.execute(
        insert(User).values(workspace=visitor.workspace, member=visitor.member).on_conflict_do_nothing()
    )
    return session.scalars(
        select(User).where(User.workspace == visitor.workspace, User.member == visitor.member)
    ).one()


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
    analysis = session.get(Analysis, analysis_id)
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
