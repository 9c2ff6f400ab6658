"""Taking a checkpoint of a run's workspace, and putting one back: rows on one side, storage on the other."""

import logging
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import AgentCheckpoint, AgentRun, WorkspaceHead
from models.base import utc_now
from models.errors import UserError
from models.session import transaction
from worker.checkpoints.manifest import DamagedCheckpoint, Manifest, Place
from worker.checkpoints.opening import open_store
from worker.checkpoints.pack import Packer
from worker.checkpoints.restore import restore
from worker.checkpoints.scan import scan
from worker.checkpoints.store import CheckpointStore, Stored
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

#: A checkpoint spread over more packs than this is followed by a full one, so that a restore stays quick.
_MOST_PACKS = 64


@dataclass(frozen=True)
class Located:
    """A checkpoint's row, and where its files are."""

    row: AgentCheckpoint
    store: CheckpointStore

    @classmethod
    def find(cls, workbench: Workbench, session: Session, checkpoint_id: uuid.UUID) -> Self:
        """Find a checkpoint.

        Raises:
            UserError: it went with the screencast it belonged to, or its key is not held here.
        """
        row = session.get(AgentCheckpoint, checkpoint_id)
        if row is None:
            raise UserError("This checkpoint is gone. Restore another one of the list.")
        return cls(row, open_store(workbench, session, row.run.video_id, row.run.user_id))

    def manifest(self) -> Manifest:
        return self.store.get_manifest(Stored(self.row.object_key, self.row.digest))


def take(
    workbench: Workbench, run_id: uuid.UUID, workspace: Path, description: str, step: int
) -> AgentCheckpoint:
    """Store `workspace` as it is now, and make that what the next run starts from.

    Only what the run's previous files do not have costs anything.

    Raises:
        StillChanging, TransientError: worth another try; nothing was recorded.
        WorkspaceTooLarge: see there.
    """
    store, parent = _store_and_parent(workbench, run_id)
    manifest = _store_contents(store, parent, workspace)
    if manifest.skipped:
        _log.warning("A checkpoint of run %s leaves %d things out", run_id, len(manifest.skipped))
    stored = store.put_manifest(manifest)
    checkpoint = AgentCheckpoint(
        run_id=run_id,
        object_key=stored.object_key,
        digest=stored.digest,
        description=description,
        step=step,
        files=len(manifest.files),
        size=manifest.size,
    )
    with transaction(workbench.engine) as session:
        session.add(checkpoint)
        session.flush()
        set_head(session, store.video_id, store.user_id, checkpoint.id)
    return checkpoint


def materialize(workbench: Workbench, checkpoint_id: uuid.UUID, target: Path) -> None:
    """Make the folder `target` hold exactly the checkpoint's files, owned by whoever owns `target`.

    Raises:
        UserError: the checkpoint is gone or damaged; `target` is as before.
    """
    with transaction(workbench.engine) as session:
        located = Located.find(workbench, session, checkpoint_id)
    restore(located.manifest(), located.store.get_pack, target)


def set_head(session: Session, video_id: uuid.UUID, user_id: uuid.UUID, checkpoint_id: uuid.UUID) -> None:
    """Let the next run of this user for this video start from a checkpoint."""
    values = {"checkpoint_id": checkpoint_id, "updated_at": utc_now()}
    session.execute(
        insert(WorkspaceHead)
        .values(video_id=video_id, user_id=user_id, **values)
        .on_conflict_do_update(index_elements=["video_id", "user_id"], set_=values)
    )


def _store_and_parent(workbench: Workbench, run_id: uuid.UUID) -> tuple[CheckpointStore, Located | None]:
    with transaction(workbench.engine) as session:
        run = session.get_one(AgentRun, run_id)
        store = open_store(workbench, session, run.video_id, run.user_id)
        head = session.get(WorkspaceHead, (run.video_id, run.user_id))
        if head is None:
            return store, None
        return store, Located.find(workbench, session, head.checkpoint_id)


def _store_contents(store: CheckpointStore, parent: Located | None, workspace: Path) -> Manifest:
    packer = Packer(store.put_pack, _known(store, parent))
    contents = scan(workspace, packer.keep)
    places = packer.finish()
    used = {name for file in contents.files for _, name in file.blocks}
    return Manifest(
        folders=contents.folders,
        files=contents.files,
        links=contents.links,
        places={name: places[name] for name in used},
        skipped=contents.skipped,
    )


def _known(store: CheckpointStore, parent: Located | None) -> dict[str, Place]:
    """Return the blocks that need not be stored again; none if the parent cannot be relied on."""
    if parent is None:
        return {}
    try:
        manifest = parent.manifest()
    except DamagedCheckpoint:
        return {}
    if len(manifest.packs) > _MOST_PACKS:
        return {}
    there = store.packs()
    return {name: place for name, place in manifest.places.items() if place.pack in there}
