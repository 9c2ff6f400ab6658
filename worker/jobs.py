"""What may be asked of a worker by name; see `models.jobs`.

Each job takes one row id and may run twice: the row says whether there is still something to do.
"""

import uuid
from functools import cache

from worker.workbench import Workbench


def analyze(analysis_id: str) -> None:
    """Look at a video and draw a plan from it."""
    from worker.analysis.job import analyze as look  # noqa: PLC0415 - loaded by the worker that needs it

    look(_workbench(), uuid.UUID(analysis_id))


def execute(run_id: str) -> None:
    """Carry a plan out."""
    from worker.execution.runner import execute as carry_out  # noqa: PLC0415

    carry_out(_workbench(), uuid.UUID(run_id))


def restore(restore_id: str) -> None:
    """Put the files back as they were at a checkpoint."""
    from worker.checkpoints.job import restore as put_back  # noqa: PLC0415

    put_back(_workbench(), uuid.UUID(restore_id))


def sweep() -> None:
    """Find rows whose job was lost."""
    from worker.sweep import sweep as find_lost  # noqa: PLC0415

    find_lost(_workbench())


@cache
def _workbench() -> Workbench:
    return Workbench.open()
