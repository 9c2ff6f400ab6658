"""What a run changed among its files, told by its checkpoints: equal names of blocks are equal bytes.

Everything is read from what was stored, so nothing here ever meets a link, or a file still being written.
"""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import select

from models import AgentCheckpoint
from models.session import transaction
from worker.checkpoints.manifest import File, Manifest
from worker.checkpoints.restore import restore
from worker.checkpoints.store import CheckpointStore
from worker.checkpoints.workspace import Located
from worker.workbench import Workbench

#: What tools keep for themselves, besides everything hidden.
_OF_TOOLS = frozenset({b"__pycache__", b"node_modules", b"venv"})
_REPORT = b"report.md"


@dataclass(frozen=True)
class Changes:
    """New and changed files of a run: its report first, then from the top of the workspace down."""

    files: list[File]
    manifest: Manifest
    store: CheckpointStore

    @classmethod
    def of(cls, workbench: Workbench, run_id: uuid.UUID) -> Self | None:
        """Compare a run's first checkpoint, taken before it began, with its last; None if it has none.

        Raises:
            DamagedCheckpoint: one of them cannot be read.
        """
        of_the_run = select(AgentCheckpoint.id).where(AgentCheckpoint.run_id == run_id)
        with transaction(workbench.engine) as session:
            taken = session.scalars(of_the_run.order_by(AgentCheckpoint.created_at)).all()
            if not taken:
                return None
            first, last = (Located.find(workbench, session, taken[at]) for at in (0, -1))
        before, after = first.manifest(), last.manifest()
        return cls(_changed(before, after), after, last.store)

    def contents(self, files: list[File], folder: Path) -> list[bytes]:
        """Return the contents of some of the files, read by way of an empty `folder`.

        Raises:
            DamagedCheckpoint: a part is missing, or not what it was.
        """
        names = [str(number) for number in range(len(files))]
        restore(self._only(files, names), self.store.get_pack, folder)
        return [(folder / name).read_bytes() for name in names]

    def _only(self, files: list[File], names: list[str]) -> Manifest:
        """Return a manifest of these files alone, side by side under plain names and legible to us."""
        parts = [
            file.model_copy(update={"path": name.encode(), "mode": 0o600})
            for file, name in zip(files, names, strict=True)
        ]
        needed = {name for file in files for _, name in file.blocks}
        places = {name: self.manifest.places[name] for name in needed}
        return Manifest(folders=[], files=parts, links=[], places=places, skipped=[])


def _changed(before: Manifest, after: Manifest) -> list[File]:
    known = {file.path: (file.size, file.blocks) for file in before.files}
    changed = [file for file in after.files if known.get(file.path) != (file.size, file.blocks)]
    return sorted(filter(_is_for_people, changed), key=_prominence)


def _is_for_people(file: File) -> bool:
    return not any(part.startswith(b".") or part in _OF_TOOLS for part in file.path.split(b"/"))


def _prominence(file: File) -> tuple[bool, int, bytes]:
    return file.path != _REPORT, file.path.count(b"/"), file.path
