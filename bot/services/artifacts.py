"""What a run left, and which of it is in its thread."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from bot.services.afterwards import nudge_afterwards
from models import AgentArtifact, AgentRun
from models.jobs import SHOW_RUN


@dataclass(frozen=True)
class Unshared:
    """What an ended run left and its thread does not show yet."""

    run: AgentRun
    artifacts: Sequence[AgentArtifact]  #: the most telling first


def find_unshared(session: Session, run_id: uuid.UUID) -> Unshared | None:
    """Return what is to be shown in a run's thread; None if there is nothing (left)."""
    run = session.get(AgentRun, run_id, options=[joinedload(AgentRun.video)])
    if run is None or not run.status.ended:
        return None
    unshared = select(AgentArtifact).where(AgentArtifact.run_id == run_id, AgentArtifact.file.is_(None))
    artifacts = session.scalars(unshared.order_by(AgentArtifact.object_key)).all()
    return Unshared(run, artifacts) if artifacts else None


def note_shared(session: Session, run_id: uuid.UUID, files: Mapping[uuid.UUID, str]) -> None:
    """Note the file ids of artifacts that the thread shows by now; the run's card names them."""
    for artifact_id, file_id in files.items():
        session.execute(update(AgentArtifact).where(AgentArtifact.id == artifact_id).values(file=file_id))
    nudge_afterwards(session, SHOW_RUN, run_id)
