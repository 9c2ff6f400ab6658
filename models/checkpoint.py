"""The files of runs at one moment, and the ones that the next run starts from."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CreatedAt, RowId, enum_column
from models.run import AgentRun
from models.sealed_row import SealedRow
from models.sealing import Binding


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


class CheckpointKey(SealedRow):
    """What the checkpoints of (video, user) are encrypted with, in base64. Without it they are lost."""

    __tablename__ = "checkpoint_keys"
    __table_args__ = (UniqueConstraint("user_id", "video_id"),)

    @property
    def binding(self) -> Binding:
        return Binding(self.user_id, self.video_id, "checkpoints")  # no credential is called like that


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
