"""The bot at its desk, in front of a Slack stand-in, with real servers behind it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from pydantic import SecretStr
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import Engine

from bot import jobs
from bot.app import create_app
from bot.config import BotSettings
from bot.desk import Desk
from bot.slack import Slack
from models.config import StorageSettings
from models.jobs import QueueName, open_queue
from models.sealing import Sealer, Unsealer, generate_key_pair
from models.storage import Storage
from playground.loopback import serving
from playground.services.process import free_port
from playground.slack.client import SlackPerson
from playground.slack.manifest import read_manifest
from playground.slack.server import create_slack
from playground.slack.settings import SlackSettings

Found = TypeVar("Found")


class Settle(Protocol):
    """See the fixture `settle`."""

    def __call__(self, condition: Callable[[], Found | None], seconds: float = 15) -> Found: ...


MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """The private and the public half of a sealing key."""
    return generate_key_pair("test")


@pytest.fixture
def sealer(keys: tuple[str, str]) -> Sealer:
    return Sealer.parse(keys[1])


@pytest.fixture
def unsealer(keys: tuple[str, str]) -> Unsealer:
    return Unsealer.parse(keys[0])


@pytest.fixture
def slack_settings(tmp_path: Path) -> SlackSettings:
    """A workspace that grants the app what its manifest asks for, and no more."""
    return SlackSettings(
        folder=tmp_path / "slack",
        base_url=f"http://127.0.0.1:{free_port()}",
        manifest=read_manifest(MANIFEST),
    )


@pytest.fixture
def last_of_all() -> Iterator[ExitStack]:
    """What to do when the workspace is gone: Slack's client would wait seconds for its last message."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def workspace(slack_settings: SlackSettings, last_of_all: ExitStack) -> Iterator[SlackSettings]:
    """A running workspace."""
    with serving(create_slack(slack_settings), int(slack_settings.base_url.rsplit(":", 1)[1])):
        yield slack_settings


@pytest.fixture
def bot_settings(
    workspace: SlackSettings,
    storage_settings: StorageSettings,
    database_url: str,
    redis_url: str,
    keys: tuple[str, str],
) -> BotSettings:
    return BotSettings(
        **storage_settings.model_dump(),
        database_url=SecretStr(database_url),
        redis_url=SecretStr(redis_url),
        slack_bot_token=SecretStr(workspace.bot_token),
        slack_app_token=SecretStr(workspace.app_token),
        slack_signing_secret=SecretStr(workspace.signing_secret),
        slack_api_url=f"{workspace.base_url}/api/",
        sealing_public_key=keys[1],
    )


@pytest.fixture
def desk(bot_settings: BotSettings, engine: Engine, redis: Redis, storage: Storage, sealer: Sealer) -> Desk:
    return Desk(bot_settings, engine, redis, storage, Slack(bot_settings, redis, patience=30), sealer)


@pytest.fixture
def ana(workspace: SlackSettings) -> Iterator[SlackPerson]:
    with SlackPerson(workspace.base_url, "U0ANA") as person:
        yield person


@pytest.fixture
def ben(workspace: SlackSettings) -> Iterator[SlackPerson]:
    with SlackPerson(workspace.base_url, "U0BEN") as person:
        yield person


@pytest.fixture
def listening(desk: Desk, ana: SlackPerson, last_of_all: ExitStack) -> Desk:
    """The bot, connected to the workspace in Socket Mode."""
    app = create_app(desk)
    app_token = desk.settings.slack_app_token
    assert app_token
    handler = SocketModeHandler(app, app_token.get_secret_value(), web_client=app.client, concurrency=32)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt has no annotation here
    last_of_all.callback(_close, handler)
    ana.wait_for_app()
    return desk


def _close(handler: SocketModeHandler) -> None:
    handler.client.auto_reconnect_enabled = False
    handler.close()  # type: ignore[no-untyped-call]  # nor here


@pytest.fixture
def settle(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Settle:
    """Return a function that does thread workers' jobs until a condition holds, and returns what it gave."""
    monkeypatch.setattr(jobs, "desk", lambda: desk)
    queue = open_queue(desk.redis, QueueName.THREAD)

    def settle_until(condition: Callable[[], Found | None], seconds: float = 15) -> Found:
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            worker = SimpleWorker([queue], connection=desk.redis, serializer=JSONSerializer)
            worker.work(burst=True, logging_level="WARNING")
            if found := condition():
                return found
            pause.wait(0.02)
        raise TimeoutError

    pause = threading.Event()
    return settle_until
