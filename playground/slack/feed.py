"""Live updates: every change reaches the pages and the people who may see it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from playground.slack.wire import Payload

#: Seconds between signs of life, which also notice a listener that has gone away.
HEARTBEAT: Final = 1.0


class Feed:
    """Server-Sent Events, one stream per listening person."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[str | None], str] = {}
        self._closed = False

    def publish(self, change: Payload, audience: frozenset[str]) -> None:
        line = json.dumps(change)
        for queue, user in self._listeners.items():
            if user in audience:
                queue.put_nowait(line)

    async def stream(self, user: str) -> AsyncIterator[str]:
        """Yield the event stream of `user`, beginning with a greeting once nothing can be missed."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners[queue] = user
        try:
            yield 'data: {"type": "hello"}\n\n'
            while not self._closed:
                try:
                    line = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if line is not None:
                    yield f"data: {line}\n\n"
        finally:
            del self._listeners[queue]

    def close(self) -> None:
        """End every stream, so that a server that is stopping need not wait for them."""
        self._closed = True
        for queue in self._listeners:
            queue.put_nowait(None)
