"""The agent asks, a person answers, once."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from models.base import Base, CreatedAt, RowId, enum_column


class QuestionKind(StrEnum):
    APPROVAL = "approval"
    CHOICE = "choice"
    TEXT = "text"


class Question(Base):
    """What a waiting run wants to know, and the answer when there is one."""

    __tablename__ = "questions"
    __table_args__ = (Index(None, "run_id", "answered_at"),)

    id: Mapped[RowId]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "question_kind"))
    prompt: Mapped[str]
    options: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    answer: Mapped[str | None]
    answered_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    answered_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
