"""A run of a plan: its state, its log, its checkpoints, and the files the next run starts from."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.analysis import Analysis
from models.base import Base, CreatedAt, JsonObject, RowId, enum_column, utc_now
from models.errors import IllegalTransition
from models.user import User
from models.video import Video


class RunStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    WAITING = "waiting"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return not LEGAL[self]


LEGAL: dict[RunStatus, frozenset[RunStatus]] = {
    RunStatus.PENDING: frozenset({RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED}),
    RunStatus.RUNNING: frozenset(
        {RunStatus.WAITING, RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED}
    ),
    RunStatus.WAITING: frozenset({RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED}),
    RunStatus.COMPLETED: frozenset(),
    RunStatus.FAILED: frozenset(),
    RunStatus.CANCELLED: frozenset(),
}
#: Not ended: the run waits for a worker, is carried out, or waits for an answer.
GOING = frozenset(status for status in RunStatus if not status.ended)


class LogLevel(StrEnum):
    INFO = "info"
    ERROR = "error"
    DEBUG = "debug"


class AgentRun(Base):
    """One attempt of one user at one plan. The plan is a snapshot: later edits do not reach a run."""

    __tablename__ = "agent_runs"
    __table_args__ = (
        Index(None, "video_id", "user_id", "created_at"),
        Index(None, "status", "heartbeat_at"),
        Index(None, "analysis_id"),
        Index(None, "retry_of"),
        Index(None, "starts_from"),
        # Two tables point at each other, so this one is added once both exist.
        ForeignKeyConstraint(
            ["starts_from"],
            ["agent_checkpoints.id"],
            name="fk_agent_runs_starts_from",
            ondelete="SET NULL",
            use_alter=True,
        ),
    )

    id: Mapped[RowId]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    analysis_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("analyses.id", ondelete="CASCADE"))
    retry_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("agent_runs.id", ondelete="SET NULL"))
    starts_from: Mapped[uuid.UUID | None]  #: the checkpoint whose files it starts with; None = empty
    status: Mapped[RunStatus] = mapped_column(enum_column(RunStatus, "run_status"), default=RunStatus.PENDING)
    plan: Mapped[JsonObject]  #: snapshot of a `models.plan.ComputerUsePlan`
    parameters: Mapped[JsonObject] = mapped_column(default=dict)  #: parameter name -> value (text)
    current_step: Mapped[int] = mapped_column(default=0)  #: number of the step last reported finished
    agent_session_id: Mapped[str | None]
    model: Mapped[str | None]
    exit_code: Mapped[int | None]
    error_message: Mapped[str | None]  #: redacted; says what to do next
    summary: Mapped[str | None]  #: the agent's closing words, redacted
    cost_usd: Mapped[float | None]
    cancel_requested_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    message: Mapped[str | None]  #: timestamp id of the thread's card
    created_at: Mapped[CreatedAt]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    video: Mapped[Video] = relationship()
    user: Mapped[User] = relationship()
    analysis: Mapped[Analysis] = relationship()

    def move_to(self, status: RunStatus) -> None:
        """Move along a legal transition and stamp the time it started or ended.

        Raises:
            IllegalTransition: the run has already moved on.
        """
        if status not in LEGAL[self.status]:
            raise IllegalTransition
        if self.started_at is None and status is RunStatus.RUNNING:
            self.started_at = utc_now()
        if status.ended:
            self.completed_at = utc_now()
        self.status = status


class AgentLog(Base):
    """One line of what a run did, redacted before it was written."""

    __tablename__ = "agent_logs"
    __table_args__ = (UniqueConstraint("run_id", "seq"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    seq: Mapped[int]  #: 1, 2, 3 ... within the run, without gaps
    level: Mapped[LogLevel] = mapped_column(enum_column(LogLevel, "log_level"))
    message: Mapped[str]
    timestamp: Mapped[CreatedAt]


class AgentCheckpoint(Base):
    """The workspace of a run at one moment, kept in object storage."""

    __tablename__ = "agent_checkpoints"
    __table_args__ = (Index(None, "run_id", "created_at"),)

    id: Mapped[RowId]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    object_key: Mapped[str]  #: the manifest
    digest: Mapped[str]  #: SHA-256 of the manifest, hex: what a restore is verified against
    description: Mapped[str]
    step: Mapped[int]  #: the step it was taken after; 0 = before the first
    files: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)  #: bytes of file content
    created_at: Mapped[CreatedAt]

    run: Mapped[AgentRun] = relationship(foreign_keys=[run_id])


class WorkspaceHead(Base):
    """The files that the next run of (video, user) starts from: the checkpoint taken or restored last."""

    __tablename__ = "workspace_heads"
    __table_args__ = (Index(None, "checkpoint_id"), Index(None, "user_id"))

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    checkpoint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_checkpoints.id", ondelete="CASCADE"))
    updated_at: Mapped[CreatedAt]


class RestoreStatus(StrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class Restore(Base):
    """Somebody asked to put the files back as they were at a checkpoint."""

    __tablename__ = "restores"
    __table_args__ = (Index(None, "checkpoint_id"), Index(None, "status"))

    id: Mapped[RowId]
    checkpoint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_checkpoints.id", ondelete="CASCADE"))
    requested_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    status: Mapped[RestoreStatus] = mapped_column(
        enum_column(RestoreStatus, "restore_status"), default=RestoreStatus.PENDING
    )
    error_message: Mapped[str | None]
    message: Mapped[str | None]  #: timestamp id of the thread message that shows this row
    created_at: Mapped[CreatedAt]
    completed_at: Mapped[datetime | None]

    checkpoint: Mapped[AgentCheckpoint] = relationship()
