"""Reading a workspace that may be hostile and may still be written to.

Every folder is opened name by name from the root without following links, so nothing outside is ever read;
every file is opened without blocking and looked at again after reading, so no half-written state is kept.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import TransientError, UserError
from worker.checkpoints.manifest import BLOCK, LONGEST_PATH, MOST_BYTES, MOST_ENTRIES, File, Folder, Link

#: Takes in one block of content and returns its name.
Keep = Callable[[bytes], str]

_SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_FOLDER = _SAFELY | os.O_DIRECTORY
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
_ATTEMPTS = 3


class StillChanging(TransientError):  # noqa: N818 - reads as what it says
    """A file of the workspace keeps changing while it is being read."""


class WorkspaceTooLarge(UserError):  # noqa: N818 - reads as what it says
    """The workspace holds too much for a checkpoint: 8 GiB or 200,000 files. Let the task keep less."""


@dataclass
class Contents:
    """What a workspace holds."""

    folders: list[Folder] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    skipped: list[bytes] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.folders) + len(self.files) + len(self.links) + len(self.skipped)


def scan(root: Path, keep: Keep) -> Contents:
    """Read everything below `root`, handing each block of content to `keep`.

    What vanishes meanwhile is left out. Sockets, pipes, devices and unreadable things are only listed.

    Raises:
        StillChanging: somebody writes faster than it can be read.
        WorkspaceTooLarge: see there.
    """
    return _Scan(keep).read(root)


class _Scan:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._found = Contents()
        self._bytes = 0
        self._unread: list[bytes] = []

    def read(self, root: Path) -> Contents:
        root_folder = os.open(root, _FOLDER)
        try:
            self._read_folder(root_folder)
            while self._unread:
                self._read_below(root_folder, self._unread.pop())
        finally:
            os.close(root_folder)
        return self._found

    def _read_below(self, root_folder: int, path: bytes) -> None:
        try:
            with _opened_folder(root_folder, path) as folder:
                info = os.fstat(folder)
                self._found.folders.append(
                    Folder(path=path, mode=_permissions(info), modified=info.st_mtime_ns)
                )
                self._read_folder(folder, path + b"/")
        except OSError as error:
            self._leave_out(path, error)

    def _read_folder(self, folder: int, prefix: bytes = b"") -> None:
        for name in sorted(os.listdir(folder)):
            path = prefix + os.fsencode(name)
            if len(path) > LONGEST_PATH or len(self._found) + len(self._unread) >= MOST_ENTRIES:
                raise WorkspaceTooLarge
            try:
                self._read_entry(folder, name, path)
            except OSError as error:
                self._leave_out(path, error)

    def _read_entry(self, folder: int, name: str, path: bytes) -> None:
        info = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISDIR(info.st_mode):
            self._unread.append(path)
        elif stat.S_ISLNK(info.st_mode):
            target = os.fsencode(os.readlink(name, dir_fd=folder))
            self._found.links.append(Link(path=path, target=target, modified=info.st_mtime_ns))
        elif stat.S_ISREG(info.st_mode):
            self._found.files.append(self._read_file(folder, name, path))
        else:
            self._found.skipped.append(path)

    def _read_file(self, folder: int, name: str, path: bytes) -> File:
        for _ in range(_ATTEMPTS):
            with _opened(name, _SAFELY, folder) as file:
                before = os.fstat(file)
                blocks = list(self._read_blocks(file, before.st_size))
                after = os.fstat(file)
            if stat.S_ISREG(after.st_mode) and _moment(before) == _moment(after):
                return File(
                    path=path,
                    mode=_permissions(after),
                    modified=after.st_mtime_ns,
                    size=after.st_size,
                    blocks=blocks,
                )
        raise StillChanging

    def _read_blocks(self, file: int, size: int) -> Iterator[tuple[int, str]]:
        position = _next_data(file, 0, size)
        while position < size:
            number = position // BLOCK
            block = os.pread(file, min(BLOCK, size - number * BLOCK), number * BLOCK)
            self._count(block)
            yield number, self._keep(block)
            position = _next_data(file, (number + 1) * BLOCK, size)

    def _count(self, block: bytes) -> None:
        self._bytes += len(block)
        if self._bytes > MOST_BYTES:
            raise WorkspaceTooLarge

    def _leave_out(self, path: bytes, error: OSError) -> None:
        if error.errno == errno.EACCES:
            self._found.skipped.append(path)
        elif error.errno not in _GONE:
            raise error


@contextmanager
def _opened(name: str | bytes, flags: int, folder: int) -> Iterator[int]:
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _opened_folder(root_folder: int, path: bytes) -> Iterator[int]:
    folder = os.dup(root_folder)
    try:
        for name in path.split(b"/"):
            below = os.open(name, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = below
        yield folder
    finally:
        os.close(folder)


def _next_data(file: int, position: int, size: int) -> int:
    """Return where the next content at or after `position` begins; `size` if only a hole follows."""
    if position >= size:
        return size
    try:
        return os.lseek(file, position, os.SEEK_DATA)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        return size


def _permissions(info: os.stat_result) -> int:
    return stat.S_IMODE(info.st_mode) & 0o777


def _moment(info: os.stat_result) -> tuple[int, int, int]:
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns
