"""Runs whose worker is gone: each goes back to be taken up by another one."""

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import AgentRun, RunStatus
from models.run import CARRIED_OUT
from worker.execution.progress import withdraw_questions

_log = logging.getLogger(__name__)

#: A run that gave no sign for so long has lost its worker; a living one gives two a second.
_SILENT_AFTER: Final = timedelta(seconds=10)
#: Seconds between two looks at the rows, after which nobody knows what happened in between.
_LONGEST_BREAK: Final = 5.0
#: By then it is the run that ends its workers.
_MOST_LOST: Final = 3


class Watch:
    """How long rows have been looked at without a break.

    After an outage every run has been silent for a while: that says nothing about its worker.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = self._last = float("-inf")

    def look(self) -> timedelta:
        """Note that rows were just read; return for how long that has been so."""
        now = self._clock()
        if now - self._last > _LONGEST_BREAK:
            self._since = now
        self._last = now
        return timedelta(seconds=now - self._since)


def free_abandoned_runs(session: Session, watch: Watch) -> Sequence[uuid.UUID]:
    """Take runs from workers that are gone; return which. Too soon after an outage: none."""
    silent = AgentRun.heartbeat_at < func.now() - _SILENT_AFTER
    carried_out = AgentRun.status.in_(CARRIED_OUT)
    runs = session.scalars(
        select(AgentRun).where(carried_out, silent).with_for_update(skip_locked=True)
    ).all()
    if watch.look() < _SILENT_AFTER:
        return []
    for run in runs:
        _log.warning("Run %s lost its worker in attempt %d", run.id, run.attempt)
        withdraw_questions(session, run.id)
        _free(run)
    return [run.id for run in runs]


def _free(run: AgentRun) -> None:
    """Let another worker go on, unless nobody wants that any more or too many were lost."""
    run.lost_workers += 1
    if run.cancel_requested_at is not None:
        run.cancel()
    elif run.lost_workers >= _MOST_LOST:
        run.move_to(RunStatus.FAILED)
        run.exit_code = 1
        run.error_message = (
            f"{run.lost_workers} workers were lost while they carried this out. "
            "Look at its last lines and at the site, then click Retry; if it stays, tell an operator."
        )
    else:
        run.move_to(RunStatus.PENDING)
