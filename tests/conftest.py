"""Real servers for every test: one set per test process, a fresh database and bucket per test."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from hypothesis import settings
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import Engine

from bot.config import BotSettings
from models.config import StorageSettings
from models.jobs import open_redis
from models.schema import migrate
from models.session import open_engine
from models.storage import Storage
from playground.services.objects import ObjectServer, start_objects
from playground.services.postgres import Postgres, start_postgres
from playground.services.valkey import Valkey, start_valkey
from playground.state import passing_state
from tests.memory import in_memory
from worker.config import WorkerSettings

# No test is about how fast the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the stories: they take longest, and no processor should be left alone with one."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/stories/"))


@dataclass(frozen=True)
class Services:
    postgres: Postgres
    valkey: Valkey
    objects: ObjectServer


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    """PostgreSQL with a migrated template database, Valkey and S3."""
    with ExitStack() as running:
        folder = running.enter_context(passing_state())
        rows = running.enter_context(passing_state(in_memory()))
        postgres = start_postgres(rows / "postgres", "postgres-password", folder / "logs")
        running.callback(postgres.child.stop)
        valkey = start_valkey(folder / "valkey", "valkey-password", folder / "logs")
        running.callback(valkey.child.stop)
        objects = start_objects(folder / "objects", "tests", "object-password", folder / "logs")
        running.callback(objects.child.stop)
        _create_template(postgres)
        yield Services(postgres, valkey, objects)


@pytest.fixture
def database_url(services: Services) -> Iterator[str]:
    """The URL of a database of this test's own, at head."""
    name = f"test_{uuid.uuid4().hex}"
    with services.postgres.connect() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE head")
        yield services.postgres.url(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def redis_url(services: Services) -> str:
    """The URL of an empty Valkey; tests of one process run one after the other."""
    with Redis.from_url(services.valkey.url) as client:
        client.flushall()
    return services.valkey.url


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with open_redis(redis_url) as client:
        yield client


@pytest.fixture
def storage_settings(services: Services) -> StorageSettings:
    return StorageSettings(
        s3_endpoint_url=services.objects.url,
        s3_bucket=f"test-{uuid.uuid4().hex}",
        s3_access_key_id=services.objects.access_key,
        s3_secret_access_key=SecretStr(services.objects.secret_key),
    )


@pytest.fixture
def storage(storage_settings: StorageSettings) -> Storage:
    """An empty bucket of this test's own."""
    storage = Storage(storage_settings)
    storage.ensure_bucket()
    return storage


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what the person running it has set."""
    for name in (*BotSettings.model_fields, *WorkerSettings.model_fields):
        monkeypatch.delenv(name.upper(), raising=False)


def _create_template(postgres: Postgres) -> None:
    with postgres.connect() as connection:
        connection.execute("CREATE DATABASE head")
    engine = open_engine(postgres.url("head"))
    migrate(engine)
    engine.dispose()
