"""One run's leaves in the kernel's control group trees, of version 2 or version 1, where we may make any.

A leaf is held by a lock on its folder, which the kernel lets go of when the worker ends, however that
happens: one that nobody holds was left behind.
"""

import fcntl
import os
import signal
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from worker.wall.limits import Limits

_ROOT = Path("/sys/fs/cgroup")
_MEMBERSHIP = Path("/proc/self/cgroup")
_PREFIX = "understudy-"
_PERIOD = 100_000  # microseconds over which the CPU share is counted
_PATIENCE = 2.0  # seconds for killed processes to be gone
_PAUSE = 0.002
_GRACE = 10.0  # seconds in which a new leaf is locked for certain
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@dataclass(frozen=True)
class _Leaf:
    folder: Path
    lock: int

    @classmethod
    def make(cls, folder: Path, values: Mapping[str, str]) -> Self | None:
        try:
            folder.mkdir()
            lock = os.open(folder, _FOLDER)
        except OSError:
            return None
        leaf = cls(folder, lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for name, value in values.items():
                (folder / name).write_text(value)
        except OSError:
            leaf.remove()
            return None
        return leaf

    @classmethod
    def abandoned(cls, folder: Path) -> Self | None:
        """Return `folder` as a leaf of ours if nobody holds it."""
        with suppress(OSError):
            lock = os.open(folder, _FOLDER)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
            else:
                return cls(folder, lock)
        return None

    def remove(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        _forbid_more(self.folder)
        while self.folder.exists() and time.monotonic() < deadline:
            _kill_members(self.folder)
            with suppress(OSError):
                self.folder.rmdir()
                break
            time.sleep(_PAUSE)
        os.close(self.lock)


class ControlGroup:
    """One run's share. No folders: this machine does not let us limit what runs take together."""

    def __init__(self, leaves: tuple[_Leaf, ...]) -> None:
        self._leaves = leaves

    @classmethod
    def create(cls, name: str, limits: Limits, root: Path = _ROOT) -> Self:
        """Make leaves with `limits`, as far as permitted. `root` is where the trees are mounted."""
        leaf = f"{_PREFIX}{name}-{uuid.uuid4().hex[:8]}"
        wanted = {parent / leaf: values for parent, values in _wanted(limits, root).items()}
        made = (_Leaf.make(folder, values) for folder, values in wanted.items())
        return cls(tuple(leaf for leaf in made if leaf))

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(leaf.folder for leaf in self._leaves)

    def remove(self) -> None:
        """Kill what is left inside and take the leaves away."""
        for leaf in self._leaves:
            leaf.remove()
        self._leaves = ()


def remove_abandoned_groups(root: Path = _ROOT) -> None:
    """Remove the leaves of workers that are gone, with whatever still lives in them."""
    for parent in _wanted(Limits(), root):
        for folder in parent.glob(f"{_PREFIX}*"):
            if _is_settled(folder) and (leaf := _Leaf.abandoned(folder)):
                leaf.remove()


def _is_settled(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_ctime > _GRACE
    except OSError:
        return False


def _wanted(limits: Limits, root: Path) -> Mapping[Path, Mapping[str, str]]:
    quota = str(int(limits.cpus * _PERIOD))
    if (root / "cgroup.controllers").exists():
        version_2 = {
            "memory.max": str(limits.memory),
            "memory.swap.max": "0",
            "memory.oom.group": "1",
            "pids.max": str(limits.processes),
            "cpu.max": f"{quota} {_PERIOD}",
        }
        return {_delegated(root): version_2}
    version_1 = {
        "memory": {"memory.limit_in_bytes": str(limits.memory), "memory.swappiness": "0"},
        "pids": {"pids.max": str(limits.processes)},
        "cpu": {"cpu.cfs_period_us": str(_PERIOD), "cpu.cfs_quota_us": quota},
    }
    return {root / name: values for name, values in version_1.items() if (root / name).is_dir()}


def _delegated(root: Path) -> Path:
    """Return the version 2 folder to make leaves in, with its controllers on if we may.

    A folder that holds processes, as ours does, cannot share its controllers out: its parent must.
    """
    own = root / _MEMBERSHIP.read_text().rpartition("::")[2].strip().lstrip("/")
    parent = root if own == root or ".." in own.parts else own.parent
    with suppress(OSError):
        (parent / "cgroup.subtree_control").write_text("+cpu +memory +pids")
    return parent


def _forbid_more(folder: Path) -> None:
    """Stop a flood of processes from growing faster than it is killed."""
    with suppress(OSError):
        os.truncate(folder / "pids.max", 0)
        (folder / "pids.max").write_text("0")


def _kill_members(folder: Path) -> None:
    for process in _members(folder):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)


def _members(folder: Path) -> Iterator[int]:
    with suppress(OSError):
        yield from map(int, (folder / "cgroup.procs").read_text().split())
