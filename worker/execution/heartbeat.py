"""A run's heartbeat: says that it is alive, and hears when it must stop."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from worker.execution.outcome import Stop
from worker.execution.progress import Progress, Pulse, Signs
from worker.patience import OUTAGES

BEAT_SECONDS = 0.5

_STOPS = {Pulse.CANCEL: Stop.CANCELLED, Pulse.OVER: Stop.OVER}

#: is set once, when the run must stop
Stopping: TypeAlias = asyncio.Future[Stop]


@asynccontextmanager
async def heartbeat(progress: Progress, signs: Signs) -> AsyncIterator[Stopping]:
    """Beat until the block ends."""
    loop = asyncio.get_running_loop()
    stopping: Stopping = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, _stop, stopping, Stop.WORKER_STOPPED)
    beating = asyncio.create_task(_beat_on(progress, signs, stopping))
    try:
        yield stopping
    finally:
        beating.cancel()
        stopping.cancel()
        loop.remove_signal_handler(signal.SIGTERM)


async def _beat_on(progress: Progress, signs: Signs, stopping: Stopping) -> None:
    while True:
        pulse = await _beat(progress, signs)
        if pulse in _STOPS:
            _stop(stopping, _STOPS[pulse])
        await asyncio.sleep(BEAT_SECONDS)


async def _beat(progress: Progress, signs: Signs) -> Pulse:
    try:
        return await asyncio.to_thread(progress.beat, signs)
    except OUTAGES:
        # The database is away for a moment; the agent need not stop for that.
        return Pulse.GOING


def _stop(stopping: Stopping, why: Stop) -> None:
    if not stopping.done():
        stopping.set_result(why)
