"""Names that are found slowly, or never, hold up nobody but whoever asked for them."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worker.network.proxying import Refusals, ask
from worker.network import egress, lookups
from worker.network.addresses import AddressRules
from worker.network.egress import EgressProxy
from worker.wall.sockets import listening_socket

CONNECT = b"CONNECT slow.example:443 HTTP/1.1\r\n\r\n"
PATIENCE = 20  # seconds; a test that takes so long has failed


class SlowNames:
    """Finds no name until it may."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.asked = threading.Semaphore(0)

    def __call__(self, _host: str, _port: int) -> list[str]:
        self.asked.release()
        self.may_end.wait()
        return []


@pytest.fixture
def slow_names() -> Iterator[SlowNames]:
    names = SlowNames()
    yield names
    names.may_end.set()


def test_the_loops_own_threads_stay_free_and_the_end_waits_for_no_name(
    workspaces: Path, slow_names: SlowNames
) -> None:
    async def story() -> None:
        socket_path = workspaces / "egress.sock"
        proxy = EgressProxy(AddressRules(lookup=slow_names), Refusals())
        async with proxy.serve(listening_socket(socket_path, None)):
            connections = [await asyncio.open_unix_connection(str(socket_path)) for _ in range(60)]
            for _, writer in connections:
                writer.write(CONNECT)
            await asyncio.to_thread(slow_names.asked.acquire)
        for _, writer in connections:
            writer.close()

    asyncio.run(asyncio.wait_for(story(), PATIENCE))  # which also waits for the loop's own threads
    assert not slow_names.may_end.is_set()


def test_a_name_that_is_not_found_in_time_is_answered_in_a_sentence(
    workspaces: Path, slow_names: SlowNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "_SECONDS", 0.1)
    (answer,), _ = ask(workspaces, AddressRules(lookup=slow_names), CONNECT)
    assert answer.startswith(b"HTTP/1.1 502")
    assert b"The name was not found within" in answer


def test_only_so_many_names_are_looked_up_at_a_time(
    workspaces: Path, slow_names: SlowNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "_SECONDS", 0.1)
    monkeypatch.setattr(lookups, "_AT_A_TIME", 1)
    answers, _ = ask(workspaces, AddressRules(lookup=slow_names), CONNECT, CONNECT)
    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 502"] * 2
    assert slow_names.asked.acquire(blocking=False)
    assert not slow_names.asked.acquire(blocking=False)


def test_a_process_ends_while_a_name_is_still_looked_up() -> None:
    program = """
import asyncio, threading
from worker.network.lookups import Lookups

begun = threading.Event()

def never():
    begun.set()
    threading.Event().wait()

async def story():
    looking = asyncio.create_task(Lookups().find(never))
    await asyncio.to_thread(begun.wait)
    looking.cancel()

asyncio.run(story())
"""
    ended = subprocess.run([sys.executable, "-c", program], timeout=PATIENCE, check=False)
    assert ended.returncode == 0


def test_connections_beyond_a_number_are_sent_away(
    workspaces: Path, slow_names: SlowNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(egress, "_MOST_CONNECTIONS", 2)

    async def story() -> bytes:
        socket_path = workspaces / "egress.sock"
        proxy = EgressProxy(AddressRules(lookup=slow_names), Refusals())
        async with proxy.serve(listening_socket(socket_path, None)):
            connections = [await asyncio.open_unix_connection(str(socket_path)) for _ in range(3)]
            answer = await connections[-1][0].read()
        for _, writer in connections:
            writer.close()
        return answer

    assert asyncio.run(asyncio.wait_for(story(), PATIENCE)).startswith(b"HTTP/1.1 503")


def test_the_end_does_not_wait_for_a_client_that_reads_nothing(workspaces: Path) -> None:
    sent = asyncio.Event()

    async def flood(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * (8 << 20))
        sent.set()

    async def story() -> None:
        server = await asyncio.start_server(flood, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        socket_path = workspaces / "egress.sock"
        proxy = EgressProxy(AddressRules.from_setting(f"slow.example=127.0.0.1:{port}"), Refusals())
        async with server:
            async with proxy.serve(listening_socket(socket_path, None)):
                _, writer = await asyncio.open_unix_connection(str(socket_path), limit=1)
                writer.write(CONNECT)
                await sent.wait()
            writer.close()

    asyncio.run(asyncio.wait_for(story(), PATIENCE))
