"""Stopping a run: for one reason, heard by whoever waits for it."""

import asyncio

from worker.execution.stopping import Stop, Stopping


def test_of_several_reasons_the_first_counts() -> None:
    stopping = Stopping()
    stopping.begin(Stop.CANCELLED)
    stopping.begin(Stop.OVERTIME)
    assert stopping.why is Stop.CANCELLED


def test_whoever_waits_hears_of_it() -> None:
    async def story() -> Stop | None:
        stopping = Stopping()
        waiting = asyncio.create_task(stopping.begun())
        asyncio.get_running_loop().call_soon(stopping.begin, Stop.DISK_FULL)
        await waiting
        return stopping.why

    assert asyncio.run(story()) is Stop.DISK_FULL


def test_what_began_before_is_heard_at_once() -> None:
    stopping = Stopping()
    stopping.begin(Stop.OVER)
    asyncio.run(stopping.begun())


def test_patience_comes_to_an_end_while_the_run_goes_on() -> None:
    stopping = Stopping()
    asyncio.run(stopping.begun(patience=0))
    assert stopping.why is None
