"""A file of the chat workspace on its way into our storage."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.services.afterwards import nudge_afterwards
from bot.services.screencasts import ask_to_look
from models import Analysis, AnalysisStatus
from models.base import utc_now
from models.jobs import SHOW_ANALYSIS


@dataclass(frozen=True)
class StoredFile:
    """A screencast in object storage."""

    key: str
    digest: str  #: SHA-256, hex
    size: int  #: bytes
    title: str


def find_file_to_fetch(session: Session, analysis_id: uuid.UUID) -> tuple[uuid.UUID, str] | None:
    """Return the screencast's id and its file's id; None if there is nothing left to fetch."""
    analysis = session.get(Analysis, analysis_id)
    if analysis is None or analysis.status is not AnalysisStatus.PENDING:
        return None
    if analysis.video.object_key or not analysis.video.file:
        ask_to_look(session, analysis.video, analysis)
        return None
    analysis.stage = "Fetching the file"
    nudge_afterwards(session, SHOW_ANALYSIS, analysis_id)
    return analysis.video_id, analysis.video.file


def note_fetched(session: Session, analysis_id: uuid.UUID, stored: StoredFile) -> None:
    """Note where the file is kept, and have it looked at."""
    analysis = session.get_one(Analysis, analysis_id)
    video = analysis.video
    video.object_key, video.digest, video.size = stored.key, stored.digest, stored.size
    video.title = video.title or stored.title
    analysis.stage = None
    nudge_afterwards(session, SHOW_ANALYSIS, analysis_id)
    ask_to_look(session, video, analysis)


def fail_analysis(session: Session, analysis_id: uuid.UUID, problem: str) -> None:
    """Note why there will be no plan, unless somebody got further in the meantime."""
    analysis = session.get_one(Analysis, analysis_id, with_for_update=True)
    if analysis.status is AnalysisStatus.PENDING:
        analysis.move_to(AnalysisStatus.FAILED)
        analysis.error_message = problem
        analysis.completed_at = utc_now()
        nudge_afterwards(session, SHOW_ANALYSIS, analysis_id)
