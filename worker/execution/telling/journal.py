"""What a run did, line by line: redacted, numbered and stored in order, with a nudge to draw it."""

import logging
import queue
import threading
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from models import AgentLog, AgentRun, LogLevel
from models.base import utc_now
from models.patience import insist
from models.session import transaction
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.nudger import Nudger
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_LONGEST_LINE = 600  # characters
_LONGEST_DETAIL = 8000
_MOST_AT_ONCE = 100


@dataclass(frozen=True)
class _Entry:
    level: LogLevel
    message: str
    timestamp: datetime = field(default_factory=utc_now)


class Journal:
    """One run's log. Writing happens on a thread of its own, so a slow database never slows a run.

    Entries are redacted when they are made, with the secrets known then.
    """

    def __init__(self, workbench: Workbench, run_id: uuid.UUID, secrets: KnownSecrets) -> None:
        self.secrets = secrets
        self._workbench = workbench
        self._run_id = run_id
        self._entries: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_all, name=f"journal-{run_id}", daemon=True)
        self._nudger = Nudger(workbench.redis, run_id)

    def __enter__(self) -> Self:
        self._writer.start()
        self._nudger.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """Return once everything is stored; whoever closes it nudges a last time."""
        self._entries.put(None)
        self._writer.join()
        self._nudger.stop()

    def info(self, message: str) -> None:
        self._add(LogLevel.INFO, message)

    def error(self, message: str) -> None:
        self._add(LogLevel.ERROR, message)

    def debug(self, message: str) -> None:
        self._add(LogLevel.DEBUG, message)

    def clean(self, text: str) -> str:
        """Return `text` as it may be stored: without secrets, and no longer than a line of the log."""
        return shortened(self.redacted(text), _LONGEST_LINE)

    def redacted(self, text: str) -> str:
        """Return the whole `text` without secrets: whatever cuts or strips it has to come later."""
        return self.secrets.for_people.text(storable(text))

    def _add(self, level: LogLevel, message: str) -> None:
        longest = _LONGEST_DETAIL if level is LogLevel.DEBUG else _LONGEST_LINE
        if text := shortened(self.redacted(message), longest):
            self._entries.put(_Entry(level, text))

    def _write_all(self) -> None:
        going = True
        while going:
            batch = self._next_batch()
            going = None not in batch
            entries = [entry for entry in batch if entry]
            if entries:
                self._keep(entries)

    def _next_batch(self) -> list[_Entry | None]:
        batch = [self._entries.get()]
        while batch[-1] is not None and len(batch) < _MOST_AT_ONCE and not self._entries.empty():
            batch.append(self._entries.get())
        return batch

    def _keep(self, entries: list[_Entry]) -> None:
        if insist(partial(self._store, entries)):
            self._nudger.changed()
        else:
            _log.warning("Run %s was deleted; the rest of its log is dropped", self._run_id)

    def _store(self, entries: list[_Entry]) -> bool:
        """Write entries down; False if the run is gone, and its log with it."""
        with transaction(self._workbench.engine) as session:
            # One after the other: a worker that was only slow may still write beside the next one.
            run = select(AgentRun.id).where(AgentRun.id == self._run_id).with_for_update()
            if session.scalar(run) is None:
                return False
            last = session.scalar(select(func.max(AgentLog.seq)).where(AgentLog.run_id == self._run_id)) or 0
            session.add_all(
                AgentLog(
                    run_id=self._run_id,
                    seq=seq,
                    level=entry.level,
                    message=entry.message,
                    timestamp=entry.timestamp,
                )
                for seq, entry in enumerate(entries, start=last + 1)
            )
        return True


def storable(text: str) -> str:
    """Return `text` without what PostgreSQL cannot store."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def shortened(text: str, longest: int) -> str:
    text = text.strip()
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
