"""A whole workplace on one machine: servers, Slack, a model, a demo site, the bot and the workers."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rq import Queue, Worker

from models.analysis import PRACTICE_MODEL
from models.config import StorageSettings
from models.errors import UnderstudyError
from models.jobs import QueueName, open_queue, open_redis
from models.schema import prepare
from models.session import open_engine
from models.storage import Storage
from playground.keys import Keys, load_keys
from playground.loopback import serving, usable_port
from playground.practice.server import create_practice_model
from playground.processes import Crew
from playground.services.backing import Backing, backing
from playground.services.process import DidNotStart, answers, inherited
from playground.settings import (
    USUAL_PORT,
    PlaygroundSettings,
    claude_environment,
    operators_environment,
    slack_environment,
)
from playground.site.app import HOST, create_site
from playground.slack.manifest import read_manifest
from playground.slack.server import create_slack
from playground.slack.settings import SlackSettings

_ROOT = Path(__file__).parents[1]


class AlreadyRunning(UnderstudyError):  # noqa: N818 - reads as what it says
    """A playground is already running over this state folder."""


@dataclass(frozen=True)
class Workplace:
    """Where everything is."""

    state: Path  #: everything it keeps
    page: str  #: the Slack stand-in's page, or the real Slack
    site: str  #: the demo site, as this machine reaches it
    environment: dict[str, str]  #: what the bot and the workers were started with, together
    has_real_slack: bool
    servers: Backing
    crew: Crew


@contextmanager
def open_workplace(settings: PlaygroundSettings) -> Iterator[Workplace]:
    """Start everything and wait until it works; stop everything on the way out, the last first.

    Raises:
        AlreadyRunning: somebody else uses this state folder.
        DidNotStart: names the server and its log.
    """
    settings.state.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        running.enter_context(_alone(settings.state))
        keys = load_keys(settings.state / "keys.json")
        servers = running.enter_context(backing(settings.state, keys))
        _prepare(servers)
        page, slack = _open_slack(running, settings, keys)
        site = running.enter_context(serving(create_site(settings.state / "site")))
        claude = {} if settings.practice_only else claude_environment()
        claude = claude or _open_practice_model(running, settings, keys)
        chosen = {} if settings.practice_only else operators_environment()
        shared = {**chosen, **servers.environment()}
        bot = {**shared, **slack, "SEALING_PUBLIC_KEY": keys.sealing_public_key, **settings.bot}
        worker = {**shared, **claude, "SEALING_PRIVATE_KEYS": keys.sealing_private_key}
        hosts = {HOST: site, **settings.neighbours}
        worker["EGRESS_PRIVATE_HOSTS"] = ",".join(f"{name}=127.0.0.1:{at}" for name, at in hosts.items())
        crew = Crew(settings.state / "logs", bot, worker)
        running.callback(crew.stop)
        crew.start()
        _wait_for_workers(crew, servers.valkey.url)
        together = {**inherited(), **bot, **worker}
        yield Workplace(
            settings.state,
            page,
            f"http://127.0.0.1:{site}",
            together,
            "SLACK_API_URL" not in slack,
            servers,
            crew,
        )


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"A playground is already running over {state}; stop that one first."
            ) from None
        yield


def _prepare(servers: Backing) -> None:
    engine = open_engine(servers.postgres.url())
    prepare(engine, Storage(StorageSettings.model_validate(_lower(servers.environment()))))
    engine.dispose()


def _lower(environment: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in environment.items() if name.startswith("S3_")}


def _open_slack(running: ExitStack, settings: PlaygroundSettings, keys: Keys) -> tuple[str, dict[str, str]]:
    """Return the page's address and the bot's Slack settings."""
    real = {} if settings.practice_only else slack_environment()
    if real:
        return "your Slack workspace", real
    port = _page_port(settings.port)
    page = f"http://127.0.0.1:{port}"
    slack = SlackSettings(
        folder=settings.state / "slack",
        base_url=page,
        bot_token=keys.slack_bot_token,
        app_token=keys.slack_app_token,
        signing_secret=keys.slack_signing_secret,
        manifest=read_manifest(_ROOT / "manifest.yml"),
        record=settings.record,
    )
    running.enter_context(serving(create_slack(slack), port))
    tokens = {"SLACK_BOT_TOKEN": keys.slack_bot_token, "SLACK_APP_TOKEN": keys.slack_app_token}
    return page, {**tokens, "SLACK_API_URL": f"{page}/api/"}


def _page_port(wanted: int | None) -> int:
    """Return the usual port or a free one, but exactly `wanted` if somebody asked for one.

    Raises:
        DidNotStart: somebody else has the port that was asked for.
    """
    if wanted and answers(wanted):
        raise DidNotStart(f"Port {wanted} is in use. Choose another one with --port, or 0 for any.")
    return usable_port(USUAL_PORT if wanted is None else wanted)


def _open_practice_model(running: ExitStack, settings: PlaygroundSettings, keys: Keys) -> dict[str, str]:
    model = create_practice_model(keys.practice_api_key, settings.record_model)
    port = running.enter_context(serving(model))
    return {
        "ANTHROPIC_API_KEY": keys.practice_api_key,
        "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{port}",
        "UNDERSTUDY_MODEL": PRACTICE_MODEL,
    }


def _wait_for_workers(crew: Crew, redis_url: str) -> None:
    """Wait until somebody listens on every queue."""
    with open_redis(redis_url) as redis:
        for name in QueueName:
            child = crew.child("thread" if name is QueueName.THREAD else "worker")
            child.wait_until(partial(_is_served, open_queue(redis, name)), f"somebody to serve {name}")


def _is_served(queue: Queue) -> bool:
    return Worker.count(queue=queue) > 0
