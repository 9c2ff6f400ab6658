"""Doing things behind the wall."""

import asyncio
import subprocess
import textwrap
import uuid
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import psutil

from worker.network.addresses import AddressRules
from worker.network.egress import PROXY_PORT, EgressProxy, proxy_environment
from worker.wall.place import Place
from worker.wall.sandbox import Door, Launcher, Wall
from worker.wall.sockets import listening_socket

_PATIENCE = 60  # seconds


def inside(place: Place, command: str, wall: Wall | None = None) -> subprocess.CompletedProcess[str]:
    """Run a shell command behind the wall."""
    return _run(place, wall, "bash", "-c", command)


def python_inside(place: Place, script: str, wall: Wall | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Python script behind the wall, with the system's own Python."""
    return _run(place, wall, "python3", "-c", textwrap.dedent(script))


def _run(place: Place, wall: Wall | None, *command: str) -> subprocess.CompletedProcess[str]:
    with launcher_for(place, wall) as launcher:
        return subprocess.run(
            [launcher.path, *command], capture_output=True, text=True, check=False, timeout=_PATIENCE
        )


def launcher_for(place: Place, wall: Wall | None = None) -> Launcher:
    return Launcher(replace(wall or Wall(place.workspace), uid=place.uid), place.folder / "launch")


@contextmanager
def running(place: Place, command: str, wall: Wall | None = None) -> Iterator[subprocess.Popen[str]]:
    """Have a shell command going behind the wall while the block lasts; read what it says from `stdout`."""
    with (
        launcher_for(place, wall) as launcher,
        subprocess.Popen([launcher.path, "bash", "-c", command], stdout=PIPE, text=True) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


@dataclass(frozen=True)
class Answer:
    """What a command behind the wall said, and which hosts it was refused."""

    output: str
    refusals: list[str]


def with_egress(place: Place, rules: AddressRules, command: str) -> Answer:
    """Run a shell command behind the wall, with a way out under `rules`."""
    return asyncio.run(_with_egress(place, rules, command))


async def _with_egress(place: Place, rules: AddressRules, command: str) -> Answer:
    refusals: list[str] = []
    door = Door(PROXY_PORT, place.folder / "egress.sock")
    wall = Wall(place.workspace, doors=(door,), environment=proxy_environment())

    def note(sentence: str, *, unknown: bool) -> None:
        refusals.append(sentence)

    proxy = EgressProxy(rules, note)
    with launcher_for(place, wall) as launcher:
        async with proxy.serve(listening_socket(door.socket, place.uid)):
            process = await asyncio.create_subprocess_exec(
                launcher.path, "bash", "-c", command, stdout=PIPE, stderr=STDOUT
            )
            output, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
    return Answer(output.decode(), refusals)


def a_long_sleep() -> str:
    """Return a command that sleeps for longer than any test, and can be told from any other."""
    return f"sleep {100_000 + uuid.uuid4().int % 100_000_000}"


def is_alive(command: str) -> bool:
    return process_of(command) is not None


def process_of(command: str) -> int | None:
    """Return a process that is carrying out `command`, by its number out here."""
    everybody = psutil.process_iter(["cmdline"])
    return next((each.pid for each in everybody if each.info["cmdline"] == command.split()), None)


def arguments_of_all() -> str:
    """Return what `ps` shows on this machine."""
    return "\n".join(" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"]))
