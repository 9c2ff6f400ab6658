"""The bot's processes as an operator starts them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue, Worker
from rq.worker import BaseWorker

from bot.config import BotSettings
from models.jobs import QueueName, open_queue
from playground.slack.client import SlackPerson
from tests.bot.conftest import Settle

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(bot_settings: BotSettings) -> dict[str, str]:
    values = bot_settings.model_dump(mode="python")
    plain = {key: getattr(value, "get_secret_value", lambda v=value: v)() for key, value in values.items()}
    settings = {key.upper(): str(value) for key, value in plain.items() if value is not None}
    return {"PATH": os.environ["PATH"], **settings}


def _start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )


def _run(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    with _start(environment, *arguments) as process:
        _, errors = process.communicate(timeout=60)
    return process.returncode, errors


@pytest.mark.parametrize("arguments", [(), ("thread",)], ids=["listening", "thread"])
def test_a_missing_setting_is_named_and_ends_the_process(arguments: tuple[str, ...]) -> None:
    code, errors = _run({"PATH": os.environ["PATH"], "SLACK_BOT_TOKEN": "xoxb-hidden"}, *arguments)
    assert code == 2
    assert "SEALING_PUBLIC_KEY" in errors
    assert "Traceback" not in errors
    assert "xoxb-hidden" not in errors


def test_without_a_way_to_listen_both_ways_are_named(environment: dict[str, str]) -> None:
    del environment["SLACK_APP_TOKEN"], environment["SLACK_SIGNING_SECRET"]
    code, errors = _run(environment)
    assert code == 2
    assert "SLACK_APP_TOKEN" in errors
    assert "SLACK_SIGNING_SECRET" in errors


def test_a_token_that_slack_refuses_is_named(environment: dict[str, str]) -> None:
    code, errors = _run({**environment, "SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert code == 2
    assert "SLACK_BOT_TOKEN" in errors
    assert "Traceback" not in errors


def test_the_listening_process_ends_cleanly_when_asked(environment: dict[str, str], ana: SlackPerson) -> None:
    with _start(environment) as process:
        ana.wait_for_app()
        process.terminate()
        assert process.wait(timeout=20) == 0


def _whole_pool(queue: Queue) -> list[BaseWorker] | None:
    workers = Worker.all(queue=queue)
    return workers if len(workers) == 3 else None


@pytest.fixture
def pool(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with _start(environment, "thread") as process:
        yield process
        process.kill()


def test_thread_workers_are_replaced_when_they_die_and_end_when_asked(
    pool: subprocess.Popen[str], redis: Redis, settle: Settle
) -> None:
    queue = open_queue(redis, QueueName.THREAD)
    workers = settle(lambda: _whole_pool(queue))
    os.kill(workers[0].pid or 0, signal.SIGKILL)
    before = {worker.pid for worker in workers}
    settle(lambda: {worker.pid for worker in Worker.all(queue=queue)} - before)
    pool.terminate()
    assert pool.wait(timeout=30) == 0
