"""A shared screencast, and the people it was shared with."""

import uuid
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CreatedAt, RowId, enum_column
from models.user import User


class ApprovalPolicy(StrEnum):
    """What happens before a step that cannot be undone."""

    ASK = "ask"  #: a person is asked
    UNATTENDED = "unattended"  #: it is done


class Video(Base):
    """A screencast somebody shared: where it came from, where it is kept, which thread it belongs to."""

    __tablename__ = "videos"
    __table_args__ = (Index(None, "owner_id"), Index(None, "channel", "thread"))

    id: Mapped[RowId]
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    link: Mapped[str | None]  #: a public link, or None for a file that the chat workspace hosts
    file: Mapped[str | None]  #: the chat workspace's file id, or None for a public link
    title: Mapped[str | None]
    channel: Mapped[str]
    thread: Mapped[str]  #: timestamp id of the message that the thread hangs on
    object_key: Mapped[str | None]  #: the stored file; None until it is fetched
    digest: Mapped[str | None]  #: SHA-256 of the stored file, hex
    size: Mapped[int | None] = mapped_column(BigInteger)  #: bytes
    duration: Mapped[float | None]  #: seconds
    #: what its runs begin with; only the owner changes it
    policy: Mapped[ApprovalPolicy] = mapped_column(
        enum_column(ApprovalPolicy, "approval_policy"), default=ApprovalPolicy.ASK
    )
    created_at: Mapped[CreatedAt]

    owner: Mapped[User] = relationship()


class VideoShare(Base):
    """Somebody besides the owner may run this screencast's plan, with credentials of their own."""

    __tablename__ = "video_shares"
    __table_args__ = (Index(None, "user_id"),)

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[CreatedAt]
