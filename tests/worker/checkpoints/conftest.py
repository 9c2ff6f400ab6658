"""A workbench over real servers, and a run whose workspace can be checkpointed."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from moto import mock_aws
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import Engine

from models import AgentRun, RunStatus
from models.config import StorageSettings
from models.sealing import generate_key_pair
from models.session import transaction
from models.storage import Storage
from tests.models.factories import make_analysis, make_run, make_user, make_video
from worker.checkpoints.cipher import Cipher, new_secret
from worker.checkpoints.opening import open_store
from worker.checkpoints.store import CheckpointStore
from worker.config import WorkerSettings
from worker.workbench import Workbench

StartRun = Callable[..., AgentRun]


def new_store(storage: Storage) -> CheckpointStore:
    return CheckpointStore(storage, Cipher(new_secret()), uuid.uuid4(), uuid.uuid4())


def store_of(workbench: Workbench, run: AgentRun) -> CheckpointStore:
    with transaction(workbench.engine) as session:
        return open_store(workbench, session, run.video_id, run.user_id)


@pytest.fixture
def workbench(engine: Engine, redis: Redis, storage: Storage, tmp_path: Path) -> Workbench:
    keys = SecretStr(generate_key_pair("2026")[0])
    settings = WorkerSettings.model_construct(workspaces=tmp_path / "workspaces", sealing_private_keys=keys)
    return Workbench(settings, engine, redis, storage)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
def start_run(engine: Engine) -> StartRun:
    """Add a run with all it hangs on, or another run of the same user and video."""

    def start(after: AgentRun | None = None, status: RunStatus = RunStatus.RUNNING) -> AgentRun:
        with transaction(engine) as session:
            if after is not None:
                return make_run(session, after.analysis, after.user, status=status)
            owner = make_user(session, member=f"U{uuid.uuid4().hex}")
            run = make_run(session, make_analysis(session, make_video(session, owner)), owner, status=status)
            session.refresh(run, ["analysis", "user"])
            return run

    return start


@pytest.fixture
def run(start_run: StartRun) -> AgentRun:
    return start_run()


@pytest.fixture
def store(storage: Storage) -> CheckpointStore:
    return new_store(storage)


@pytest.fixture
def strict_storage() -> Iterator[Storage]:
    """S3 of another make, strict where the usual one is lenient."""
    with mock_aws():
        settings = StorageSettings(
            s3_endpoint_url=None,
            s3_bucket="tests",
            s3_access_key_id="tests",
            s3_secret_access_key=SecretStr("object-password"),
        )
        storage = Storage(settings)
        storage.ensure_bucket()
        yield storage
