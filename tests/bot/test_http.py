"""Listening over signed HTTP instead of a socket."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.app import create_app
from bot.desk import Desk
from bot.listening import create_web
from models import Video
from playground.loopback import serving
from playground.services.process import free_port
from playground.slack.client import SlackPerson, plain_text
from playground.slack.settings import SlackSettings
from tests.bot.conftest import Settle
from tests.bot.rows import every


@pytest.fixture
def slack_settings(slack_settings: SlackSettings) -> SlackSettings:
    return replace(slack_settings, request_url=f"http://127.0.0.1:{free_port()}/slack/events")


@pytest.fixture
def web(desk: Desk, slack_settings: SlackSettings) -> Iterator[httpx.Client]:
    """The bot behind its own door, as Slack reaches it."""
    address = httpx.URL(slack_settings.request_url or "")
    web = create_web(create_app(desk))
    root = f"http://{address.netloc.decode()}"
    with serving(web, address.port or 0), httpx.Client(base_url=root) as client:
        yield client


def test_what_people_do_arrives_over_http(
    web: httpx.Client, desk: Desk, ana: SlackPerson, settle: Settle
) -> None:
    ana.automate("https://videos.example.com/clip.mp4")
    settle(lambda: every(desk.engine, Video))
    settle(lambda: ana.messages() and ana.replies(ana.messages()[0]))
    assert "Watching" in plain_text(ana.replies(ana.messages()[0])[0])


def test_an_unsigned_request_is_refused(web: httpx.Client, desk: Desk) -> None:
    answer = web.post("/slack/events", json={"type": "event_callback", "event": {"type": "message"}})
    assert answer.status_code == httpx.codes.UNAUTHORIZED
    assert every(desk.engine, Video) == []


def test_it_says_that_it_is_up(web: httpx.Client) -> None:
    assert web.get("/healthz").text == "ok"
