"""A real Bolt app behind a request URL: signed requests, acknowledgements, response URLs."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.loopback import serving, usable_port
from playground.slack.delivery.signed_http import signature
from playground.slack.settings import SlackSettings
from tests.playground.slack.conftest import Stage
from tests.playground.slack.factories import button


@pytest.fixture
def request_url() -> str:
    return f"http://127.0.0.1:{usable_port(0)}/slack/events"


@pytest.fixture
def listening(start: Callable[..., Stage], request_url: str) -> Iterator[tuple[Stage, App]]:
    """A stand-in that delivers over HTTP, and the app it delivers to."""
    stage = start(request_url=request_url)
    app = App(client=stage.bot, signing_secret=stage.settings.signing_secret)
    with serving(_endpoint(app), httpx.URL(request_url).port or 80):
        yield stage, app


def test_a_message_reaches_the_app(listening: tuple[Stage, App]) -> None:
    stage, app = listening

    @app.event("message")
    def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(text=f"heard {event['text']}", thread_ts=event["ts"])

    message = stage.ana.say("hello")
    (reply,) = stage.ana.wait_for(lambda: stage.ana.replies(message))
    assert reply["text"] == "heard hello"


def test_the_answer_to_a_command_is_ephemeral(listening: tuple[Stage, App]) -> None:
    stage, app = listening

    @app.command("/automate")
    def automate(ack: Ack, command: dict[str, str]) -> None:
        ack(f"looking at {command['text']}")

    stage.ana.automate("this & that")
    assert [each["text"] for each in stage.ana.ephemeral()] == ["looking at this & that"]


def test_a_response_url_replaces_and_deletes_the_message_that_was_used(listening: tuple[Stage, App]) -> None:
    stage, app = listening

    @app.action("press")
    def press(ack: Ack, respond: Callable[..., Any]) -> None:
        ack()
        respond(text="done", replace_original=True)

    @app.action("remove")
    def remove(ack: Ack, respond: Callable[..., Any]) -> None:
        ack()
        respond(delete_original=True)

    blocks = [button("press"), button("remove")]
    stage.bot.chat_postEphemeral(channel="C0CHORES", user="U0ANA", text="psst", blocks=blocks)
    stage.ana.click(stage.ana.ephemeral()[0], "press")
    stage.ana.wait_for(lambda: [each["text"] for each in stage.ana.ephemeral()] == ["done"])
    stage.bot.chat_postEphemeral(channel="C0CHORES", user="U0ANA", text="psst", blocks=blocks)
    stage.ana.click(stage.ana.ephemeral()[1], "remove")
    stage.ana.wait_for(lambda: len(stage.ana.ephemeral()) == 1)


def test_requests_carry_a_signature_that_only_the_secret_makes(listening: tuple[Stage, App]) -> None:
    stage, _ = listening
    body = '{"type":"url_verification","challenge":"c"}'
    forged = httpx.post(str(stage.settings.request_url), content=body, headers=_headers("wrong", body))
    signed = httpx.post(
        str(stage.settings.request_url),
        content=body,
        headers=_headers(stage.settings.signing_secret, body),
    )
    assert (forged.status_code, signed.status_code) == (401, 200)


def test_an_app_that_answers_with_an_error_gets_the_event_again(
    start: Callable[..., Stage], request_url: str
) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def fail_once(request: Request) -> Response:
        headers = request.headers
        seen.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))
        return Response(status_code=500 if len(seen) == 1 else 200)

    stage = start(request_url=request_url, retry_delays=(0.0,))
    app = Starlette(routes=[Route("/slack/events", fail_once, methods=["POST"])])
    with serving(app, httpx.URL(request_url).port or 80):
        stage.ana.say("hello")
        deadline = time.monotonic() + 10
        while len(seen) < 2 and time.monotonic() < deadline:
            stage.ana.messages()
    assert seen == [(None, None), ("1", "http_error")]


def test_socket_mode_is_refused_to_an_app_with_a_request_url(listening: tuple[Stage, App]) -> None:
    stage, _ = listening
    client = WebClient(base_url=f"{stage.settings.base_url}/api/")
    with pytest.raises(Exception, match="socket_mode_not_enabled"):
        client.apps_connections_open(app_token=stage.settings.app_token)


def _endpoint(app: App) -> Starlette:
    handler = SlackRequestHandler(app)

    async def receive(request: Request) -> Response:
        response: Response = await handler.handle(request)
        return response

    return Starlette(routes=[Route("/slack/events", receive, methods=["POST"])])


def _headers(secret: str, body: str) -> dict[str, str]:
    return {"Content-Type": "application/json", **signature(secret, body)}


def test_the_settings_never_show_a_secret(settings: SlackSettings) -> None:
    assert settings.signing_secret not in repr(settings)
    assert settings.bot_token not in repr(settings)
