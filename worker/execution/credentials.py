"""Opening a run's credentials, in this worker's memory only."""

from sqlalchemy import select

from models import TaskCredential
from models.errors import MissingCredential, UserError
from models.sealing import Binding, CannotUnseal, Sealed, Unsealer
from models.session import transaction
from worker.execution.progress import Assignment
from worker.workbench import Workbench


def unseal_credentials(workbench: Workbench, assignment: Assignment) -> dict[str, str]:
    """Return name -> value of every credential the plan needs.

    Raises:
        MissingCredential: one is not stored.
        UserError: one cannot be opened any more.
    """
    unsealer = Unsealer.parse(workbench.settings.sealing_private_keys.get_secret_value())
    stored = _stored(workbench, assignment)
    return {
        needed.name: _opened(unsealer, assignment, needed.name, needed.label, stored.get(needed.name))
        for needed in assignment.plan.credentials
    }


def _stored(workbench: Workbench, assignment: Assignment) -> dict[str, Sealed]:
    mine = (TaskCredential.user_id == assignment.user_id, TaskCredential.video_id == assignment.video_id)
    with transaction(workbench.engine) as session:
        rows = session.scalars(select(TaskCredential).where(*mine)).all()
    return {row.key: Sealed(row.sealing_key, row.sealed) for row in rows}


def _opened(unsealer: Unsealer, assignment: Assignment, name: str, label: str, sealed: Sealed | None) -> str:
    if sealed is None:
        raise MissingCredential(f"“{label}” is not stored. Click *Implement automation* and fill it in.")
    try:
        return unsealer.unseal(sealed, Binding(assignment.user_id, assignment.video_id, name))
    except CannotUnseal:
        raise UserError(
            f"“{label}” cannot be opened any more. Click *Implement automation* and fill it in again."
        ) from None
