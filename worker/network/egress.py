"""The way out of a run: an HTTP and CONNECT proxy on a unix socket that reaches public addresses only.

It resolves each name once and dials the very address it checked. What it carries it does not read. A
client that follows a redirect comes through here again, so where that leads is checked as well.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Protocol

from worker.network.addresses import Address, AddressRules, NoAddress, Refused, normalised
from worker.network.lookups import Lookups, TooSlow
from worker.network.proxy_request import Malformed, ProxyRequest, read_proxy_request

_PATIENCE = 15.0  # seconds, to send a request's head and to connect
_CHUNK = 1 << 16
_MOST_TOLD = 100  # refusals
_MOST_CONNECTIONS = 128  # at a time; a browser opens some dozens

#: Where the proxy appears inside the wall.
PROXY_PORT = 3128


class OnRefusal(Protocol):
    """Is told once of each host and reason to refuse it, in a sentence."""

    def __call__(self, sentence: str, *, unknown: bool) -> None:
        """`unknown`: there is no such host at all."""


class EgressProxy:
    def __init__(self, rules: AddressRules, on_refusal: OnRefusal) -> None:
        self._rules = rules
        self._on_refusal = on_refusal
        self._lookups = Lookups()
        self._told: set[tuple[str, type[Refused]]] = set()
        self._connections: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def serve(self, listening: socket.socket) -> AsyncIterator[None]:
        server = await asyncio.start_unix_server(self._handle, sock=listening)
        try:
            yield
        finally:
            server.close()
            for connection in self._connections:
                connection.cancel()
            await asyncio.gather(*self._connections, return_exceptions=True)

    def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.create_task(self._answer(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with _closing(writer):
            if len(self._connections) > _MOST_CONNECTIONS:
                writer.write(_answer(503, "Too many connections are open. Close some, then try again."))
                return
            try:
                async with asyncio.timeout(_PATIENCE):
                    request = await read_proxy_request(reader)
                await self._carry(request, reader, writer)
            except (Malformed, Refused, TooSlow, OSError, asyncio.IncompleteReadError) as error:
                writer.write(_complaint(error))

    async def _carry(
        self, request: ProxyRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        address = await self._resolve(request)
        async with asyncio.timeout(_PATIENCE):
            there_reader, there_writer = await asyncio.open_connection(address.ip, address.port)
        async with _closing(there_writer):
            if request.opening:
                there_writer.write(request.opening)
            else:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            sending = asyncio.create_task(_pump(reader, there_writer))
            try:
                await _pump(there_reader, writer)
            finally:
                sending.cancel()  # the other side has said all it will

    async def _resolve(self, request: ProxyRequest) -> Address:
        try:
            return await self._lookups.find(partial(self._rules.resolve, request.host, request.port))
        except Refused as refusal:
            self._tell(request, refusal)
            raise

    def _tell(self, request: ProxyRequest, refusal: Refused) -> None:
        """Report each reason once per host, and not too many: no page may flood the log."""
        told = (normalised(request.host), type(refusal))
        if told not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(told)
            self._on_refusal(str(refusal), unknown=isinstance(refusal, NoAddress))


def proxy_environment() -> dict[str, str]:
    """Return the settings that send programs inside the wall this way, in both spellings in use."""
    url = f"http://127.0.0.1:{PROXY_PORT}"
    settings = {"http_proxy": url, "https_proxy": url, "no_proxy": "localhost,127.0.0.1"}
    upper_case = {name.upper(): value for name, value in settings.items()}
    return {**settings, **upper_case, "NODE_USE_ENV_PROXY": "1"}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(_CHUNK):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    """Close it after the block, with all that was written; at once if the block is broken off."""
    try:
        yield
        with suppress(OSError):
            writer.close()
            await writer.wait_closed()
    finally:
        writer.transport.abort()  # nobody waits for a client that does not read what it asked for


def _complaint(error: Exception) -> bytes:
    match error:
        case Malformed():
            return _answer(400, "This proxy speaks plain HTTP and CONNECT.")
        case Refused():
            return _answer(403, str(error))
        case TooSlow():
            return _answer(502, str(error))
        case _:
            return _answer(502, "The other side does not answer.")


def _answer(status: int, text: str) -> bytes:
    body = f"{text}\n".encode()
    head = f"HTTP/1.1 {status} Proxy\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
