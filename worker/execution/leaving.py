"""What a run leaves that ended without a worker: its last one is gone, and nobody goes on with it."""

import logging
import uuid
from dataclasses import replace

from models import AgentRun
from models.errors import UserError
from models.patience import insist
from models.session import transaction
from worker.execution.assignment import Assignment, assignment_of
from worker.execution.outcome.artifacts import keep_artifacts
from worker.execution.secrecy.credentials import unseal_credentials
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.workbench import Workbench

_log = logging.getLogger(__name__)


def keep_what_is_left(workbench: Workbench, run_id: uuid.UUID) -> None:
    """Store what an ended run leaves, told by its rows and checkpoints, unless its own worker has done so."""
    last = insist(lambda: _last_assignment(workbench, run_id))
    if last is not None:
        secrets = insist(lambda: _secrets_of(workbench, last))
        keep_artifacts(workbench, last, secrets, None)


def _last_assignment(workbench: Workbench, run_id: uuid.UUID) -> Assignment | None:
    """Return what its last worker was to do; None if the run is going, or no worker was ever at it."""
    with transaction(workbench.engine) as session:
        run = session.get(AgentRun, run_id)
        if run is None or not run.status.ended or run.attempt == 0:
            return None
        return replace(assignment_of(session, run, workbench.settings), attempt=run.attempt)


def _secrets_of(workbench: Workbench, assignment: Assignment) -> KnownSecrets | None:
    secrets = KnownSecrets()
    try:
        unseal_credentials(workbench, assignment, secrets)
    except UserError:
        _log.warning("The credentials of run %s cannot be opened any more", assignment.run_id)
        return None
    return secrets
