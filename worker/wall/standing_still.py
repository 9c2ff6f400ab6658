"""Having everything behind the wall of one run stand still for a while.

Processes are stopped by a signal, not by a control group: that works on every machine, and a stopped process
is killed as fast as any other, while one that a version 1 freezer holds is not.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from worker.wall.inhabitants import inhabitants

_PATIENCE = 2.0  # seconds for everybody to stand still
_PAUSE = 0.005
#: As the kernel writes them: running, and asleep but awake again whenever there is something to do.
_AT_WORK = frozenset("RS")


def halt(workspace: Path) -> bool:
    """Stop every process behind the wall around `workspace`; return whether all of them stand still.

    It may be called again at any time.
    """
    deadline = time.monotonic() + _PATIENCE
    while (moving := _moving(workspace)) and time.monotonic() < deadline:
        _stop_all_at_once(moving[0])
        # Those that are left: the first of all, and whoever could not be reached from inside.
        _send(moving, signal.SIGSTOP)
        time.sleep(_PAUSE)
    return not moving


def _stop_all_at_once(outermost: int) -> None:
    """Stop all but the first process of a namespace in one call of the kernel.

    One by one they could flee: each leaves a new one behind and is gone before anybody has looked.
    """
    own_user = [] if os.getuid() == 0 else ["--user", "--preserve-credentials"]
    entered = ["nsenter", f"--target={outermost}", "--pid", *own_user]
    # None there, or nobody to signal: then it is done one by one.
    subprocess.run([*entered, "bash", "-c", "kill -STOP -1"], check=False, capture_output=True)


def go_on(workspace: Path) -> None:
    """Have them all go on, as if nothing had happened but time."""
    _send(sorted(map(_number, inhabitants(workspace)), reverse=True), signal.SIGCONT)


def _moving(workspace: Path) -> list[int]:
    return sorted(_number(process) for process in inhabitants(workspace) if _is_at_work(process))


def _is_at_work(process: Path) -> bool:
    try:
        return any(state in _AT_WORK for state in _states(process))
    except OSError:
        return False  # it is gone


def _states(process: Path) -> Iterator[str]:
    """Return the state of each thread: the first one may be gone while others work on."""
    for thread in (process / "task").iterdir():
        with suppress(OSError):
            # What stands before the state, the name, may hold anything.
            yield (thread / "stat").read_text().rpartition(") ")[2][:1]


def _number(process: Path) -> int:
    return int(process.name)


def _send(processes: list[int], signum: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signum)
