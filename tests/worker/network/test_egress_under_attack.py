"""Requests that try to get past the proxy, to where nothing may go."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from playground.loopback import serving
from tests.worker.network.proxying import Refusals, answering, ask, echoing
from worker.network.addresses import AddressRules
from worker.network.egress import EgressProxy
from worker.wall.sockets import listening_socket


@pytest.mark.parametrize(
    "target",
    [
        b"http://orchard.test@pear.test/",
        b"http://orchard.test:80@pear.test/",
        b"http://orchard.test\\@pear.test/",
        b"http://pear.test#@orchard.test/",
        b"http://pear.test?@orchard.test/",
    ],
)
def test_what_stands_before_an_at_sign_is_no_host(workspaces: Path, target: bytes) -> None:
    limited = AddressRules(lookup=answering("93.184.216.34")).limited_to(["orchard.test"])
    (answer,), refusals = ask(workspaces, limited, b"GET " + target + b" HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 403")
    assert refusals[0].startswith("pear.test is not among the sites")


@pytest.mark.parametrize(
    "headers",
    [b"Host: evil.test", b"host:evil.test\r\nHOST : evil.test", b"Host: orchard.test\r\n Host: evil.test"],
)
def test_the_server_is_asked_in_the_name_of_the_host_that_was_checked(
    workspaces: Path, headers: bytes
) -> None:
    request = b"GET http://user:word@orchard.test/ HTTP/1.1\r\n" + headers + b"\r\n\r\n"
    with serving(echoing()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port}")
        (answer,), _ = ask(workspaces, rules, request)
    assert b"'host': 'orchard.test'" in answer
    assert b"evil" not in answer
    assert b"word" not in answer


@pytest.mark.parametrize("hidden", [b"A: b\nHost: evil.test", b"A: b\rHost: evil.test"])
def test_a_header_hidden_behind_a_lone_line_end_is_refused(workspaces: Path, hidden: bytes) -> None:
    request = b"GET http://orchard.test/ HTTP/1.1\r\n" + hidden + b"\r\n\r\n"
    (answer,), _ = ask(workspaces, AddressRules.from_setting("orchard.test=127.0.0.1:1"), request)
    assert answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "target",
    [
        "127.0.0.1:80",
        "[::1]:80",
        "[::ffff:169.254.169.254]:80",
        "[64:ff9b::a9fe:a9fe]:443",
        "2130706433:80",
        "0x7f.1:80",
        "169.254.169.254.:80",
        "100.100.100.200:80",
        "localhost:22",
        "[fe80::1%25lo]:80",
    ],
)
def test_a_tunnel_to_a_private_address_is_refused(workspaces: Path, target: str) -> None:
    (answer,), _ = ask(workspaces, AddressRules(), f"CONNECT {target} HTTP/1.1\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403")


def test_an_address_that_is_not_listed_is_refused_although_it_is_public(workspaces: Path) -> None:
    limited = AddressRules().limited_to(["orchard.test"])
    (answer,), refusals = ask(workspaces, limited, b"CONNECT 93.184.216.34:443 HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 403")
    assert refusals[0].startswith("93.184.216.34 is not among the sites")


def test_the_address_that_was_checked_is_dialled_whatever_the_name_leads_to_next(
    workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    dialled: list[tuple[str, int]] = []

    async def dial(host: str, port: int) -> NoReturn:
        dialled.append((host, port))
        raise OSError

    monkeypatch.setattr(asyncio, "open_connection", dial)
    requests = [b"CONNECT rebind.example:443 HTTP/1.1\r\n\r\n"] * 2
    (first, second), _ = ask(workspaces, AddressRules(lookup=lambda _host, _port: next(answers)), *requests)

    assert dialled == [("93.184.216.34", 443)]
    assert first.startswith(b"HTTP/1.1 502")
    assert second.startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "destination",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:{port}/inside",
        "http://[::ffff:127.0.0.1]:{port}/inside",
        "http://pear.test/inside",
        "//2130706433:{port}/inside",
    ],
)
def test_where_a_redirect_leads_is_checked_as_well(workspaces: Path, destination: str) -> None:
    with serving(redirecting()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port},pear.test=127.0.0.1:{port}")
        to = destination.format(port=port)
        allowed = browse(workspaces, rules.limited_to(["orchard.test"]), f"http://orchard.test/?to={to}")
        further = browse(workspaces, rules, "http://orchard.test/?to=http://pear.test/inside")
    assert allowed.is_client_error
    assert "inside" not in allowed.text
    assert (further.status_code, further.text) == (200, "inside")


def redirecting() -> Starlette:
    async def lead_on(request: Request) -> Response:
        return RedirectResponse(request.query_params["to"])

    async def inside(_: Request) -> Response:
        return PlainTextResponse("inside")

    return Starlette(routes=[Route("/", lead_on), Route("/inside", inside)])


def browse(workspaces: Path, rules: AddressRules, url: str) -> httpx.Response:
    """Follow `url` and its redirects with a real client, as from behind the wall."""
    socket_path = workspaces / "egress.sock"
    socket_path.unlink(missing_ok=True)

    async def follow() -> httpx.Response:
        proxy = EgressProxy(rules, Refusals())
        async with proxy.serve(listening_socket(socket_path, None)), bridge_to(socket_path) as port:
            client = httpx.AsyncClient(proxy=f"http://127.0.0.1:{port}", follow_redirects=True)
            async with client:
                return await client.get(url)

    return asyncio.run(follow())


@asynccontextmanager
async def bridge_to(path: Path) -> AsyncIterator[int]:
    """A port of loopback that leads to a unix socket, as inside the wall."""
    command = ("socat", "-d", "-d", "TCP4-LISTEN:0,bind=127.0.0.1,fork", f"UNIX-CONNECT:{path}")
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    line = await process.stderr.readline()
    try:
        yield int(line.rpartition(b":")[2])
    finally:
        process.terminate()
        await process.communicate()


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
