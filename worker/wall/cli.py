"""`python -m worker sandbox -- COMMAND`: any command behind exactly the wall that runs live in."""

import argparse
import asyncio
import math
import os
import signal
import sys
import uuid
from asyncio.subprocess import Process
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models import exit_codes
from models.config import read_settings
from models.plan import CredentialName
from worker.config import SandboxSettings
from worker.network.addresses import AddressRules
from worker.network.egress import PROXY_PORT, EgressProxy, proxy_environment
from worker.wall.chromium import BROWSER_FILES
from worker.wall.leftovers import discard_leftovers
from worker.wall.lending import lent
from worker.wall.place import Place, place_for
from worker.wall.quota import disk_quota
from worker.wall.sandbox import Door, Launcher, Wall
from worker.wall.sockets import listening_socket

_SECONDS = 3600.0  # unless --seconds says otherwise
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(argv: Sequence[str]) -> int:
    """Run a command behind the wall.

    Returns:
        Its exit status; 124 if its time was up; 128 + the signal's number if it was killed.

    Raises:
        ConfigurationError: the wall cannot be built.
    """
    arguments = _parser().parse_args(argv)
    settings = read_settings(SandboxSettings)
    discard_leftovers(settings.workspaces)
    rules = AddressRules.from_setting(settings.egress_private_hosts)
    with (
        place_for(uuid.uuid4(), settings.workspaces) as place,
        lent(arguments.workspace, place) as workspace,
    ):
        wall = _wall(place, workspace, dict(arguments.credential))
        return asyncio.run(_run(wall, rules, arguments.command, arguments.seconds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker sandbox", description=__doc__)
    parser.add_argument(
        "--workspace", type=_folder, help="a folder to have as /workspace; default: an empty one"
    )
    parser.add_argument(
        "--credential",
        type=_credential,
        action="append",
        default=[],
        metavar="NAME[=VALUE]",
        help="a variable inside; without VALUE it is taken from our environment, so that nobody sees it",
    )
    parser.add_argument(
        "--seconds",
        type=_duration,
        default=_SECONDS,
        help="stop it after so long, with status 124; default: %(default)g",
    )
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    return parser


def _folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {folder}")
    return folder


def _duration(text: str) -> float:
    with suppress(ValueError):
        if 0 < (seconds := float(text)) < math.inf:
            return seconds
    raise argparse.ArgumentTypeError("it must be a positive number of seconds")


def _credential(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    try:
        TypeAdapter(CredentialName).validate_python(name)
    except ValidationError as refused:
        raise argparse.ArgumentTypeError(refused.errors()[0]["msg"]) from None
    if not equals and name not in os.environ:
        raise argparse.ArgumentTypeError("it must look like NAME=VALUE, or name a variable that is set")
    return name, value if equals else os.environ[name]


def _wall(place: Place, workspace: Path, credentials: dict[str, str]) -> Wall:
    return Wall(
        workspace=workspace,
        doors=(Door(PROXY_PORT, place.folder / "egress.sock"),),
        environment={**proxy_environment(), **credentials},
        files=BROWSER_FILES,
        uid=place.uid,
    )


async def _run(wall: Wall, rules: AddressRules, command: Sequence[str], seconds: float) -> int:
    (door,) = wall.doors
    with Launcher(wall, door.socket.with_name("launch")) as launcher:
        async with EgressProxy(rules, _tell).serve(listening_socket(door.socket, wall.uid)):
            process = await asyncio.create_subprocess_exec(launcher.path, *command)
            return await _status_of(process, wall, seconds)


async def _status_of(process: Process, wall: Wall, seconds: float) -> int:
    """Wait for its end, or bring it about."""
    with _ended_by_signals(process):
        async with disk_quota(wall.workspace, wall.limits, partial(_end, process)):
            try:
                status = await asyncio.wait_for(process.wait(), seconds)
            except TimeoutError:
                _end(process, f"The time was up after {seconds:g} seconds.")
                return exit_codes.OVERTIME
    return status if status >= 0 else 128 - status


def _end(process: Process, why: str) -> None:
    """Kill the wall's outermost process; the kernel ends everything behind it."""
    sys.stderr.write(f"{why}\n")
    with suppress(ProcessLookupError):
        process.kill()


@contextmanager
def _ended_by_signals(process: Process) -> Iterator[None]:
    """Pass signals on to the wall, so that we are there to clear up after it."""
    loop = asyncio.get_running_loop()
    for signum in _SIGNALS:
        loop.add_signal_handler(signum, _pass_on, process, signum)
    try:
        yield
    finally:
        for signum in _SIGNALS:
            loop.remove_signal_handler(signum)


def _pass_on(process: Process, signum: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signum)


def _tell(sentence: str, *, unknown: bool) -> None:  # noqa: ARG001 - to an operator both are news
    sys.stderr.write(f"{sentence}\n")
