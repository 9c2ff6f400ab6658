"""Live updates: every change reaches the pages and the people who may see it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager

from playground.slack.wire import Payload


class Feed:
    """Hands every change to those who listen at that moment."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[str], str] = {}

    def publish(self, change: Payload, audience: frozenset[str]) -> None:
        text = json.dumps(change)
        for queue, user in self._listeners.items():
            if user in audience:
                queue.put_nowait(text)

    @contextmanager
    def listening(self, user: str) -> Iterator[asyncio.Queue[str]]:
        """Give what `user` sees from now on, as JSON texts; the first is a greeting."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        queue.put_nowait('{"type": "hello"}')
        self._listeners[queue] = user
        try:
            yield queue
        finally:
            del self._listeners[queue]
