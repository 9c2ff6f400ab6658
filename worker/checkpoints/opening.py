"""Opening the checkpoints of one user for one video, with the key that only workers can unseal."""

import uuid

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import CheckpointKey
from models.errors import UserError
from models.sealing import CannotUnseal, Sealer
from worker.checkpoints.cipher import Cipher, new_secret
from worker.checkpoints.store import CheckpointStore
from worker.workbench import Workbench


class CheckpointsLocked(UserError):  # noqa: N818 - reads as what it says
    """The workers do not hold the key of this task's files. Ask whoever runs Understudy to put it back."""


def open_store(
    workbench: Workbench, session: Session, video_id: uuid.UUID, user_id: uuid.UUID
) -> CheckpointStore:
    """Return the checkpoints of a user for a video; whoever is first makes their key.

    Raises:
        CheckpointsLocked: this worker does not hold the key that theirs is sealed to.
    """
    unsealer = workbench.settings.unsealer
    row = session.scalar(_of(video_id, user_id)) or _made(session, unsealer.newest, video_id, user_id)
    try:
        cipher = Cipher(unsealer.unseal(row.content, row.binding))
    except CannotUnseal as error:
        raise CheckpointsLocked from error
    return CheckpointStore(workbench.storage, cipher, video_id, user_id)


def _made(session: Session, sealer: Sealer, video_id: uuid.UUID, user_id: uuid.UUID) -> CheckpointKey:
    row = CheckpointKey(video_id=video_id, user_id=user_id)
    sealed = sealer.seal(new_secret(), row.binding)
    values = {"sealed": sealed.ciphertext, "sealing_key": sealed.key_id}
    # Of two workers that make it at once, the second gets that of the first.
    session.execute(
        insert(CheckpointKey).values(video_id=video_id, user_id=user_id, **values).on_conflict_do_nothing()
    )
    return session.scalars(_of(video_id, user_id)).one()


def _of(video_id: uuid.UUID, user_id: uuid.UUID) -> Select[CheckpointKey]:
    return select(CheckpointKey).filter_by(video_id=video_id, user_id=user_id)
