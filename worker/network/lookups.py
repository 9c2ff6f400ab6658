"""Looking names up, which may take very long, without holding anything else up."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from worker.network.addresses import Address

_SECONDS = 10.0
_AT_A_TIME = 8


class TooSlow(Exception):  # noqa: N818 - reads as what it says
    """A name was not found in time."""


class Lookups:
    """The look-ups of one run.

    Each has a thread of its own, not one of the loop's pool: that is shared with what keeps a run within its
    limits, and everything that ends a loop or a process waits for it. Nothing can stop a look-up, so one
    that was given up keeps its place until it is over.
    """

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_AT_A_TIME)

    async def find(self, look_up: Callable[[], Address]) -> Address:
        """Return what `look_up` returns.

        Raises:
            TooSlow: it did not within some seconds; the message is for people.
        """
        try:
            async with asyncio.timeout(_SECONDS):
                await self._free.acquire()
                return await asyncio.wrap_future(self._begun(look_up))
        except TimeoutError:
            raise TooSlow(f"The name was not found within {_SECONDS:g} seconds. Try again.") from None

    def _begun(self, look_up: Callable[[], Address]) -> Future[Address]:
        found: Future[Address] = Future()
        found.set_running_or_notify_cancel()  # from here on nobody can cancel it
        found.add_done_callback(self._give_back(asyncio.get_running_loop()))
        threading.Thread(target=_settle, args=(found, look_up), name="look-up", daemon=True).start()
        return found

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> Callable[[Future[Address]], None]:
        def give_back(_: Future[Address]) -> None:
            with suppress(RuntimeError):  # the run is over and its loop is closed
                loop.call_soon_threadsafe(self._free.release)

        return give_back


def _settle(found: Future[Address], look_up: Callable[[], Address]) -> None:
    try:
        address = look_up()
    except Exception as error:  # noqa: BLE001 - handed to whoever waits
        found.set_exception(error)
    else:
        found.set_result(address)
