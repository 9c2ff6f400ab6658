"""Putting files back as they were."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.afterwards import enqueue_afterwards, nudge_afterwards
from bot.services.people import Visitor
from bot.services.permissions import find_ended_run
from bot.services.runs import require_idle
from models import AgentCheckpoint, Restore
from models.errors import UserError
from models.jobs import RESTORE, SHOW_RESTORE


def list_checkpoints(session: Session, visitor: Visitor, run_id: uuid.UUID) -> Sequence[AgentCheckpoint]:
    """Return a run's checkpoints, newest first.

    Raises:
        NotAllowed: somebody else started the run.
        UserError: it has not ended, or has no checkpoint.
    """
    run = find_ended_run(session, visitor, run_id)
    statement = select(AgentCheckpoint).where(AgentCheckpoint.run_id == run.id)
    checkpoints = session.scalars(statement.order_by(AgentCheckpoint.created_at.desc())).all()
    if not checkpoints:
        raise UserError("This run took no checkpoint, so there is nothing to put back.")
    return checkpoints


def restore_checkpoint(session: Session, visitor: Visitor, checkpoint_id: uuid.UUID) -> Restore:
    """Ask for the files to be put back as they were at a checkpoint.

    Raises:
        NotAllowed: somebody else started the run it belongs to.
        UserError: that run, or another that uses the same files, is going.
    """
    checkpoint = session.get(AgentCheckpoint, checkpoint_id)
    if checkpoint is None:
        raise UserError("This checkpoint is no longer here.")
    run = find_ended_run(session, visitor, checkpoint.run_id)
    require_idle(session, run.user, run.video_id)
    restore = Restore(checkpoint_id=checkpoint.id, requested_by=run.user_id)
    session.add(restore)
    session.flush()
    enqueue_afterwards(session, RESTORE, restore.id)
    nudge_afterwards(session, SHOW_RESTORE, restore.id)
    return restore
