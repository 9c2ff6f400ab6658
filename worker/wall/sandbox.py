"""The wall around a run: bubblewrap, started from an empty environment as a user of its own.

Inside there is a read-only system, a private /tmp, `/workspace` as the only writable place that lasts, and
no network but the unix sockets that are handed in. What is handed in (settings, secrets, files) travels in
anonymous memory: never on disk, never in a process's arguments.
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
from worker.wall.inhabitants import evict
from worker.wall.interior import ENVIRONMENT, FILES, INSIDE_WORKSPACE, system
from worker.wall.limits import Limits
from worker.wall.seccomp import compiled_deny_list

_FIRST_DESCRIPTOR = 10
_TOOLS = ("bwrap", "socat", "setpriv", "env", "bash")


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
        last = self._hand_in(_packed(self._arguments(wall)))
        lines = [
            "#!/bin/bash",
            "# Written for one run, by the worker that is watching it.",
            *(
                f"echo $$ > {shlex.quote(str(folder / 'cgroup.procs'))} || exit 125"
                for folder in self._group.folders
            ),
            *wall.limits.shell_commands(own_uid=wall.uid is not None),
            *self._opened_descriptors(),
            shlex.join(["exec", *self._start(wall, last)]) + ' "$@"',
        ]
        return "\n".join(lines) + "\n"

    def _start(self, wall: Wall, arguments: int) -> list[str]:
        # bubblewrap is process 1 inside and its first environment stays readable there: hence `env -i`.
        start = [self._tools["env"], "-i", "PATH=/usr/bin:/bin"]
        if wall.uid is not None:
            identity = [f"--reuid={wall.uid}", f"--regid={wall.uid}", "--clear-groups"]
            start += [self._tools["setpriv"], *identity]
        inside = ["/bin/bash", "-c", _open_doors(wall.doors), "sandbox", *wall.entry]
        return [*start, self._tools["bwrap"], "--args", str(arguments), "--", *inside]

    def _arguments(self, wall: Wall) -> list[str]:
        arguments = system(wall.limits)
        for inside, outside in wall.programs.items():
            arguments += ["--ro-bind", str(outside), inside]
        for inside, content in {**FILES, **wall.files}.items():
            arguments += ["--ro-bind-data", str(self._hand_in(content)), inside]
        for inside, content in wall.copies.items():
            # Folders on the way are made as private as the file.
            arguments += ["--perms", "0600", "--file", str(self._hand_in(content)), inside]
        for door in wall.doors:
            arguments += ["--ro-bind", str(door.socket), _inside_socket(door)]
        for name, value in {**ENVIRONMENT, **wall.environment}.items():
            arguments += ["--setenv", name, value]
        arguments += ["--bind", str(wall.workspace), INSIDE_WORKSPACE, "--chdir", INSIDE_WORKSPACE]
        # The order counts: the root becomes read-only once everything is in its place.
        return [*arguments, "--remount-ro", "/", "--seccomp", str(self._hand_in(compiled_deny_list()))]

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


def _packed(arguments: Sequence[str]) -> bytes:
    """Return arguments as bubblewrap reads them from a file: each ends with a zero byte."""
    if any("\0" in argument for argument in arguments):
        raise UserError("A credential contains a zero byte, which no program can be given. Change it.")
    return "".join(f"{argument}\0" for argument in arguments).encode()


def _inside_socket(door: Door) -> str:
    return f"/run/{door.port}.sock"


def _open_doors(doors: tuple[Door, ...]) -> str:
    """Return the script inside: one forwarder per door, wait until each listens, then the command."""
    listen = "socat TCP4-LISTEN:{0},bind=127.0.0.1,reuseaddr,fork UNIX-CONNECT:/run/{0}.sock &"
    wait = "for _ in {{1..100}}; do (: </dev/tcp/127.0.0.1/{0}) 2>/dev/null && break; sleep 0.01; done"
    starts = [listen.format(door.port) for door in doors]
    return "\n".join([*starts, *(wait.format(door.port) for door in doors), 'exec "$@"'])


def _find_tools() -> dict[str, str]:
    found = {tool: shutil.which(tool) for tool in _TOOLS}
    if not all(found.values()):
        raise SandboxUnavailable
    return {tool: path for tool, path in found.items() if path}
