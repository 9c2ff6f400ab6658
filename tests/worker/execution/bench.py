"""Makes workbenches and runs, and reads what became of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from redis import Redis
from sqlalchemy import Engine, select

from models import AgentCheckpoint, AgentLog, AgentRun, LogLevel, TaskCredential, User, Video
from models.plan import Action, ComputerUsePlan, Step
from models.sealing import Binding, Sealer, generate_key_pair
from models.session import transaction
from models.storage import Storage
from tests.models.factories import make_analysis, make_plan, make_run, make_user, make_video
from worker.config import WorkerSettings
from worker.workbench import Workbench

PRIVATE_KEY, PUBLIC_KEY = generate_key_pair("test")

SHELL_PLAN = make_plan(
    steps=[Step(number=1, instruction="Run it", action=Action.SHELL, value="date")],
    credentials=[],
    parameters=[],
)


@dataclass(frozen=True)
class Bench:
    """Makes workbenches and runs, and reads what became of them."""

    engine: Engine
    redis: Redis
    storage: Storage
    settings: dict[str, Any]

    def workbench(self, **settings: Any) -> Workbench:
        return Workbench(
            WorkerSettings(**{**self.settings, **settings}), self.engine, self.redis, self.storage
        )

    def run_of(
        self, plan: ComputerUsePlan, credentials: dict[str, str] | None = None, **columns: Any
    ) -> uuid.UUID:
        """Return a pending run of a new user."""
        with transaction(self.engine) as session:
            user = make_user(session, f"U{uuid.uuid4().hex}")
            video = make_video(session, user)
            for name, secret in (credentials or {}).items():
                session.add(_sealed(user, video, name, secret))
            return make_run(session, make_analysis(session, video, plan), user, **columns).id

    def next_run(self, run_id: uuid.UUID, **columns: Any) -> uuid.UUID:
        """Return a pending run of the same user and plan."""
        with transaction(self.engine) as session:
            run = session.get_one(AgentRun, run_id)
            return make_run(session, run.analysis, run.user, **columns).id

    def row(self, run_id: uuid.UUID) -> AgentRun:
        with transaction(self.engine) as session:
            return session.get_one(AgentRun, run_id)

    def lines(self, run_id: uuid.UUID, *levels: LogLevel) -> list[str]:
        with transaction(self.engine) as session:
            logs = session.scalars(select(AgentLog).where(AgentLog.run_id == run_id).order_by(AgentLog.seq))
            return [log.message for log in logs if not levels or log.level in levels]

    def numbers(self, run_id: uuid.UUID) -> list[int]:
        """Return the numbers of a run's log rows, in the order they were written."""
        of_the_run = select(AgentLog.seq).where(AgentLog.run_id == run_id)
        with transaction(self.engine) as session:
            return list(session.scalars(of_the_run.order_by(AgentLog.id)))

    def checkpoints(self, run_id: uuid.UUID) -> list[AgentCheckpoint]:
        of_the_run = select(AgentCheckpoint).where(AgentCheckpoint.run_id == run_id)
        with transaction(self.engine) as session:
            return list(session.scalars(of_the_run.order_by(AgentCheckpoint.created_at)))

    def checkpoint_of(self, run_id: uuid.UUID) -> uuid.UUID:
        """Return a checkpoint's row; its files are nowhere."""
        checkpoint = AgentCheckpoint(
            run_id=run_id, object_key="none", digest="none", description="Before", step=0, files=0, size=0
        )
        with transaction(self.engine) as session:
            session.add(checkpoint)
        return checkpoint.id

    def change(self, run_id: uuid.UUID, change: Callable[[AgentRun], None]) -> None:
        with transaction(self.engine) as session:
            change(session.get_one(AgentRun, run_id))


def _sealed(user: User, video: Video, name: str, secret: str) -> TaskCredential:
    sealed = Sealer.parse(PUBLIC_KEY).seal(secret, Binding(user.id, video.id, name))
    return TaskCredential(
        user_id=user.id, video_id=video.id, key=name, sealed=sealed.ciphertext, sealing_key=sealed.key_id
    )
