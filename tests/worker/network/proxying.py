"""Asks the proxy as programs behind the wall do."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from worker.network.addresses import AddressRules
from worker.network.egress import EgressProxy
from worker.wall.sockets import listening_socket


class Refusals:
    def __init__(self) -> None:
        self.told: list[str] = []

    def __call__(self, sentence: str, *, unknown: bool) -> None:
        self.told.append(f"unknown: {sentence}" if unknown else sentence)


def ask(workspaces: Path, rules: AddressRules, *requests: bytes) -> tuple[list[bytes], list[str]]:
    """Send raw requests through the proxy, each on a connection of its own."""
    refusals = Refusals()

    async def talk() -> list[bytes]:
        socket_path = workspaces / "egress.sock"
        socket_path.unlink(missing_ok=True)
        async with EgressProxy(rules, refusals).serve(listening_socket(socket_path, None)):
            return [await _exchange(socket_path, request) for request in requests]

    return asyncio.run(talk()), refusals.told


async def _exchange(path: Path, request: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(str(path))
    writer.write(request)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def answering(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda _host, _port: list(addresses)


def echoing() -> Starlette:
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(
            f"{request.method} {request.url.path}?{request.url.query} {dict(request.headers)}"
        )

    return Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])
