"""One sealed secret of one user for one video."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, RowId, utc_now


class TaskCredential(Base):
    """A secret that only a worker can open; see `models.sealing` for what `sealed` is bound to."""

    __tablename__ = "task_credentials"
    __table_args__ = (UniqueConstraint("user_id", "video_id", "key"),)

    id: Mapped[RowId]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]  #: the plan's credential name, e.g. ``ORCHARD_PASSWORD``
    sealed: Mapped[bytes]
    sealing_key: Mapped[str]  #: id of the public key it was sealed to
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=utc_now)
