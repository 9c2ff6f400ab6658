"""A run's heartbeat: says that it is alive, and hears when it must stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from models.patience import OUTAGES
from worker.execution.current_run import CurrentRun
from worker.execution.progress import Pulse
from worker.execution.stopping import Stop

BEAT_SECONDS = 0.5

_STOPS = {Pulse.CANCEL: Stop.CANCELLED, Pulse.OVER: Stop.OVER}


@asynccontextmanager
async def heartbeat(run: CurrentRun) -> AsyncIterator[None]:
    """Beat until the block ends."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, run.stop, Stop.WORKER_STOPPED)
    # A thread of its own: waiting behind slow name look-ups it would seem dead.
    with ThreadPoolExecutor(1, "heartbeat") as thread:
        beating = asyncio.create_task(_beat_on(run, thread))
        try:
            yield
        finally:
            beating.cancel()
            loop.remove_signal_handler(signal.SIGTERM)


async def _beat_on(run: CurrentRun, thread: Executor) -> None:
    beat = partial(run.progress.beat, run.signs)
    while True:
        pulse = await asyncio.get_running_loop().run_in_executor(thread, _beat, beat)
        if pulse in _STOPS:
            run.stop(_STOPS[pulse])
        await asyncio.sleep(BEAT_SECONDS)


def _beat(beat: Callable[[], Pulse]) -> Pulse:
    try:
        return beat()
    except OUTAGES:
        # The database is away for a moment; the agent need not stop for that.
        return Pulse.GOING
