"""Rows as a test wants them, and a look at what became of them."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from redis import Redis
from sqlalchemy import Engine, select

from bot.services.people import Visitor, find_person
from models import (
    AgentCheckpoint,
    AgentRun,
    Analysis,
    Base,
    Question,
    QuestionKind,
    Restore,
    RestoreStatus,
    RunStatus,
    User,
    Video,
)
from models.jobs import QueueName, open_queue
from models.plan import ComputerUsePlan
from models.question import DO_NOT, GO_AHEAD
from models.session import transaction
from tests.models.factories import make_analysis, make_plan, make_run, make_user, make_video

Row = TypeVar("Row", bound=Base)

ANA = Visitor("T0PLAY", "U0ANA")
BEN = Visitor("T0PLAY", "U0BEN")


@dataclass(frozen=True)
class Shared:
    """A screencast that Ana shared, with a plan."""

    owner: User
    video: Video
    analysis: Analysis


def given_plan(engine: Engine, plan: ComputerUsePlan | None = None, **video: Any) -> Shared:
    with transaction(engine) as session:
        owner = make_user(session, ANA.member)
        shared = make_video(session, owner, **video)
        return Shared(owner, shared, make_analysis(session, shared, plan))


def given_run(
    engine: Engine, shared: Shared, status: RunStatus = RunStatus.PENDING, **columns: Any
) -> AgentRun:
    """Return a run of Ana's; one that has ended has taken one checkpoint."""
    if status is not RunStatus.PENDING:
        columns = {"started_at": datetime.now(UTC), **columns}
    if status.ended:
        columns = {"completed_at": datetime.now(UTC), **columns}
    with transaction(engine) as session:
        run = make_run(session, shared.analysis, shared.owner, status=status, **columns)
        if status.ended:
            session.add(make_checkpoint(run.id))
        return run


def make_plan_without_credentials(**parts: Any) -> ComputerUsePlan:
    return make_plan(credentials=[], steps=make_plan().steps[:2], **parts)


def make_checkpoint(run_id: uuid.UUID, step: int = 2) -> AgentCheckpoint:
    return AgentCheckpoint(
        run_id=run_id,
        object_key="checkpoints/manifest",
        digest="0" * 64,
        description="Type the email",
        step=step,
        files=3,
        size=1200,
    )


def given_restore(engine: Engine, run: AgentRun, status: RestoreStatus) -> Restore:
    with transaction(engine) as session:
        checkpoint = session.scalars(select(AgentCheckpoint).where(AgentCheckpoint.run_id == run.id)).one()
        restore = Restore(checkpoint_id=checkpoint.id, requested_by=run.user_id, status=status)
        session.add(restore)
        return restore


def every(engine: Engine, kind: type[Row]) -> list[Row]:
    with transaction(engine) as session:
        return list(session.scalars(select(kind)))


def reread(engine: Engine, row: Row) -> Row:
    with transaction(engine) as session:
        return session.get_one(type(row), row.id)  # type: ignore[attr-defined]  # every kind used here has one


def waiting(redis: Redis, name: QueueName) -> list[tuple[str, str]]:
    """Return the jobs that wait in a queue, as (path, row id)."""
    return [(str(job.func_name), str(job.args[0])) for job in open_queue(redis, name).jobs]


def given_question(engine: Engine, run: AgentRun, **columns: Any) -> Question:
    """Return a question whether to go ahead, which its run waits to have answered for half an hour."""
    defaults: dict[str, Any] = {
        "kind": QuestionKind.APPROVAL,
        "prompt": "Click “Place order”?",
        "options": [GO_AHEAD, DO_NOT],
        "expires_at": datetime.now(UTC) + timedelta(minutes=30),
    }
    with transaction(engine) as session:
        question = Question(run_id=run.id, **{**defaults, **columns})
        session.add(question)
        session.get_one(AgentRun, run.id).status = RunStatus.WAITING
        return question


def given_person(engine: Engine, visitor: Visitor) -> User:
    with transaction(engine) as session:
        return find_person(session, visitor)
