"""An ASGI app on an open socket, inside a loop that belongs to somebody else."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class _Guest(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the host of the loop."""
        yield


@asynccontextmanager
async def serve_on(app: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    """Serve `app` until the block ends; open connections are cut then, and what still works is cancelled."""
    config = uvicorn.Config(app, lifespan="off", log_config=None, log_level="critical", access_log=False)
    server = _Guest(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = server.force_exit = True
        for answering in server.server_state.tasks:
            answering.cancel()
        await serving
