"""Why a run is stopped before its agent is done, and the one place where that is said."""

import asyncio
from enum import Enum
from typing import TypeAlias


class Stop(Enum):
    """Why a run was stopped from outside."""

    CANCELLED = "cancelled"
    UNANSWERED = "unanswered"  #: a question was not answered in time
    OVERTIME = "overtime"
    DISK_FULL = "disk full"  #: its files take too much room
    WORKER_STOPPED = "worker stopped"  #: another worker goes on with it
    OVER = "over"  #: the row has ended, or is another worker's


#: Is set once, when the run must stop.
Stopping: TypeAlias = asyncio.Future[Stop]


def stop(stopping: Stopping, why: Stop) -> None:
    """Have the run stopped; the first reason counts."""
    if not stopping.done():
        stopping.set_result(why)
