"""What all rows that hold something sealed have in common; see `models.sealing` for what it is bound to."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, RowId, utc_now
from models.sealing import Binding, Sealed


class SealedRow(Base):
    """Something of one user for one video that only a worker can open."""

    __abstract__ = True

    id: Mapped[RowId]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes]
    sealing_key: Mapped[str]  #: id of the public key it was sealed to
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=utc_now)

    @property
    def content(self) -> Sealed:
        return Sealed(self.sealing_key, self.sealed)

    @property
    def binding(self) -> Binding:
        """What it is sealed to, besides the key."""
        raise NotImplementedError
