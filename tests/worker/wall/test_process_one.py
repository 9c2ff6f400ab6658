"""A command may do to the first process of its cell what it likes: that one is no part of what ends a run."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import wait_for
from tests.worker.wall.behind import a_long_sleep, is_alive
from tests.worker.wall.ordinary_user import AS_AN_ORDINARY_USER, make_ordinary_users_folder

_A_SECOND = 1.0

# Makes process 1 deaf to the end of its parent, then goes on for long. What is written over bubblewrap's code
# is x86-64's for prctl(PR_SET_PDEATHSIG, 0) and pause() for ever; the end of an orphan wakes process 1 up.
_DEAFENING = textwrap.dedent("""
    import os, sys, time

    code = bytes.fromhex("b89d000000 bf01000000 31f6 0f05 b822000000 0f05 ebf7")
    mapping = next(line for line in open("/proc/1/maps") if "r-xp" in line and "bwrap" in line)
    start, end = (int(address, 16) for address in mapping.split()[0].split("-"))
    with open("/proc/1/mem", "r+b", 0) as memory:
        memory.seek(start)
        memory.write(b"\\x90" * (end - start - len(code)) + code)
    if os.fork() == 0:
        os.fork() or time.sleep(0.05)
        os._exit(0)
    os.wait()
    while open("/proc/1/syscall").read().split()[0] != "34":  # pause()
        time.sleep(0.01)
    os.execvp(sys.argv[1], sys.argv[1:])
""")

_BY_WHOM = {
    "the worker's user": ["-m", "worker", "sandbox"],
    "an ordinary user": ["-c", AS_AN_ORDINARY_USER],
}


@contextmanager
def deafened(by_whom: str, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have `command` going in a cell whose process 1 does not hear the end of its parent."""
    given = [*_BY_WHOM[by_whom], "--", "python3", "-c", _DEAFENING, *command]
    with subprocess.Popen([sys.executable, *given]) as worker:
        try:
            yield worker
        finally:
            worker.kill()


@pytest.fixture(autouse=True)
def _workspaces_of_anybody(
    workspaces: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    folder = workspaces / "runs"
    monkeypatch.setenv("WORKSPACES", str(folder))
    if "ordinary" in request.node.name:
        make_ordinary_users_folder(folder)


@pytest.mark.parametrize("by_whom", _BY_WHOM)
def test_a_killed_worker_takes_everything_along_even_if_process_1_was_rewritten(by_whom: str) -> None:
    sleep = a_long_sleep()
    with deafened(by_whom, *sleep.split()) as worker:
        wait_for(lambda: is_alive(sleep), "a command that was cut loose")
        worker.kill()
        wait_for(lambda: not is_alive(sleep), "its end", _A_SECOND)
