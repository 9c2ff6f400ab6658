"""The agent asks, a person answers, once; and what a person says to a running agent unasked."""

import html
import uuid
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from models.base import Base, CreatedAt, RowId, enum_column

#: The options of an approval.
GO_AHEAD: Final = "Go ahead"
DO_NOT: Final = "Do not"

#: Characters of a prompt, `&`, `<` and `>` counted as messages write them: so much is always shown whole.
LONGEST_PROMPT: Final = 8000


def is_shown_whole(prompt: str) -> bool:
    """Whether a message has room for all of `prompt`: nobody may decide on what they cannot see."""
    return len(html.escape(prompt, quote=False)) <= LONGEST_PROMPT


class QuestionKind(StrEnum):
    APPROVAL = "approval"  #: of a step that cannot be undone: `GO_AHEAD` or `DO_NOT`
    CHOICE = "choice"  #: one of `options`
    LIMIT = "limit"  #: whether to raise a limit that was reached: one of `options`
    TEXT = "text"  #: any text
    CODE = "code"  #: a one-time code: sealed like a credential, never shown


class Question(Base):
    """What a waiting run wants to know, and the answer when there is one."""

    __tablename__ = "questions"
    __table_args__ = (Index(None, "run_id", "answered_at"),)

    id: Mapped[RowId]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "question_kind"))
    prompt: Mapped[str]  #: redacted
    options: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)  #: to choose from; empty: a field
    step: Mapped[int | None]  #: the step an approval is for
    message: Mapped[str | None]  #: timestamp id of the thread message that shows this row
    expires_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  #: nobody waits for the answer any more
    answer: Mapped[str | None]  #: of a code: None, see `sealed_answer`
    sealed_answer: Mapped[bytes | None]  #: bound to (run's user, run's video, `sealing_name`)
    sealing_key: Mapped[str | None]  #: id of the public key it was sealed to
    answered_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    answered_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]  #: a worker has read the answer
    created_at: Mapped[CreatedAt]

    @hybrid_property
    def open(self) -> bool:
        """Whether an answer is still waited for; as a condition on rows likewise."""
        return self.answered_at is None and self.withdrawn_at is None

    @open.inplace.expression  # noqa: A003 - not the builtin: the property above
    @classmethod
    def _is_open(cls) -> ColumnElement[bool]:
        return cls.answered_at.is_(None) & cls.withdrawn_at.is_(None)

    @property
    def sealing_name(self) -> str:
        """What its answer is sealed as, if that is a code."""
        return f"question:{self.id}"


class Guidance(Base):
    """What a person said in the thread of a running agent; it is handed to the agent once."""

    __tablename__ = "guidance"
    __table_args__ = (Index(None, "run_id", "delivered_at"), Index(None, "author_id"))

    id: Mapped[RowId]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    text: Mapped[str]
    created_at: Mapped[CreatedAt]
    delivered_at: Mapped[datetime | None]
