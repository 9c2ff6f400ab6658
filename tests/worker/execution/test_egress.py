"""The way out of a run: what it carries, and what it refuses."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from playground.loopback import serving
from worker.execution.addresses import AddressRules
from worker.execution.egress import EgressProxy
from worker.execution.sockets import listening_socket


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


def echoing() -> Starlette:
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(
            f"{request.method} {request.url.path}?{request.url.query} {dict(request.headers)}"
        )

    return Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])


def answering(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda _host, _port: list(addresses)


def test_a_plain_request_is_passed_on_without_the_proxys_own_headers(workspaces: Path) -> None:
    request = (
        b"GET http://orchard.test/list?page=2 HTTP/1.1\r\nHost: orchard.test\r\n"
        b"Proxy-Authorization: Basic secret\r\nAccept: text/plain\r\n\r\n"
    )
    with serving(echoing()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port}")
        (answer,), refusals = ask(workspaces, rules, request)
    assert b"GET /list?page=2 " in answer
    assert b"'host': 'orchard.test'" in answer
    assert b"proxy" not in answer
    assert not refusals


def test_a_tunnel_carries_whatever_is_sent(workspaces: Path) -> None:
    inside = b"GET /inside HTTP/1.1\r\nHost: orchard.test\r\nConnection: close\r\n\r\n"
    request = b"CONNECT orchard.test:443 HTTP/1.1\r\n\r\n" + inside
    with serving(echoing()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port}")
        (answer,), _ = ask(workspaces, rules, request)
    assert answer.startswith(b"HTTP/1.1 200 Connection established")
    assert b"GET /inside? " in answer


def test_a_private_address_is_refused_and_told_once_without_its_query(workspaces: Path) -> None:
    request = b"GET http://169.254.169.254/latest?token=secret HTTP/1.1\r\n\r\n"
    answers, refusals = ask(workspaces, AddressRules(), request, request)
    assert all(answer.startswith(b"HTTP/1.1 403") for answer in answers)
    assert len(refusals) == 1
    assert "secret" not in refusals[0]


def test_a_name_that_leads_inside_is_refused(workspaces: Path) -> None:
    rules = AddressRules(lookup=answering("93.184.216.34", "10.0.0.1"))
    (answer,), refusals = ask(workspaces, rules, b"CONNECT rebind.example:443 HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 403")
    assert refusals


def test_a_host_that_does_not_exist_is_told_as_such(workspaces: Path) -> None:
    rules = AddressRules(lookup=answering())
    _, refusals = ask(workspaces, rules, b"GET http://nowhere.example/ HTTP/1.1\r\n\r\n")
    assert refusals[0].startswith("unknown: There is no host nowhere.example")


def test_a_server_that_does_not_answer_gives_a_bad_gateway(workspaces: Path) -> None:
    rules = AddressRules.from_setting("gone.test=127.0.0.1:1")
    (answer,), _ = ask(workspaces, rules, b"GET http://gone.test/ HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 502")


@given(noise=st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_when_every_name_leads_to_this_machine_nothing_gets_through(workspaces: Path, noise: bytes) -> None:
    requests = (
        noise + b"\r\n\r\n",
        b"CONNECT " + noise + b":80 HTTP/1.1\r\n\r\n",
        b"GET http://" + noise + b"/ HTTP/1.1\r\n\r\n",
    )
    answers, _ = ask(workspaces, AddressRules(lookup=answering("127.0.0.1")), *requests)
    assert all(answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 502")) for answer in answers)
