"""How much a workspace takes on disk while somebody hostile may be writing to it.

No link is followed, so nothing outside is counted; what was deleted but is still open inside is.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from worker.wall.inhabitants import inhabitants

_BLOCK = 512  # bytes; what stat counts in, whatever the file system
_DEEPEST = 100  # folders within folders
_READABLE = stat.S_IRUSR | stat.S_IXUSR
_FOLDER = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass
class DiskUsage:
    """What has been counted so far. Counting ends early once it is more than allowed."""

    most_bytes: int
    most_files: int  #: files, folders and links
    bytes: int = 0
    files: int = 0
    is_too_deep: bool = False
    _seen: set[int] = field(default_factory=set)  # inodes with several names or none, to count once

    @property
    def is_exceeded(self) -> bool:
        return self.is_too_deep or self.bytes > self.most_bytes or self.files > self.most_files

    def add(self, info: os.stat_result) -> None:
        self.files += 1
        if stat.S_ISDIR(info.st_mode) or info.st_nlink == 1:
            self.bytes += info.st_blocks * _BLOCK
        elif info.st_ino not in self._seen:
            self._seen.add(info.st_ino)
            self.bytes += info.st_blocks * _BLOCK


def count(workspace: Path, usage: DiskUsage) -> DiskUsage:
    """Count everything in `workspace`, or enough to know that it is too much."""
    with suppress(OSError), _opened(workspace) as folder:
        _count_below(folder, usage, 1)
        _count_deleted(workspace, os.fstat(folder).st_dev, usage)
    return usage


def _count_below(folder: int, usage: DiskUsage, depth: int) -> None:
    """Go from folder to open folder, never by path: a part of that could become a link meanwhile."""
    usage.is_too_deep |= depth > _DEEPEST
    with os.scandir(folder) as entries:
        for entry in entries:
            if usage.is_exceeded:
                return
            with suppress(OSError):  # it has just gone
                info = entry.stat(follow_symlinks=False)
                usage.add(info)
                if stat.S_ISDIR(info.st_mode):
                    _make_readable(entry.name, info, folder)
                    with _opened(entry.name, folder) as below:
                        _count_below(below, usage, depth + 1)


def _make_readable(name: str, info: os.stat_result, parent: int) -> None:
    """Open a folder up to its own user: closed, it could hide anything from a worker of the same user."""
    if info.st_uid == os.getuid() and info.st_mode & _READABLE != _READABLE:
        with _opened(name, parent, os.O_PATH) as folder:
            Path(f"/proc/self/fd/{folder}").chmod(stat.S_IMODE(info.st_mode) | stat.S_IRWXU)


def _count_deleted(workspace: Path, device: int, usage: DiskUsage) -> None:
    """Count files that have no name any more but are open behind the wall."""
    for process in inhabitants(workspace):
        with suppress(OSError):
            for descriptor in (process / "fd").iterdir():
                _count_open(descriptor, device, usage)


def _count_open(descriptor: Path, device: int, usage: DiskUsage) -> None:
    with suppress(OSError):
        info = descriptor.stat()
        if stat.S_ISREG(info.st_mode) and info.st_dev == device and not info.st_nlink:
            usage.add(info)


@contextmanager
def _opened(name: str | Path, parent: int | None = None, access: int = os.O_RDONLY) -> Iterator[int]:
    folder = os.open(name, access | _FOLDER, dir_fd=parent)
    try:
        yield folder
    finally:
        os.close(folder)
