"""Which processes live behind the wall of one run: those elsewhere whose /workspace is its workspace.

That holds for every process in there, whoever it belongs to and whatever became of its parents, and it needs
no control group.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from worker.wall.interior import INSIDE_WORKSPACE

_PATIENCE = 2.0  # seconds for killed processes to be gone
_PAUSE = 0.005


def inhabitants(workspace: Path) -> Iterator[Path]:
    """Return the folders in /proc of the processes behind the wall around `workspace`."""
    try:
        wanted = workspace.stat()
    except OSError:
        return
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and _is_elsewhere(process) and _has(process, wanted):
                yield process


def evict(workspace: Path) -> None:
    """Kill the processes behind the wall around `workspace`, and wait until they are gone."""
    deadline = time.monotonic() + _PATIENCE
    while (found := list(inhabitants(workspace))) and time.monotonic() < deadline:
        for process in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(int(process.name), signal.SIGKILL)
        time.sleep(_PAUSE)


def _is_elsewhere(process: Path) -> bool:
    """Whether it is in a process namespace of its own; this machine's may have a /workspace too."""
    return (process / "ns/pid").readlink() != Path("/proc/self/ns/pid").readlink()


def _has(process: Path, workspace: os.stat_result) -> bool:
    """Look with the eyes of the process: its root folder is the one of its wall."""
    return os.path.samestat(Path(f"{process}/root{INSIDE_WORKSPACE}").stat(), workspace)
