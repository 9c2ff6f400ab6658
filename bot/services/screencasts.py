"""Sharing a screencast, sharing it on, and looking at it again."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from bot.services.afterwards import enqueue_afterwards, nudge_afterwards
from bot.services.links import Source
from bot.services.people import Visitor, find_person
from bot.services.permissions import find_video, require_may_run, require_owner
from models import Analysis, AnalysisStatus, Video, VideoShare
from models.errors import UserError
from models.jobs import ANALYZE, FETCH_FILE, SHOW_ANALYSIS


def share_video(session: Session, visitor: Visitor, source: Source, channel: str, thread: str) -> Video:
    """Register a screencast that belongs to the visitor, and have it looked at."""
    video = Video(
        owner_id=find_person(session, visitor).id,
        link=source.link,
        file=source.file,
        title=source.title,
        channel=channel,
        thread=thread,
    )
    session.add(video)
    session.flush()
    _look(session, video, 1)
    return video


def analyze_again(session: Session, visitor: Visitor, video_id: uuid.UUID) -> Analysis:
    """Look at a screencast once more; the earlier plan stays.

    Raises:
        NotAllowed: it is not the visitor's and was not shared with them.
        UserError: it is being looked at.
    """
    video = find_video(session, video_id)
    require_may_run(session, find_person(session, visitor), video)
    session.refresh(video, with_for_update=True)  # two clicks at once make one analysis
    latest = find_latest_analysis(session, video_id)
    if latest.status in {AnalysisStatus.PENDING, AnalysisStatus.RUNNING}:
        raise UserError("I am looking at it already. The plan will appear in this thread.")
    return _look(session, video, latest.number + 1)


def share_with(
    session: Session, visitor: Visitor, video_id: uuid.UUID, members: Sequence[str]
) -> Sequence[str]:
    """Let others run a screencast's plan, each with credentials of their own; return those it is new to.

    Raises:
        NotAllowed: the visitor is not its owner.
    """
    video = find_own_video(session, visitor, video_id)
    others = [Visitor(visitor.workspace, member) for member in members if member != visitor.member]
    added = [other.member for other in others if _add_share(session, video, other)]
    nudge_afterwards(session, SHOW_ANALYSIS, find_latest_analysis(session, video_id).id)
    return added


def find_own_video(session: Session, visitor: Visitor, video_id: uuid.UUID) -> Video:
    """Return a screencast that the visitor shared.

    Raises:
        NotAllowed: somebody else shared it.
    """
    video = find_video(session, video_id)
    require_owner(find_person(session, visitor), video)
    return video


def find_latest_analysis(session: Session, video_id: uuid.UUID) -> Analysis:
    statement = select(Analysis).where(Analysis.video_id == video_id).order_by(Analysis.number.desc())
    return session.scalars(statement.limit(1)).one()


def ask_to_look(session: Session, video: Video, analysis: Analysis) -> None:
    """Have a pending analysis done; a file of the chat workspace is fetched first, because only we may."""
    job = FETCH_FILE if video.file and not video.object_key else ANALYZE
    enqueue_afterwards(session, job, analysis.id)


def _look(session: Session, video: Video, number: int) -> Analysis:
    analysis = Analysis(video_id=video.id, number=number, status=AnalysisStatus.PENDING)
    session.add(analysis)
    session.flush()
    nudge_afterwards(session, SHOW_ANALYSIS, analysis.id)
    ask_to_look(session, video, analysis)
    return analysis


def _add_share(session: Session, video: Video, visitor: Visitor) -> bool:
    person = find_person(session, visitor)
    statement = insert(VideoShare).values(video_id=video.id, user_id=person.id).on_conflict_do_nothing()
    return session.scalar(statement.returning(VideoShare.user_id)) is not None
