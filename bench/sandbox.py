"""What the wall costs: the start of a command, and counting a run's files while it goes."""

import asyncio
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure
from worker.wall.chromium import BROWSER_FILES
from worker.wall.limits import Limits
from worker.wall.place import Place, place_for
from worker.wall.quota import disk_quota
from worker.wall.sandbox import Door, Launcher, Wall
from worker.wall.sockets import listening_socket

_STARTS = 30
_COMMAND = "/usr/bin/true"
_PORTS = (8080, 3128)  # as a run's model and its way out
_FILES = 20_000
_WATCHED_SECONDS = 10.0


def measure() -> list[Figure]:
    with _place() as place:
        walled, bare = _starts(place)
        watching = _share_of_watching(place)
    usual = statistics.median(bare)
    overhead = [seconds - usual for seconds in walled]
    return [
        Figure(
            "sandbox start, over the bare command", overhead, "s", 0.15,
            baseline="the bare command", baseline_values=bare,
        ),
        Figure(f"disk quota over {_FILES:,} files", [watching], "of a processor", 0.05),
    ]  # fmt: skip


@contextmanager
def _place() -> Iterator[Place]:
    """A folder that a run's own user can get to, unlike one below most people's homes."""
    with (
        tempfile.TemporaryDirectory(prefix="us-", dir="/var/tmp") as workspaces,
        place_for(uuid.uuid4(), Path(workspaces)) as place,
    ):
        yield place


def _starts(place: Place) -> tuple[list[float], list[float]]:
    """Return what the same command took behind the wall and without it, by turns."""
    doors = tuple(Door(port, place.folder / f"{port}.sock") for port in _PORTS)
    listening = [listening_socket(door.socket, place.uid) for door in doors]
    for server in listening:
        server.listen()
    wall = Wall(place.workspace, doors, files=BROWSER_FILES, uid=place.uid)
    pairs = [(_behind(wall, place), _took(_COMMAND)) for _ in range(_STARTS)]
    for server in listening:
        server.close()
    walled, bare = zip(*pairs, strict=True)
    return list(walled), list(bare)


def _behind(wall: Wall, place: Place) -> float:
    begun = time.perf_counter()
    with Launcher(wall, place.folder / "launch") as launcher:
        prepared = time.perf_counter() - begun
        return prepared + _took(str(launcher.path), _COMMAND)


def _took(*command: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begun


def _share_of_watching(place: Place) -> float:
    """Return the part of a processor that the quota of a full workspace takes."""
    for number in range(_FILES):
        folder = place.workspace / str(number // 200)
        folder.mkdir(exist_ok=True)
        (folder / str(number)).touch()
    begun = time.process_time()
    asyncio.run(_watch(place))
    return (time.process_time() - begun) / _WATCHED_SECONDS


async def _watch(place: Place) -> None:
    async with disk_quota(place.workspace, Limits(), print):
        await asyncio.sleep(_WATCHED_SECONDS)
