"""What a killed worker leaves on this machine: control groups, and folders of runs that ended without it."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import false, func, select

from models import AgentRun
from models.base import utc_now
from models.session import transaction
from worker.wall.control_groups import remove_abandoned_groups
from worker.wall.place import clear
from worker.workbench import Workbench

_GRACE: Final = timedelta(seconds=30)  #: for a worker that is still clearing up itself


def discard_leftovers(workbench: Workbench) -> None:
    """Remove control groups that no worker holds and folders of runs that are over, and end what lives there.

    Folders of runs this database does not know belong to somebody else.
    """
    remove_abandoned_groups()
    for folder in _without_worker(workbench, list(_folders(workbench.settings.workspaces))):
        clear(folder.path)


@dataclass(frozen=True)
class _Folder:
    path: Path
    run_id: uuid.UUID
    attempt: int


def _folders(workspaces: Path) -> Iterator[_Folder]:
    for path in workspaces.glob("*-*-*-*-*-*"):
        run_id, _, attempt = path.name.rpartition("-")
        with suppress(ValueError):
            yield _Folder(path, uuid.UUID(run_id), int(attempt))


def _without_worker(workbench: Workbench, folders: Sequence[_Folder]) -> Iterator[_Folder]:
    """Choose the folders of ended runs, and of attempts that another one has taken the place of."""
    wanted = AgentRun.id.in_({folder.run_id for folder in folders})
    settled = utc_now() - _GRACE
    over = func.coalesce(AgentRun.completed_at < settled, false())
    with transaction(workbench.engine) as session:
        rows = session.execute(select(AgentRun.id, AgentRun.attempt, over).where(wanted)) if folders else ()
        known = {run_id: (attempt, is_over) for run_id, attempt, is_over in rows}
    for folder in folders:
        attempt, is_over = known.get(folder.run_id, (0, False))
        if is_over or folder.attempt < attempt:
            yield folder
