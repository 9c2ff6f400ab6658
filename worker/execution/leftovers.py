"""What a killed worker leaves on this machine: control groups, and folders of runs that ended without it."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from models import AgentRun
from models.base import utc_now
from models.session import transaction
from worker.execution.control_groups import remove_abandoned_groups
from worker.execution.place import clear
from worker.workbench import Workbench

_GRACE: Final = timedelta(seconds=30)  #: for a worker that is still clearing up itself


def discard_leftovers(workbench: Workbench) -> None:
    """Remove control groups that no worker holds and folders of ended runs, and end what lives in either.

    Folders of runs this database does not know belong to somebody else.
    """
    remove_abandoned_groups()
    folders = dict(_folders(workbench.settings.workspaces))
    if not folders:
        return
    over = AgentRun.completed_at < utc_now() - _GRACE
    with transaction(workbench.engine) as session:
        ended = session.scalars(select(AgentRun.id).where(AgentRun.id.in_(folders), over)).all()
    for run_id in ended:
        clear(folders[run_id])


def _folders(workspaces: Path) -> Iterator[tuple[uuid.UUID, Path]]:
    for folder in workspaces.glob("*-*-*-*-*"):
        try:
            yield uuid.UUID(folder.name), folder
        except ValueError:
            continue
