"""Workers that a story starts and kills: each as if on a machine of its own."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
from redis import Redis
from rq import Worker

from playground.services.process import Child, spawn
from playground.workplace import Workplace

_ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "worker"]


@dataclass(frozen=True)
class Shift:
    """All processes of one `python -m worker`."""

    child: Child
    workspaces: Path

    def everybody(self) -> list[psutil.Process]:
        """Return its processes, and all that it started behind walls."""
        pool = psutil.Process(self.child.process.pid)
        return [pool, *pool.children(recursive=True)]

    def kill(self) -> list[psutil.Process]:
        """Kill the worker's own processes at once; return everybody there was."""
        everybody = self.everybody()
        for process in filter(_is_worker, everybody):
            process.kill()
        self.child.process.wait()
        return everybody


@contextmanager
def working(workplace: Workplace, *names: str) -> Iterator[list[Shift]]:
    """Have workers of these names, ready for jobs."""
    with ExitStack() as ending:
        shifts = [ending.enter_context(_shift(workplace, name)) for name in names]
        for shift in shifts:
            shift.child.wait_until(partial(_listens, workplace, shift))
        yield shifts


@contextmanager
def _shift(workplace: Workplace, name: str) -> Iterator[Shift]:
    # Runs have users of their own, who must get to their folders.
    workspaces = Path(tempfile.mkdtemp(prefix="us-", dir="/var/tmp"))
    workspaces.chmod(0o711)
    environment = {**workplace.environment, "WORKSPACES": str(workspaces)}
    child = spawn(name, _COMMAND, workspaces / "logs", environment=environment, folder=_ROOT)
    try:
        yield Shift(child, workspaces)
    finally:
        child.stop(30)
        shutil.rmtree(workspaces)


def _is_worker(process: psutil.Process) -> bool:
    try:
        return process.cmdline() == _COMMAND
    except psutil.NoSuchProcess:  # it has ended in the meantime
        return False


def _listens(workplace: Workplace, shift: Shift) -> bool:
    """Whether as many of its processes as there are kinds of jobs are known to the queue."""
    pids = {process.pid for process in shift.everybody()}
    with Redis.from_url(workplace.environment["REDIS_URL"]) as redis:
        listening = [worker for worker in Worker.all(connection=redis) if worker.pid in pids]
    return {name for worker in listening for name in worker.queue_names()} >= {"run", "upkeep"}
