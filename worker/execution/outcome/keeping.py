"""Keeping a run's files: a checkpoint after each step that changed some."""

import hashlib
import os
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

from models.errors import TransientError, UserError
from worker.checkpoints.workspace import take
from worker.execution.telling.journal import Journal
from worker.workbench import Workbench


class FileKeeper:
    """Takes checkpoints of one run's workspace, and none if nothing changed since the last one."""

    def __init__(self, workbench: Workbench, run_id: uuid.UUID, workspace: Path, journal: Journal) -> None:
        self._workbench = workbench
        self._run_id = run_id
        self._workspace = workspace
        self._journal = journal
        self._kept: bytes | None = None  #: the marks of the files that were kept last
        self._taking = threading.Lock()  # the last one must not be overtaken by one that is still under way

    def keep(self, description: str, step: int) -> None:
        """Take a checkpoint.

        Raises:
            UserError, TransientError: it could not be taken; nothing was recorded.
        """
        with self._taking:
            marks = _marks_of(self._workspace)  # before: what changes meanwhile is kept the next time
            take(self._workbench, self._run_id, self._workspace, description, step)
            self._kept = marks

    def keep_after(self, step: int) -> None:
        """Take a checkpoint if files changed. That it fails is told, and ends nothing."""
        marks = _marks_of(self._workspace)
        if marks is not None and marks == self._kept:
            return
        try:
            self.keep(f"After step {step}", step)
        except (UserError, TransientError) as error:
            self._journal.error(f"The files after step {step} could not be kept: {error}")


def _marks_of(workspace: Path) -> bytes | None:
    """Return a digest of what tells a changed file from an unchanged one, without reading any.

    None if the tree cannot be walked: then nothing is known. What goes unseen here (a page of mapped memory
    that is not written back yet) is kept with the end of the run, when everything is read.
    """
    digest = hashlib.blake2b()
    try:
        for mark in _marks(workspace):
            digest.update(mark)
    except (OSError, RecursionError):
        return None
    return digest.digest()


def _marks(workspace: Path) -> Iterator[bytes]:
    for folder, folders, files, descriptor in os.fwalk(workspace, onerror=_give_up):
        for name in sorted([*folders, *files]):
            found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            facts = (found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            yield f"{folder}/{name}{facts}".encode("utf-8", "surrogateescape")


def _give_up(error: OSError) -> None:
    raise error
