"""The wall around a run: bubblewrap, started from an empty environment as a user of its own.

Inside there is a read-only system, a private /tmp, `/workspace` as the only writable place that lasts, and
no network but the unix sockets that are handed in. What is handed in (settings, secrets, files) travels in
anonymous memory: never on disk, never in a process's arguments.

It is two bubblewraps, a room and a cell in it. The room holds the gate and ends with the worker; the cell
holds the command, under a filter of system calls, and shows it no process of the room.
"""

import os
import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from models.errors import ConfigurationError, UserError
from worker.wall.control_groups import ControlGroup
from worker.wall.gate import awaited, inside_socket, opened
from worker.wall.inhabitants import evict
from worker.wall.interior import CELL, ENVIRONMENT, FILES, INSIDE_WORKSPACE, system_arguments
from worker.wall.limits import Limits
from worker.wall.seccomp import compiled_deny_list

_FIRST_DESCRIPTOR = 10
_TOOLS = ("bwrap", "socat", "setpriv", "bash")


class SandboxUnavailable(ConfigurationError):  # noqa: N818 - reads as what it says
    """Runs need bubblewrap and socat. An operator can install them: apt-get install bubblewrap socat."""


@dataclass(frozen=True)
class Door:
    """A unix socket outside that appears as a loopback port inside."""

    port: int
    socket: Path


@dataclass(frozen=True)
class Wall:
    """What one run may see, and nothing else."""

    workspace: Path
    doors: tuple[Door, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)  #: path inside -> content, read-only
    copies: Mapping[str, bytes] = field(default_factory=dict)  #: path inside -> content, the agent's own
    programs: Mapping[str, Path] = field(default_factory=dict)  #: path inside -> file or folder outside
    entry: tuple[str, ...] = ()  #: the command inside; the launcher's own arguments are added to it
    limits: Limits = field(default_factory=Limits)
    uid: int | None = None  #: the outer user to become; None keeps the present one


class Launcher:
    """An executable that starts a command behind `wall`, of use while this object is open."""

    def __init__(self, wall: Wall, path: Path) -> None:
        """Prepare.

        Raises:
            SandboxUnavailable: a tool it needs is not installed. Nothing ever starts without the wall.
        """
        self.path = path
        self._tools = _find_tools()
        self._workspace = wall.workspace
        self._descriptors: list[int] = []
        self._group = ControlGroup.create(path.parent.name, wall.limits)
        path.touch(mode=0o700)
        path.write_text(self._script(wall))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def evict(self) -> None:
        """Kill whatever is inside, now. Takes some hundredths of a second."""
        evict(self._workspace)

    def close(self) -> None:
        """Take everything back, and kill whatever is still inside."""
        self._group.remove()
        self.evict()
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()

    def _script(self, wall: Wall) -> str:
        start = shlex.join(["exec", "-c", *self._start(wall)])
        lines = [
            "#!/bin/bash",
            "# Written for one run, by the worker that is watching it.",
            *(
                f"echo $$ > {shlex.quote(str(folder / 'cgroup.procs'))} || exit 125"
                for folder in self._group.folders
            ),
            *wall.limits.shell_commands(own_uid=wall.uid is not None),
            *self._opened_descriptors(),
            # The first environment of a process stays readable for its user: this one is empty.
            f'{start} "$@"',
        ]
        return "\n".join(lines) + "\n"

    def _start(self, wall: Wall) -> list[str]:
        ports = [door.port for door in wall.doors]
        room = [self._tools["bwrap"], "--args", str(self._hand_in(_packed(self._arguments(wall))))]
        # The cell and the gate beside it are made at the same time; in there it is awaited.
        return [
            *self._identity(wall),
            *[*room, "--", *opened(ports)],
            *self._cell(wall),
            *[*awaited(ports), *wall.entry],
        ]

    def _cell(self, wall: Wall) -> list[str]:
        if _stays_root(wall):
            return []
        return [self._tools["bwrap"], *CELL, *self._filter(), "--"]

    def _filter(self) -> list[str]:
        return ["--seccomp", str(self._hand_in(compiled_deny_list()))]

    def _identity(self, wall: Wall) -> list[str]:
        if wall.uid is None:
            return []
        return [self._tools["setpriv"], f"--reuid={wall.uid}", f"--regid={wall.uid}", "--clear-groups"]

    def _arguments(self, wall: Wall) -> list[str]:
        arguments = system_arguments(wall.limits)
        for inside, outside in wall.programs.items():
            arguments += ["--ro-bind", str(outside), inside]
        for inside, content in {**FILES, **wall.files}.items():
            arguments += ["--ro-bind-data", str(self._hand_in(content)), inside]
        for inside, content in wall.copies.items():
            # Folders on the way are made as private as the file.
            arguments += ["--perms", "0600", "--file", str(self._hand_in(content)), inside]
        for door in wall.doors:
            arguments += ["--ro-bind", str(door.socket), inside_socket(door.port)]
        for name, value in {**ENVIRONMENT, **wall.environment}.items():
            arguments += ["--setenv", name, value]
        arguments += ["--bind", str(wall.workspace), INSIDE_WORKSPACE, "--chdir", INSIDE_WORKSPACE]
        # The order counts: the root becomes read-only once everything is in its place.
        arguments += ["--remount-ro", "/"]
        return [*arguments, "--disable-userns", *self._filter()] if _stays_root(wall) else arguments

    def _hand_in(self, content: bytes) -> int:
        """Put `content` into anonymous memory; return the descriptor it will have in the launched process."""
        descriptor = os.memfd_create("understudy")
        os.write(descriptor, content)
        self._descriptors.append(descriptor)
        return _FIRST_DESCRIPTOR + len(self._descriptors) - 1

    def _opened_descriptors(self) -> list[str]:
        """Open our anonymous memory anew in the launched process, each with a read position of its own."""
        return [
            f"exec {_FIRST_DESCRIPTOR + index}</proc/{os.getpid()}/fd/{descriptor}"
            for index, descriptor in enumerate(self._descriptors)
        ]


def _stays_root(wall: Wall) -> bool:
    """Whether there is only a room: root's /proc is partly covered, and the kernel allows no other within.

    That is for programs of ours that only root can reach, never for an agent.
    """
    return wall.uid is None and os.getuid() == 0


def _packed(arguments: Sequence[str]) -> bytes:
    """Return arguments as bubblewrap reads them from a file: each ends with a zero byte."""
    if any("\0" in argument for argument in arguments):
        raise UserError("A credential contains a zero byte, which no program can be given. Change it.")
    return "".join(f"{argument}\0" for argument in arguments).encode()


def _find_tools() -> dict[str, str]:
    found = {tool: shutil.which(tool) for tool in _TOOLS}
    if not all(found.values()):
        raise SandboxUnavailable
    return {tool: path for tool, path in found.items() if path}
