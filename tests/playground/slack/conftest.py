"""A running stand-in, and real Bolt apps connected to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.loopback import serving, usable_port
from playground.slack.client import SlackPerson
from playground.slack.server import create_slack
from playground.slack.settings import SlackSettings

Prepare = Callable[[App], None]


class Stage:
    """One stand-in and everybody who talks to it."""

    def __init__(self, settings: SlackSettings, exits: ExitStack, last: ExitStack) -> None:
        self.settings = settings
        self._exits = exits
        self._last = last
        self.ana = exits.enter_context(SlackPerson(settings.base_url, "U0ANA"))
        self.ben = exits.enter_context(SlackPerson(settings.base_url, "U0BEN"))
        self.bot = WebClient(settings.bot_token, base_url=f"{settings.base_url}/api/")

    def connect(self, prepare: Prepare) -> App:
        """Start a Bolt app in Socket Mode and wait until it is connected."""
        app = App(client=self.bot, signing_secret=self.settings.signing_secret)
        prepare(app)
        web_client = WebClient(self.settings.app_token, base_url=f"{self.settings.base_url}/api/")
        handler = SocketModeHandler(app, self.settings.app_token, web_client=web_client)
        handler.connect()  # type: ignore[no-untyped-call]  # untyped in slack_bolt
        self._last.callback(close, handler)
        self.ana.wait_for_app()
        return app

    def control(self) -> httpx.Client:
        """Return a client of the raw control interface."""
        return self._exits.enter_context(httpx.Client(base_url=f"{self.settings.base_url}/control"))


@pytest.fixture
def settings(tmp_path: Path) -> SlackSettings:
    return SlackSettings(folder=tmp_path / "slack", base_url=f"http://127.0.0.1:{usable_port(0)}")


@pytest.fixture
def start(settings: SlackSettings) -> Iterator[Callable[..., Stage]]:
    """Return a function that starts a stand-in with some settings changed."""
    with ExitStack() as last, ExitStack() as exits:

        def start_with(**changes: object) -> Stage:
            changed = replace(settings, **changes)  # type: ignore[arg-type]  # the caller names real fields
            exits.enter_context(serving(create_slack(changed), port_of(changed)))
            return Stage(changed, exits, last)

        yield start_with


@pytest.fixture
def stage(start: Callable[..., Stage]) -> Stage:
    return start()


def close(handler: SocketModeHandler) -> None:
    """Close an app after its server has hung up: the SDK would wait three seconds for a last message."""
    handler.client.auto_reconnect_enabled = False
    handler.close()  # type: ignore[no-untyped-call]  # untyped in slack_bolt


def port_of(settings: SlackSettings) -> int:
    return urlsplit(settings.base_url).port or 80
