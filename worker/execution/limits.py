"""How much of the machine one run may take: control groups where permitted, resource limits everywhere."""

import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_PERIOD = 100_000  # microseconds over which the CPU share is counted
_PATIENCE = 2.0  # seconds for killed processes to be gone


@dataclass(frozen=True)
class Limits:
    memory: int = 4 << 30  #: bytes, all processes together
    processes: int = 512
    cpus: float = 2.0
    file_size: int = 4 << 30  #: bytes, each file
    open_files: int = 4096

    def shell_commands(self, *, own_uid: bool) -> list[str]:
        """Return the limits every process inherits. Processes are counted per uid, so only for its own."""
        commands = ["ulimit -c 0", f"ulimit -n {self.open_files}", f"ulimit -f {self.file_size >> 10}"]
        return [*commands, f"ulimit -u {self.processes}"] if own_uid else commands


@dataclass(frozen=True)
class ControlGroup:
    """One run's leaf in the control group tree. No folders: this machine does not let us make any."""

    folders: tuple[Path, ...]

    @classmethod
    def create(cls, name: str, limits: Limits) -> "ControlGroup":
        """Make a leaf with `limits`, in version 2 or version 1 trees, as far as permitted."""
        made = (
            _made(_ROOT / controller / f"understudy-{name}", values)
            for controller, values in _wanted(limits).items()
        )
        return cls(tuple(folder for folder in made if folder))

    def remove(self) -> None:
        """Kill what is left inside and take the leaf away."""
        deadline = time.monotonic() + _PATIENCE
        for folder in self.folders:
            while folder.exists() and time.monotonic() < deadline:
                _kill_members(folder)
                with suppress(OSError):
                    folder.rmdir()


def _wanted(limits: Limits) -> Mapping[str, Mapping[str, str]]:
    quota = str(int(limits.cpus * _PERIOD))
    if (_ROOT / "cgroup.controllers").exists():
        version_2 = {
            "memory.max": str(limits.memory),
            "memory.swap.max": "0",
            "memory.oom.group": "1",
            "pids.max": str(limits.processes),
            "cpu.max": f"{quota} {_PERIOD}",
        }
        return {"": version_2}
    return {
        "memory": {"memory.limit_in_bytes": str(limits.memory)},
        "pids": {"pids.max": str(limits.processes)},
        "cpu": {"cpu.cfs_period_us": str(_PERIOD), "cpu.cfs_quota_us": quota},
    }


def _made(folder: Path, values: Mapping[str, str]) -> Path | None:
    if not folder.parent.is_dir():
        return None
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    try:
        for name, value in values.items():
            (folder / name).write_text(value)
    except OSError:
        folder.rmdir()
        return None
    return folder


def _kill_members(folder: Path) -> None:
    with suppress(OSError):
        for member in (folder / "cgroup.procs").read_text().split():
            os.kill(int(member), signal.SIGKILL)
