"""Serve an ASGI application on loopback for as long as somebody needs it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from playground.services.process import answers, free_port


@contextmanager
def serving(app: ASGIApp, port: int = 0) -> Iterator[int]:
    """Serve `app` from a thread; gives the port, a free one for 0. Requests wait until it is up."""
    listener = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def usable_port(wanted: int) -> int:
    """Return `wanted` if nobody has it, else a free one."""
    return free_port() if wanted == 0 or answers(wanted) else wanted
