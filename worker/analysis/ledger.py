"""The analysis row while it is worked on: claimed, kept alive, and ended exactly once."""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Analysis, AnalysisStatus
from models.base import utc_now
from models.jobs import SHOW_ANALYSIS, nudge
from models.patience import OUTAGES, insist
from models.session import transaction
from worker.workbench import Workbench

#: A running row whose heart has not beaten for this long belongs to a worker that died.
STALE = timedelta(seconds=30)
#: What was tried for so long, by however many workers, is tried no more.
_LONGEST = timedelta(hours=1)
_BEAT_SECONDS = 5.0
_STAGE_SECONDS = 1.0  #: a stage is shown at most this often

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ledger:
    """Writes one analysis row, and tells the thread that its picture is stale."""

    workbench: Workbench
    analysis_id: uuid.UUID

    def claim(self) -> bool:
        """Take the row up; False if it is done, gone, given up, or in the hands of a living worker."""
        moved_to = insist(self._claim)
        if moved_to is AnalysisStatus.FAILED:
            self._nudge_once()
        return moved_to is AnalysisStatus.RUNNING

    def _claim(self) -> AnalysisStatus | None:
        """Return what the row was moved to; None if it was left alone."""
        with transaction(self.workbench.engine) as session:
            row = self._locked(session)
            if row is None or not _is_free(row):
                return None
            if row.started_at and utc_now() - row.started_at > _LONGEST:
                row.error_message = "Something this depends on was away for too long. Click *Analyze again*."
                _end(row, AnalysisStatus.FAILED)
            else:
                row.move_to(AnalysisStatus.RUNNING)
                row.heartbeat_at = utc_now()
                row.started_at = row.started_at or utc_now()
            return row.status

    @contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Let the row's heart beat for as long as the block runs."""
        over = threading.Event()
        beating = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(_BEAT_SECONDS):
            self._set(heartbeat_at=utc_now())

    def stages(self) -> Callable[[str], None]:
        """Return what tells the thread the stage: not too often, and without ever getting in the way."""
        last_told = -_STAGE_SECONDS

        def tell(stage: str) -> None:
            nonlocal last_told
            if time.monotonic() - last_told >= _STAGE_SECONDS:
                last_told = time.monotonic()
                self.tell_stage(stage)

        return tell

    def tell_stage(self, stage: str) -> None:
        """Show what is being done right now."""
        if self._set(stage=stage):
            self._nudge_once()

    def _set(self, **values: object) -> bool:
        row = update(Analysis).where(Analysis.id == self.analysis_id)
        try:
            with transaction(self.workbench.engine) as session:
                session.execute(row.where(Analysis.status == AnalysisStatus.RUNNING).values(**values))
        except OUTAGES:
            _log.warning("A stage of analysis %s was not written.", self.analysis_id)
            return False
        return True

    def _nudge_once(self) -> None:
        try:
            nudge(self.workbench.redis, SHOW_ANALYSIS, self.analysis_id)
        except OUTAGES:
            _log.warning("A stage of analysis %s was not shown.", self.analysis_id)

    def end(self, status: AnalysisStatus, write: Callable[[Analysis], None]) -> None:
        """Write the result and show it. Does nothing if another worker ended the row first."""
        insist(lambda: self._write_end(status, write))
        insist(lambda: nudge(self.workbench.redis, SHOW_ANALYSIS, self.analysis_id))

    def _write_end(self, status: AnalysisStatus, write: Callable[[Analysis], None]) -> None:
        with transaction(self.workbench.engine) as session:
            row = self._locked(session)
            if row is not None and row.status is AnalysisStatus.RUNNING:
                write(row)
                _end(row, status)

    def _locked(self, session: Session) -> Analysis | None:
        return session.get(Analysis, self.analysis_id, with_for_update=True)


def _is_free(row: Analysis) -> bool:
    if row.status is AnalysisStatus.RUNNING:
        return row.heartbeat_at is None or utc_now() - row.heartbeat_at > STALE
    return row.status is AnalysisStatus.PENDING


def _end(row: Analysis, status: AnalysisStatus) -> None:
    row.stage = None
    row.completed_at = utc_now()
    row.move_to(status)
