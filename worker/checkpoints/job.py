"""Putting the files of a video and user back as they were at a checkpoint."""

import logging
import tempfile
import uuid
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgentRun, Restore, RestoreStatus
from models.base import utc_now
from models.errors import NotAllowed, TransientError, UserError
from models.jobs import SHOW_RESTORE, nudge
from models.run import GOING
from models.session import transaction
from worker.checkpoints.workspace import materialize, set_head
from worker.workbench import Workbench

_log = logging.getLogger(__name__)


class RunGoing(UserError):  # noqa: N818 - reads as what it says
    """A run of this screencast is still going. Cancel it or wait for its end, then restore again."""


def restore(workbench: Workbench, restore_id: uuid.UUID) -> None:
    """Verify the checkpoint by really building its files, then let the next run start from it.

    The files it replaces are a checkpoint too, so a restore can itself be undone. May run twice.

    Raises:
        TransientError: something is away; the row is still pending and will be taken up again.
    """
    try:
        _restore(workbench, restore_id)
    except TransientError:
        raise
    except UserError as error:
        _fail(workbench, restore_id, str(error))
    except Exception:  # noqa: BLE001 - whatever it was, the person waiting in the thread is told
        _log.exception("Restore %s failed", restore_id)
        _fail(workbench, restore_id, f"Something went wrong on our side (reference {restore_id}).")
    nudge(workbench.redis, SHOW_RESTORE, restore_id)


def _restore(workbench: Workbench, restore_id: uuid.UUID) -> None:
    with transaction(workbench.engine) as session:
        row = _pending(session, restore_id)
        if row is None:
            return
        _check_allowed(session, row)
    _verify(workbench, row.checkpoint_id)
    with transaction(workbench.engine) as session:
        row = _pending(session, restore_id)
        if row is None:
            return
        run = _check_allowed(session, row)
        set_head(session, run.video_id, run.user_id, row.checkpoint_id)
        row.status = RestoreStatus.COMPLETED
        row.completed_at = utc_now()


def _pending(session: Session, restore_id: uuid.UUID) -> Restore | None:
    row = session.get(Restore, restore_id, with_for_update=True)
    return row if row is not None and row.status is RestoreStatus.PENDING else None


def _check_allowed(session: Session, row: Restore) -> AgentRun:
    run = row.checkpoint.run
    if row.requested_by != run.user_id:
        raise NotAllowed
    same_files = (AgentRun.video_id == run.video_id, AgentRun.user_id == run.user_id)
    if session.scalar(select(AgentRun.id).where(*same_files, AgentRun.status.in_(GOING)).limit(1)):
        raise RunGoing
    return run


def _verify(workbench: Workbench, checkpoint_id: uuid.UUID) -> None:
    workbench.settings.workspaces.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=workbench.settings.workspaces) as folder:
        materialize(workbench, checkpoint_id, Path(folder, "files"))


def _fail(workbench: Workbench, restore_id: uuid.UUID, message: str) -> None:
    with transaction(workbench.engine) as session:
        row = _pending(session, restore_id)
        if row is not None:
            row.status = RestoreStatus.FAILED
            row.error_message = message
            row.completed_at = utc_now()
