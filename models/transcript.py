"""What an agent and its model said to each other, entry by entry, so that another worker can go on."""

import uuid

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, JsonObject


class TranscriptEntry(Base):
    """One entry of an agent's session, redacted before it was written; `id` gives the order."""

    __tablename__ = "transcript_entries"
    __table_args__ = (
        # Entries without an id of their own (titles, marks) may repeat.
        UniqueConstraint(
            "run_id", "project_key", "session_id", "subpath", "entry_id", name="uq_transcript_entries_entry"
        ),
        Index(None, "project_key", "session_id", "subpath"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agent_runs.id", ondelete="CASCADE"))
    project_key: Mapped[str]  #: the folder it worked in, as the agent's command line spells it
    session_id: Mapped[str]
    subpath: Mapped[str] = mapped_column(default="")  #: of an agent within; empty: the session itself
    entry_id: Mapped[str | None]
    entry: Mapped[JsonObject]
    created_at: Mapped[CreatedAt]
