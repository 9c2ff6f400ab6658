"""The disk quota of a run, held while it runs.

A run's files are counted rarely enough to cost little. In between, one question to the file system, how much
is free, tells whether the run can have used up what it had left at all.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from worker.wall.disk_usage import DiskUsage, count
from worker.wall.limits import Limits

_LOOK_SECONDS = 0.2
_REST = 30  # a count is followed by so many times its own length without one: some 3 % of a processor
_SHORT_REST = 4  # the same when the run may have used up what it had
_RESERVE = 256 << 20  # bytes that a run leaves free, whoever used the rest


@dataclass(frozen=True)
class _Free:
    """What a file system has left."""

    bytes: int
    files: int

    @classmethod
    def of(cls, folder: Path) -> "_Free":
        found = os.statvfs(folder)
        return cls(found.f_bavail * found.f_frsize, found.f_favail)


@asynccontextmanager
async def disk_quota(
    workspace: Path, limits: Limits, on_exceeded: Callable[[str], None]
) -> AsyncIterator[None]:
    """Watch over `workspace` until the block ends.

    Args:
        workspace: what is counted.
        limits: how much it may take.
        on_exceeded: is told once, in a sentence for people, within about a second; it must end the run.
    """
    watching = asyncio.create_task(_watch(_Quota(workspace, limits), on_exceeded))
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(quota: "_Quota", on_exceeded: Callable[[str], None]) -> None:
    try:
        on_exceeded(await _first_complaint(quota))
    except Exception:
        on_exceeded("The disk this run uses could not be watched, so it was stopped. Tell an operator.")
        raise


async def _first_complaint(quota: "_Quota") -> str:
    while True:
        if complaint := await asyncio.to_thread(quota.look):
            return complaint
        await asyncio.sleep(_LOOK_SECONDS)


class _Quota:
    def __init__(self, workspace: Path, limits: Limits) -> None:
        self._workspace = workspace
        self._limits = limits
        self._usage = self._nothing()
        self._free = _Free(0, 0)
        self._counted_at = float("-inf")
        self._cost = 0.0  # seconds of a processor

    def look(self) -> str | None:
        """Return what is wrong, if anything."""
        try:
            free = _Free.of(self._workspace)
        except FileNotFoundError:
            return None
        if free.bytes < _RESERVE:
            return "The disk of this worker is nearly full, so the run was stopped. Tell an operator."
        if self._is_due(free):
            self._count(free)
        return self._complaint() if self._usage.is_exceeded else None

    def _is_due(self, free: _Free) -> bool:
        rested = time.monotonic() - self._counted_at
        if self._may_be_used_up(free):
            return rested > _SHORT_REST * self._cost
        return rested > _REST * self._cost

    def _may_be_used_up(self, free: _Free) -> bool:
        left_bytes = self._usage.most_bytes - self._usage.bytes
        left_files = self._usage.most_files - self._usage.files
        return self._free.bytes - free.bytes > left_bytes or self._free.files - free.files > left_files

    def _count(self, free: _Free) -> None:
        started = time.thread_time()
        self._usage = count(self._workspace, self._nothing())
        self._cost = time.thread_time() - started
        self._free = free
        self._counted_at = time.monotonic()

    def _nothing(self) -> DiskUsage:
        return DiskUsage(self._limits.workspace, self._limits.workspace_files)

    def _complaint(self) -> str:
        if self._usage.bytes > self._limits.workspace:
            what = f"take more than {self._limits.workspace / (1 << 30):.3g} GiB"
        elif self._usage.files > self._limits.workspace_files:
            what = f"are more than {self._limits.workspace_files:,}"
        else:
            what = "lie in too many folders within folders"
        return f"The files of this run {what}, so it was stopped. Let the task keep less."
