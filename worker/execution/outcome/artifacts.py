"""What a run leaves for people to look at: the files it changed, its last screenshot, and its log.

All of it goes into a thread, so text is redacted and pictures are covered. Anything else is searched, also
within archives, office documents and plain PDFs. A file in which a secret is found, or that cannot be looked
through although the run had secrets, stays in the checkpoint.
"""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models import AgentArtifact, AgentLog, AgentRun, ArtifactKind, LogLevel
from models.jobs import SHOW_RUN, nudge
from models.patience import insist
from models.session import transaction
from worker.checkpoints.manifest import DamagedCheckpoint
from worker.execution.assignment import Assignment
from worker.execution.outcome.changes import Changes
from worker.execution.outcome.covering import cover_secrets
from worker.execution.outcome.presentable import (
    LARGEST,
    LOG,
    SCREENSHOT,
    TEXT,
    Presentable,
    Selection,
    select_files,
)
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal
from worker.wall.place import place_for
from worker.workbench import Workbench

_log = logging.getLogger(__name__)


def keep_artifacts(
    workbench: Workbench, assignment: Assignment, secrets: KnownSecrets | None, screenshot: bytes | None
) -> None:
    """Store what a run leaves, once it ended in this attempt, and have its thread drawn. May run twice.

    Without its secrets (they are not known any more) that is its log, which tells none.
    Whatever goes wrong is only logged: it changes nothing about how the run ended.
    """
    try:
        leaving = _Leaving(workbench, assignment, secrets or KnownSecrets(), tells_files=secrets is not None)
        leaving.leave(screenshot)
    except Exception:  # noqa: BLE001 - the row, which says how it ended, is already written
        _log.exception("What run %s leaves could not be kept", assignment.run_id)


@dataclass(frozen=True)
class _Leaving:
    workbench: Workbench
    assignment: Assignment
    secrets: KnownSecrets
    tells_files: bool  #: whether it is known what must not be seen in them

    def leave(self, screenshot: bytes | None) -> None:
        if not insist(self._is_due):
            return
        selection = insist(self._select)
        with Journal(self.workbench, self.assignment.run_id, self.secrets) as journal:
            _tell(journal, selection)
            pictures = self._pictures(screenshot, journal)
        insist(partial(self._store, [*selection.files, *pictures, insist(self._log_file)]))
        insist(lambda: nudge(self.workbench.redis, SHOW_RUN, self.assignment.run_id))

    def _is_due(self) -> bool:
        with transaction(self.workbench.engine) as session:
            return self._ended_by_us(session)

    def _ended_by_us(self, session: Session) -> bool:
        """Whether the run ended in this attempt, and nothing is stored yet."""
        run = session.get(AgentRun, self.assignment.run_id, with_for_update=True)
        if run is None or not run.status.ended or run.attempt != self.assignment.attempt:
            return False
        stored = select(exists().where(AgentArtifact.run_id == run.id))
        return not session.scalar(stored)

    def _select(self) -> Selection:
        run_id = self.assignment.run_id
        if not self.tells_files:
            return Selection(left_out=["every file (its secrets cannot be opened any more)"])
        try:
            changes = Changes.of(self.workbench, run_id)
            if changes is None:
                return Selection()
            # A run's folder: whatever happens here, it is found and removed.
            with place_for(run_id, self.workbench.settings.workspaces, self.assignment.attempt) as place:
                return select_files(changes, self.secrets.for_people, place.workspace)
        except DamagedCheckpoint:
            return Selection(left_out=["every file (a checkpoint is damaged)"])

    def _pictures(self, screenshot: bytes | None, journal: Journal) -> list[Presentable]:
        if screenshot is None:
            return []
        shown = cover_secrets(screenshot, self.secrets.for_people.forms)
        if shown is None or len(shown) > LARGEST:
            journal.info("The last screenshot is not kept: it is too large, or could not be read through.")
            return []
        return [Presentable(SCREENSHOT, ArtifactKind.SCREENSHOT, "image/png", shown)]

    def _log_file(self) -> Presentable:
        """Return the log as people read it; details, such as whole pages, do not belong in a thread."""
        of_the_run = (AgentLog.run_id == self.assignment.run_id, AgentLog.level != LogLevel.DEBUG)
        with transaction(self.workbench.engine) as session:
            lines = session.scalars(select(AgentLog).where(*of_the_run).order_by(AgentLog.seq)).all()
        return Presentable(LOG, ArtifactKind.LOG, TEXT, "".join(map(_written, lines)).encode()[-LARGEST:])

    def _store(self, artifacts: Sequence[Presentable]) -> None:
        rows = [self._put(number, artifact) for number, artifact in enumerate(artifacts)]
        with transaction(self.workbench.engine) as session:
            if self._ended_by_us(session):
                session.add_all(rows)

    def _put(self, number: int, artifact: Presentable) -> AgentArtifact:
        # Of two workers that store the same at once, neither must write over what the other's rows name.
        key = f"runs/{self.assignment.run_id}/artifacts/{number:02}-{uuid.uuid4().hex}"
        self.workbench.storage.put(key, artifact.content, artifact.content_type)
        return AgentArtifact(
            run_id=self.assignment.run_id,
            name=artifact.name,
            kind=artifact.kind,
            object_key=key,
            content_type=artifact.content_type,
            size=len(artifact.content),
        )


def _tell(journal: Journal, selection: Selection) -> None:
    if selection.files:
        journal.info(f"Files of this run: {', '.join(file.name for file in selection.files)}")
    if selection.left_out:
        journal.info(f"Only in the checkpoint: {', '.join(selection.left_out)}")


def _written(line: AgentLog) -> str:
    mark = "! " if line.level is LogLevel.ERROR else ""
    return f"{line.timestamp:%Y-%m-%d %H:%M:%S}  {mark}{line.message}\n"
