"""Lending a folder of this machine to the user of a run, and having it back as it was."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import ConfigurationError
from worker.wall.place import Place, others_can_pass


@contextmanager
def lent(folder: Path | None, place: Place) -> Iterator[Path]:
    """Let the run's user own `folder` with everything in it for a while; None: its own, empty one.

    Afterwards every file is its owner's again, and what is new belongs to the owner of the folder. End the
    run before the block ends: it could put other files in the way.

    Raises:
        ConfigurationError: the run's user could not get there.
    """
    if folder is None or place.uid is None:
        yield folder or place.workspace
        return
    if not others_can_pass(folder.parent):
        raise ConfigurationError(
            f"Runs have a user of their own, who cannot get to {folder}. Choose another one."
        )
    owners = {_identity(path): _owner(path) for path in _everything_in(folder)}
    new = _owner(folder)
    try:
        for path in _everything_in(folder):
            os.chown(path, place.uid, place.uid, follow_symlinks=False)
        yield folder
    finally:
        for path in _everything_in(folder):
            os.chown(path, *owners.get(_identity(path), new), follow_symlinks=False)


def _everything_in(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def _identity(path: Path) -> tuple[int, int]:
    """Return what a file keeps when it is renamed: names are the run's to give while it has the folder."""
    info = path.lstat()
    return info.st_dev, info.st_ino


def _owner(path: Path) -> tuple[int, int]:
    info = path.lstat()
    return info.st_uid, info.st_gid
