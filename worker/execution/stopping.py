"""Why a run is stopped before its agent is done, and the one place where that is said."""

import asyncio
from contextlib import suppress
from enum import Enum


class Stop(Enum):
    """Why a run was stopped from outside."""

    CANCELLED = "cancelled"
    UNANSWERED = "unanswered"  #: a question was not answered in time
    OVERTIME = "overtime"
    DISK_FULL = "disk full"  #: its files take too much room
    WORKER_STOPPED = "worker stopped"  #: another worker goes on with it
    OVER = "over"  #: the row has ended, or is another worker's


class Stopping:
    """Whether a run must stop. Once it must, that stays so, and the first reason counts."""

    def __init__(self) -> None:
        self.why: Stop | None = None
        self._begun = asyncio.Event()

    def begin(self, why: Stop) -> None:
        if self.why is None:
            self.why = why
            self._begun.set()

    async def begun(self, patience: float | None = None) -> None:
        """Return once the run must stop, or after `patience` seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._begun.wait(), patience)
