"""A worker's workbench over real servers, with runs to carry out."""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import Engine, select

from models import AgentLog, AgentRun, LogLevel, TaskCredential
from models.config import StorageSettings
from models.plan import ComputerUsePlan
from models.sealing import Binding, Sealer, generate_key_pair
from models.session import transaction
from models.storage import Storage
from playground.loopback import serving
from playground.site.app import create_site
from tests.models.factories import make_analysis, make_run, make_user, make_video
from tests.worker.execution.scripted import KEY
from worker.config import WorkerSettings
from worker.workbench import Workbench

PRIVATE_KEY, PUBLIC_KEY = generate_key_pair("test")


@pytest.fixture
def workspaces() -> Iterator[Path]:
    """A short path that other users can pass: socket names are bounded, and runs have users of their own."""
    folder = Path(tempfile.mkdtemp(prefix="us-", dir="/var/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def site_port(tmp_path: Path) -> Iterator[int]:
    """The demo site."""
    with serving(create_site(tmp_path / "site")) as port:
        yield port


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
        sealer = Sealer.parse(PUBLIC_KEY)
        with transaction(self.engine) as session:
            user = make_user(session)
            video = make_video(session, user)
            for name, secret in (credentials or {}).items():
                sealed = sealer.seal(secret, Binding(user.id, video.id, name))
                session.add(
                    TaskCredential(
                        user_id=user.id,
                        video_id=video.id,
                        key=name,
                        sealed=sealed.ciphertext,
                        sealing_key=sealed.key_id,
                    )
                )
            return make_run(session, make_analysis(session, video, plan), user, **columns).id

    def row(self, run_id: uuid.UUID) -> AgentRun:
        with transaction(self.engine) as session:
            return session.get_one(AgentRun, run_id)

    def lines(self, run_id: uuid.UUID, *levels: LogLevel) -> list[str]:
        with transaction(self.engine) as session:
            logs = session.scalars(select(AgentLog).where(AgentLog.run_id == run_id).order_by(AgentLog.seq))
            return [log.message for log in logs if not levels or log.level in levels]

    def change(self, run_id: uuid.UUID, change: Callable[[AgentRun], None]) -> None:
        with transaction(self.engine) as session:
            change(session.get_one(AgentRun, run_id))


@pytest.fixture
def settings(
    storage_settings: StorageSettings, database_url: str, redis_url: str, workspaces: Path
) -> dict[str, Any]:
    return {
        **storage_settings.model_dump(),
        "database_url": SecretStr(database_url),
        "redis_url": SecretStr(redis_url),
        "sealing_private_keys": SecretStr(PRIVATE_KEY),
        "workspaces": workspaces,
        "anthropic_api_key": SecretStr(KEY),
        "understudy_model": "practice",
    }


@pytest.fixture
def bench(engine: Engine, redis: Redis, storage: Storage, settings: dict[str, Any]) -> Bench:
    return Bench(engine, redis, storage, settings)
