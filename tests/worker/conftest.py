"""A worker's workbench over real servers, with runs to carry out."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import Engine

from models.config import StorageSettings
from models.storage import Storage
from tests.worker.execution.bench import PRIVATE_KEY, Bench
from tests.worker.execution.scripted import KEY


@pytest.fixture
def workspaces() -> Iterator[Path]:
    """A short path that other users can pass: socket names are bounded, and runs have users of their own."""
    folder = Path(tempfile.mkdtemp(prefix="us-", dir="/var/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


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
