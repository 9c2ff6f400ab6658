"""`python -m worker sandbox -- COMMAND`: any command behind exactly the wall that runs live in."""

import argparse
import asyncio
import os
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.config import read_settings
from models.errors import ConfigurationError
from worker.config import SandboxSettings
from worker.execution.addresses import AddressRules
from worker.execution.chromium import BROWSER_FILES
from worker.execution.egress import PROXY_PORT, EgressProxy, proxy_environment
from worker.execution.place import Place, others_can_pass, place_for
from worker.execution.sandbox import Door, Launcher, Wall
from worker.execution.sockets import listening_socket


def main(argv: Sequence[str]) -> int:
    """Run a command behind the wall.

    Returns:
        Its exit status; 128 + the signal's number if it was killed.

    Raises:
        ConfigurationError: the wall cannot be built.
    """
    arguments = _parser().parse_args(argv)
    settings = read_settings(SandboxSettings)
    rules = AddressRules.from_setting(settings.egress_private_hosts)
    with (
        place_for(uuid.uuid4(), settings.workspaces) as place,
        _lent(arguments.workspace, place) as workspace,
    ):
        return asyncio.run(
            _run(_wall(place, workspace, dict(arguments.credential)), rules, arguments.command)
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker sandbox", description=__doc__)
    parser.add_argument(
        "--workspace", type=Path, help="a folder to have as /workspace; default: an empty one"
    )
    parser.add_argument("--credential", type=_pair, action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError("it must look like NAME=VALUE")
    return name, value


@contextmanager
def _lent(folder: Path | None, place: Place) -> Iterator[Path]:
    """Let the run's user own `folder` for a while, and its owner own everything in it afterwards."""
    if folder is None or place.uid is None:
        yield folder or place.workspace
        return
    folder = folder.resolve()
    if not others_can_pass(folder.parent):
        raise ConfigurationError(
            f"Runs have a user of their own, who cannot get to {folder}. Choose another one."
        )
    owner = folder.stat()
    _give(folder, place.uid, place.uid)
    try:
        yield folder
    finally:
        _give(folder, owner.st_uid, owner.st_gid)


def _give(folder: Path, uid: int, gid: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, gid, follow_symlinks=False)


def _wall(place: Place, workspace: Path, credentials: dict[str, str]) -> Wall:
    return Wall(
        workspace=workspace,
        doors=(Door(PROXY_PORT, place.folder / "egress.sock"),),
        environment={**proxy_environment(), **credentials},
        files=BROWSER_FILES,
        uid=place.uid,
    )


async def _run(wall: Wall, rules: AddressRules, command: Sequence[str]) -> int:
    (door,) = wall.doors
    with Launcher(wall, door.socket.with_name("launch")) as launcher:
        async with EgressProxy(rules, _tell).serve(listening_socket(door.socket, wall.uid)):
            process = await asyncio.create_subprocess_exec(launcher.path, *command)
            status = await process.wait()
    return status if status >= 0 else 128 - status


def _tell(sentence: str, *, unknown: bool) -> None:  # noqa: ARG001 - to an operator both are news
    sys.stderr.write(f"{sentence}\n")
