"""What the kernel lets us limit on this machine, found out without the code under test."""

import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
CONTROLLERS = ("memory", "pids", "cpu")
_LIMITS = {"memory": "memory.max", "pids": "pids.max", "cpu": "cpu.max"}


def permitted_controllers() -> set[str]:
    """Return the controllers of which a group of our own can be had: none on many machines."""
    if (_ROOT / "cgroup.controllers").exists():
        return set(_of_version_2(_beside_us()))
    return {name for name in CONTROLLERS if (_ROOT / name).is_dir() and _can_have_a_group(_ROOT / name)}


def groups_of(process: int) -> dict[str, str]:
    """Return the group that a process is in, by controller; version 2 has one for all."""
    lines = Path(f"/proc/{process}/cgroup").read_text().splitlines()
    groups = {}
    for line in sorted(lines):  # version 2 comes first, so what version 1 says counts
        _, controllers, group = line.split(":", 2)
        groups.update(dict.fromkeys(controllers.split(",") if controllers else CONTROLLERS, group))
    return groups


def _of_version_2(parent: Path) -> Iterator[str]:
    with suppress(OSError):
        (parent / "cgroup.subtree_control").write_text("+cpu +memory +pids")
    probe = parent / f"probe-{uuid.uuid4()}"
    with suppress(OSError):
        probe.mkdir()
        yield from [name for name, limit in _LIMITS.items() if (probe / limit).exists()]
        probe.rmdir()


def _beside_us() -> Path:
    own = _ROOT / Path("/proc/self/cgroup").read_text().rpartition("::")[2].strip().lstrip("/")
    return _ROOT if own == _ROOT or ".." in own.parts else own.parent


def _can_have_a_group(tree: Path) -> bool:
    probe = tree / f"probe-{uuid.uuid4()}"
    try:
        probe.mkdir()
    except OSError:
        return False
    probe.rmdir()
    return True
