"""Who somebody is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import User


@dataclass(frozen=True)
class Visitor:
    """A person as the chat workspace introduces them; its signature vouches for these ids."""

    workspace: str
    member: str


def find_person(session: Session, visitor: Visitor) -> User:
    """Return the visitor's row, made on the first visit."""
    theirs = select(User).where(User.workspace == visitor.workspace, User.member == visitor.member)
    person = session.scalars(theirs).one_or_none()
    if person is not None:
        return person
    # Two first clicks at once make one row.
    session.execute(
        insert(User).values(workspace=visitor.workspace, member=visitor.member).on_conflict_do_nothing()
    )
    return session.scalars(theirs).one()
