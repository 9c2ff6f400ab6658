"""A person, as their workspace knows them."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Base, CreatedAt, RowId


class User(Base):
    """One person of one workspace; everything private hangs off this row and goes with it."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("workspace", "member"),)

    id: Mapped[RowId]
    workspace: Mapped[str]  #: the chat workspace's id, e.g. ``T024BE7LD``
    member: Mapped[str]  #: the person's id in that workspace, e.g. ``U024BE7LH``
    created_at: Mapped[CreatedAt]
