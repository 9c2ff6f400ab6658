"""What was seen in a screencast, and the plan drawn from it."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CreatedAt, JsonObject, RowId, enum_column
from models.errors import IllegalTransition
from models.video import Video

#: The model name of the playground's stand-in; every message made with it says so.
PRACTICE_MODEL: Final = "practice"


class AnalysisStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class Analysis(Base):
    """One look at a video. *Analyze again* adds a row with the next number; rows are never reused."""

    __tablename__ = "analyses"
    __table_args__ = (UniqueConstraint("video_id", "number"), Index(None, "status"))

    id: Mapped[RowId]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(default=1)
    status: Mapped[AnalysisStatus] = mapped_column(
        enum_column(AnalysisStatus, "analysis_status"), default=AnalysisStatus.PENDING
    )
    stage: Mapped[str | None]  #: what is being done right now, for people
    evidence: Mapped[JsonObject | None]
    plan: Mapped[JsonObject | None]  #: a `models.plan.ComputerUsePlan`
    frames: Mapped[JsonObject | None]  #: step number (as text) -> object key of its thumbnail (PNG)
    thumbnails: Mapped[JsonObject | None]  #: step number (as text) -> the chat workspace's file id of it
    #: of the plan; equal for looks that saw the same, see `worker.analysis.planning.origin`
    drawn_from: Mapped[str | None] = mapped_column(index=True)
    model: Mapped[str | None]  #: the model that drew the plan
    cost_usd: Mapped[float | None]  #: of drawing the plan; None if it is the plan of an earlier look
    error_message: Mapped[str | None]
    message: Mapped[str | None]  #: timestamp id of the thread message that shows this row
    heartbeat_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]

    video: Mapped[Video] = relationship()

    def move_to(self, status: AnalysisStatus) -> None:
        """Move along a legal transition.

        Raises:
            IllegalTransition: the row has already moved on.
        """
        if status not in LEGAL[self.status]:
            raise IllegalTransition
        self.status = status


LEGAL: dict[AnalysisStatus, frozenset[AnalysisStatus]] = {
    # RUNNING -> RUNNING: the job of a worker that died is taken up again.
    AnalysisStatus.PENDING: frozenset({AnalysisStatus.RUNNING, AnalysisStatus.FAILED}),
    AnalysisStatus.RUNNING: frozenset(
        {AnalysisStatus.RUNNING, AnalysisStatus.COMPLETED, AnalysisStatus.FAILED}
    ),
    AnalysisStatus.COMPLETED: frozenset(),
    AnalysisStatus.FAILED: frozenset(),
}
