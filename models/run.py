"""A run of a plan: its state, its steps, its log, and what it leaves for people to look at."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from models import exit_codes
from models.analysis import Analysis
from models.base import Base, CreatedAt, JsonObject, RowId, enum_column, utc_now
from models.errors import IllegalTransition
from models.user import User
from models.video import ApprovalPolicy, Video


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
    # Back to PENDING: its worker is gone, and another one goes on with it.
    RunStatus.RUNNING: frozenset(
        {
            RunStatus.PENDING,
            RunStatus.WAITING,
            RunStatus.COMPLETED,
            RunStatus.FAILED,
            RunStatus.CANCELLED,
        }
    ),
    RunStatus.WAITING: frozenset(
        {RunStatus.PENDING, RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED}
    ),
    RunStatus.COMPLETED: frozenset(),
    RunStatus.FAILED: frozenset(),
    RunStatus.CANCELLED: frozenset(),
}
#: Not ended: the run waits for a worker, is carried out, or waits for an answer.
GOING = frozenset(status for status in RunStatus if not status.ended)
#: A worker is at it.
CARRIED_OUT = frozenset({RunStatus.RUNNING, RunStatus.WAITING})


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
    policy: Mapped[ApprovalPolicy] = mapped_column(
        enum_column(ApprovalPolicy, "approval_policy"), default=ApprovalPolicy.ASK
    )
    #: members, besides whoever started it, who may answer its questions and guide it (user ids)
    helpers: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), default=list)
    #: the only hosts it may reach, each with its subdomains; None = every public one
    allowed_hosts: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    attempt: Mapped[int] = mapped_column(default=0)  #: how often a worker has taken it up
    lost_workers: Mapped[int] = mapped_column(default=0)  #: how many of these fell silent
    current_step: Mapped[int] = mapped_column(default=0)  #: number of the step last reported finished
    agent_session_id: Mapped[str | None]
    model: Mapped[str | None]
    exit_code: Mapped[int | None]
    error_message: Mapped[str | None]  #: redacted; says what to do next
    summary: Mapped[str | None]  #: the agent's closing words, redacted
    outcome: Mapped[JsonObject | None]  #: a `models.outcome.Outcome`
    cost_usd: Mapped[float | None]  #: so far, while it is going
    cost_limit_usd: Mapped[float | None]  #: what it may cost; None = no worker has taken it up
    seconds_limit: Mapped[int | None]  #: of work: raised by a person; None = the operator's setting
    #: for answers, and for another worker once one was gone; not counted as work
    waited_seconds: Mapped[float] = mapped_column(default=0.0)
    cancel_requested_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    message: Mapped[str | None]  #: timestamp id of the thread's card
    created_at: Mapped[CreatedAt]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    video: Mapped[Video] = relationship()
    user: Mapped[User] = relationship()
    analysis: Mapped[Analysis] = relationship()

    @property
    def worked_seconds(self) -> float:
        """How long workers were at it, until the last sign of life."""
        if self.started_at is None:
            return 0.0
        until = self.heartbeat_at or self.completed_at or utc_now()
        return max(0.0, (until - self.started_at).total_seconds() - self.waited_seconds)

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

    def cancel(self) -> None:
        """End it because somebody wanted that, when no worker is at it.

        Raises:
            IllegalTransition: it has ended.
        """
        self.move_to(RunStatus.CANCELLED)
        self.exit_code = exit_codes.CANCELLED


class AgentStep(Base):
    """How far one step of a run's plan is. A step has a row once it is begun or finished."""

    __tablename__ = "agent_steps"

    run_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("agent_runs.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    #: committed before the first act of an irreversible step; after a crash it may or may not have happened
    begun_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    observed: Mapped[str | None]  #: what showed that it worked, redacted


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


class ArtifactKind(StrEnum):
    FILE = "file"
    SCREENSHOT = "screenshot"
    LOG = "log"


class AgentArtifact(Base):
    """Something a run leaves for people to look at; text is redacted."""

    __tablename__ = "agent_artifacts"
    __table_args__ = (UniqueConstraint("run_id", "name"),)

    id: Mapped[RowId]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    name: Mapped[str]  #: path within the workspace, or a name of ours
    kind: Mapped[ArtifactKind] = mapped_column(enum_column(ArtifactKind, "artifact_kind"))
    object_key: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)  #: bytes
    file: Mapped[str | None]  #: the chat workspace's file id, once it is uploaded
    created_at: Mapped[CreatedAt]
