"""What may be asked of a worker by name; see `models.jobs`.

Each job takes one row id and may run twice: the row says whether there is still something to do.
"""

import uuid
from contextlib import suppress
from functools import cache

from sqlalchemy.orm import configure_mappers

from models import AgentRun
from models.patience import OUTAGES
from models.session import transaction
from worker.workbench import Workbench


def analyze(analysis_id: str) -> None:
    """Look at a video and draw a plan from it."""
    from worker.analysis import job  # noqa: PLC0415 - a job loads what it needs, unless `preload` did

    job.analyze(workbench(), uuid.UUID(analysis_id))


def execute(run_id: str) -> None:
    """Carry a plan out."""
    from worker.execution import runner  # noqa: PLC0415

    runner.execute(workbench(), uuid.UUID(run_id))


def restore(restore_id: str) -> None:
    """Put the files back as they were at a checkpoint."""
    from worker.checkpoints import job  # noqa: PLC0415

    job.restore(workbench(), uuid.UUID(restore_id))


def preload() -> None:
    """Load what jobs need, once, before workers are forked. Leaves no connection open."""
    import worker.analysis.job  # noqa: PLC0415
    import worker.checkpoints.job  # noqa: PLC0415
    import worker.execution.runner  # noqa: F401, PLC0415

    configure_mappers()
    _rehearse()


def _rehearse() -> None:
    """Look for a run that is not there: the next look, in a fork, finds driver and statement ready."""
    engine = workbench().engine
    with suppress(*OUTAGES), transaction(engine) as session:
        session.get(AgentRun, uuid.UUID(int=0), with_for_update=True)
    engine.dispose()


@cache
def workbench() -> Workbench:
    """Return this process's workbench.

    Raises:
        ConfigurationError: a setting is missing or malformed.
    """
    return Workbench.open()
