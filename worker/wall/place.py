"""Where a run lives on this machine: a private folder with its workspace and sockets, gone afterwards."""

import fcntl
import os
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from models.errors import ConfigurationError
from worker.checkpoints.restore import discard
from worker.wall.inhabitants import evict

# A run gets a user of its own when the worker may hand one out. Two runs with the same one are still apart,
# each in its namespaces, so taking it from the run's id is enough and needs no register.
_FIRST_UID = 20_000
_UIDS = 40_000
_WORKSPACE = "workspace"
_NAMES = "*-*-*-*-*-*"  #: of folders: a run's id, and which attempt it is
_GRACE = 10.0  # seconds in which a new folder is held for certain


@dataclass(frozen=True)
class Place:
    """One run's folder."""

    folder: Path
    uid: int | None  #: the outer user its processes run as; None = the worker's own

    @property
    def workspace(self) -> Path:
        return self.folder / _WORKSPACE


@contextmanager
def place_for(run_id: uuid.UUID, workspaces: Path, attempt: int = 1) -> Iterator[Place]:
    """Make a run's folder with an empty workspace, and remove it at the end.

    Earlier attempts at the same run are ended: their worker was killed, or is so slow that we were asked.

    Raises:
        ConfigurationError: `workspaces` belongs to somebody else.
    """
    ensure_private(workspaces)
    place = Place(workspaces / f"{run_id}-{attempt}", uid_for(run_id))
    for earlier in workspaces.glob(f"{run_id}-*"):
        clear(earlier)
    place.folder.mkdir(mode=0o711)
    with _held(place.folder, fcntl.LOCK_EX):
        try:
            place.workspace.mkdir(mode=0o700)
            if place.uid is not None:
                os.chown(place.workspace, place.uid, place.uid)
            yield place
        finally:
            clear(place.folder)


def clear_abandoned(workspaces: Path) -> None:
    """Remove the folders whose process is gone, and end what still runs there."""
    for folder in workspaces.glob(_NAMES):
        with suppress(OSError):  # somebody holds it, or it is just going
            if time.time() - folder.stat().st_mtime > _GRACE:
                with _held(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    clear(folder)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[None]:
    """Hold a folder for as long as this process lives, however that ends."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, how)
        yield
    finally:
        os.close(lock)


def clear(folder: Path) -> None:
    """End whatever still runs in a run's folder, and remove it."""
    evict(folder / _WORKSPACE)
    with suppress(OSError):
        discard(folder)


def uid_for(run_id: uuid.UUID) -> int | None:
    return _FIRST_UID + run_id.int % _UIDS if os.getuid() == 0 else None


def others_can_pass(folder: Path) -> bool:
    """Whether a user who owns nothing here could get to what lies in `folder`."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))


def ensure_private(folder: Path) -> None:
    """Make `folder`, passable but not listable by others.

    Raises:
        ConfigurationError: it belongs to somebody else, who could put things in a run's way.
    """
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise ConfigurationError(f"WORKSPACES must be a folder of the worker's own user: {folder}")
    folder.chmod(0o711)
