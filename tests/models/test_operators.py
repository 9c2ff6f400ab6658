"""`python -m models`: keys, preparing, and whether a worker is there."""

import socket
import uuid

import pytest
from redis import Redis
from rq import Worker
from sqlalchemy import Engine, inspect

from models.__main__ import main
from models.config import StorageSettings
from models.jobs import QueueName, open_queue
from models.sealing import Binding, Sealer, Unsealer
from models.storage import Storage


@pytest.fixture(autouse=True)
def _environment(
    monkeypatch: pytest.MonkeyPatch, database_url: str, redis_url: str, storage_settings: StorageSettings
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("S3_ENDPOINT_URL", storage_settings.s3_endpoint_url or "")
    monkeypatch.setenv("S3_BUCKET", storage_settings.s3_bucket)
    monkeypatch.setenv("S3_ACCESS_KEY_ID", storage_settings.s3_access_key_id)
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY", storage_settings.s3_secret_access_key.get_secret_value())


def test_what_the_printed_public_key_seals_the_printed_private_key_opens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["keys", "--id", "first"]) == 0

    printed = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines() if "=" in line)
    binding = Binding(uuid.uuid4(), uuid.uuid4(), "ORCHARD_PASSWORD")
    sealed = Sealer.parse(printed["SEALING_PUBLIC_KEY"]).seal("apple", binding)
    assert Unsealer.parse(printed["SEALING_PRIVATE_KEYS"]).unseal(sealed, binding) == "apple"


def test_preparing_twice_leaves_a_schema_and_a_bucket(
    engine: Engine, storage_settings: StorageSettings
) -> None:
    assert main(["prepare"]) == 0
    assert main(["prepare"]) == 0

    assert inspect(engine).has_table("agent_runs")
    Storage(storage_settings).put("key", b"there is a bucket")


def test_a_worker_is_alive_only_for_the_queue_it_serves(redis: Redis) -> None:
    _start_worker(redis)

    assert main(["alive", "run"]) == 0
    assert main(["alive", "thread"]) == 1


def test_a_worker_of_another_machine_does_not_count(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    _start_worker(redis)
    monkeypatch.setattr(socket, "gethostname", lambda: "elsewhere")

    assert main(["alive", "run"]) == 1


def test_missing_settings_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("S3_BUCKET")

    assert main(["prepare"]) == 2
    assert "S3_BUCKET" in capsys.readouterr().err


def _start_worker(redis: Redis) -> None:
    worker = Worker([open_queue(redis, QueueName.RUN)], connection=redis)
    worker.register_birth()  # type: ignore[no-untyped-call]  # RQ's own
