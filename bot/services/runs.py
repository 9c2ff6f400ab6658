"""Beginning, cancelling and repeating runs.

Two runs of one person for one screencast never overlap, because the one begins with the files of the other.
"""

import uuid

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.services.afterwards import enqueue_afterwards, nudge_afterwards
from bot.services.credentials import require_stored
from bot.services.fairness import require_fair
from bot.services.people import Visitor
from bot.services.permissions import find_ended_run, find_own_run, require_may_run
from models import (
    AgentCheckpoint,
    AgentRun,
    Analysis,
    Restore,
    RestoreStatus,
    RunStatus,
    User,
    WorkspaceHead,
)
from models.base import utc_now
from models.config import FairnessSettings
from models.errors import IllegalTransition, UserError
from models.jobs import EXECUTE, SHOW_RUN
from models.plan import ComputerUsePlan
from models.run import GOING


def cancel_run(session: Session, visitor: Visitor, run_id: uuid.UUID) -> AgentRun:
    """Ask a run to stop; one that no worker has taken up stops at once.

    Raises:
        NotAllowed: somebody else started it.
        IllegalTransition: it has ended.
    """
    run = find_own_run(session, visitor, run_id)
    if run.status.ended:
        raise IllegalTransition("This run has already ended.")
    run.cancel_requested_at = run.cancel_requested_at or utc_now()
    if run.status is RunStatus.PENDING:
        run.cancel()
    nudge_afterwards(session, SHOW_RUN, run.id)
    return run


def retry_run(session: Session, limits: FairnessSettings, visitor: Visitor, run_id: uuid.UUID) -> AgentRun:
    """Have the same plan carried out once more, with the same parameters and the stored credentials.

    Raises:
        NotAllowed: somebody else started it.
        IllegalTransition: it has not ended.
        TooMuch: the visitor has to wait.
        UserError: another run of the same plan is going.
    """
    return _repeat(session, limits, find_ended_run(session, visitor, run_id))


def continue_run(
    session: Session, limits: FairnessSettings, visitor: Visitor, restore_id: uuid.UUID
) -> AgentRun:
    """Have the plan carried out once more, starting with the files that a restore put back.

    Raises:
        NotAllowed: somebody else asked for the restore.
        TooMuch: the visitor has to wait.
        UserError: the files are not back, or another run of the same plan is going.
    """
    restore = session.get(Restore, restore_id)
    if restore is None or restore.status is not RestoreStatus.COMPLETED:
        raise UserError("These files are not back yet. Wait a moment, then try again.")
    run = find_ended_run(session, visitor, restore.checkpoint.run_id)
    return _repeat(session, limits, run, starts_from=restore.checkpoint_id)


def begin_run(
    session: Session, limits: FairnessSettings, person: User, analysis: Analysis, run: AgentRun
) -> AgentRun:
    """Let `run` begin with the files that this person's last one of the screencast left.

    Raises:
        TooMuch: the person has to wait.
        UserError: a run of theirs for this screencast is going, or files are being put back.
    """
    require_idle(session, person, analysis.video_id)
    require_fair(session, limits, person)
    head = session.get(WorkspaceHead, (analysis.video_id, person.id))
    run.video_id, run.user_id, run.analysis_id = analysis.video_id, person.id, analysis.id
    run.status = RunStatus.PENDING
    run.starts_from = run.starts_from or (head.checkpoint_id if head else None)
    session.add(run)
    session.flush()
    enqueue_afterwards(session, EXECUTE, run.id)
    nudge_afterwards(session, SHOW_RUN, run.id)
    return run


def require_idle(session: Session, person: User, video_id: uuid.UUID) -> None:
    """Check that nothing else uses this person's files of this screencast; hold others off until commit.

    Raises:
        UserError: a run is going, or files are being put back.
    """
    session.execute(select(User.id).where(User.id == person.id).with_for_update())
    run = exists().where(
        AgentRun.video_id == video_id, AgentRun.user_id == person.id, AgentRun.status.in_(GOING)
    )
    if session.scalar(select(run)):
        raise UserError("A run of yours for this screencast is still going. Cancel it first, or wait.")
    restore = exists().where(
        Restore.status == RestoreStatus.PENDING,
        Restore.requested_by == person.id,
        Restore.checkpoint_id == AgentCheckpoint.id,
        AgentCheckpoint.run_id == AgentRun.id,
        AgentRun.video_id == video_id,
    )
    if session.scalar(select(restore)):
        raise UserError("Your files are just being put back. Try again in a moment.")


def _repeat(
    session: Session, limits: FairnessSettings, earlier: AgentRun, starts_from: uuid.UUID | None = None
) -> AgentRun:
    require_may_run(session, earlier.user, earlier.video)
    plan = ComputerUsePlan.model_validate(earlier.plan)
    require_stored(session, earlier.user, earlier.video_id, plan)
    run = AgentRun(
        plan=earlier.plan,
        parameters=earlier.parameters,
        policy=earlier.policy,
        helpers=earlier.helpers,
        allowed_hosts=earlier.allowed_hosts,
        retry_of=earlier.id,
        starts_from=starts_from,
    )
    return begin_run(session, limits, earlier.user, earlier.analysis, run)
