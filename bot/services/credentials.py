"""Keeping credentials sealed, and forgetting them."""

import uuid
from collections.abc import Mapping

from pydantic import SecretStr
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from bot.services.answers import needed_names
from bot.services.people import Visitor, find_person
from bot.services.permissions import find_analysis
from models import TaskCredential, User, Video
from models.base import utc_now
from models.errors import MissingCredential
from models.plan import ComputerUsePlan
from models.sealing import Binding, Sealer


def find_stored_names(session: Session, person: User, video_id: uuid.UUID) -> set[str]:
    """Return the names of the credentials that this person has stored for this screencast."""
    statement = select(TaskCredential.key).where(
        TaskCredential.user_id == person.id, TaskCredential.video_id == video_id
    )
    return set(session.scalars(statement))


def keep_credentials(
    session: Session, sealer: Sealer, person: User, video: Video, credentials: Mapping[str, SecretStr]
) -> None:
    """Seal each value and store it in place of an earlier one."""
    for name, value in credentials.items():
        sealed = sealer.seal(value.get_secret_value(), Binding(person.id, video.id, name))
        content = {"sealed": sealed.ciphertext, "sealing_key": sealed.key_id}
        session.execute(
            insert(TaskCredential)
            .values(user_id=person.id, video_id=video.id, key=name, **content)
            .on_conflict_do_update(
                index_elements=["user_id", "video_id", "key"], set_={**content, "updated_at": utc_now()}
            )
        )


def forget_credentials(session: Session, visitor: Visitor, analysis_id: uuid.UUID) -> None:
    """Delete every credential that the visitor has stored for this screencast; nobody else's is touched."""
    person = find_person(session, visitor)
    video_id = find_analysis(session, analysis_id).video_id
    session.execute(
        delete(TaskCredential).where(TaskCredential.user_id == person.id, TaskCredential.video_id == video_id)
    )


def require_stored(session: Session, person: User, video_id: uuid.UUID, plan: ComputerUsePlan) -> None:
    """Check that a run without a dialog has all it needs.

    Raises:
        MissingCredential: it has not.
    """
    if needed_names(plan) - find_stored_names(session, person, video_id):
        raise MissingCredential
