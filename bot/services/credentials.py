"""What a plan asks a person for, and keeping it sealed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import TaskCredential, User, Video
from models.base import utc_now
from models.errors import MissingCredential, UserError
from models.plan import ComputerUsePlan
from models.sealing import Binding, Sealer


@dataclass(frozen=True)
class Answers:
    """What somebody filled in, by name; an empty value was left out."""

    credentials: Mapping[str, SecretStr] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


class AnswersMissing(UserError):  # noqa: N818 - reads as what it says
    """Please fill in what is missing."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


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


def require_answers(plan: ComputerUsePlan, answers: Answers, stored: set[str]) -> None:
    """Check that every credential and parameter is given, stored, or has a default.

    Raises:
        AnswersMissing: names those that are not.
    """
    missing = [need.name for need in plan.credentials if need.name not in {*answers.credentials, *stored}]
    missing += [
        parameter.name
        for parameter in plan.parameters
        if parameter.name not in answers.parameters and parameter.default is None
    ]
    if missing:
        raise AnswersMissing(missing)


def require_stored(session: Session, person: User, video_id: uuid.UUID, plan: ComputerUsePlan) -> None:
    """Check that a run without a dialog has all it needs.

    Raises:
        MissingCredential: it has not.
    """
    if {need.name for need in plan.credentials} - find_stored_names(session, person, video_id):
        raise MissingCredential


def fill_parameters(plan: ComputerUsePlan, answers: Answers) -> dict[str, str]:
    """Return a value for every parameter of the plan: the answer, or else its default."""
    return {
        parameter.name: answers.parameters.get(parameter.name, parameter.default or "")
        for parameter in plan.parameters
    }
