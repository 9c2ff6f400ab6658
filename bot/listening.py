"""How Slack reaches the bot: over a socket that the bot opens, or over signed HTTP."""

import signal
import threading
from types import FrameType
from typing import Final

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.config import BotSettings

#: Requests that may wait for their ack at the same time.
_CONCURRENCY: Final = 32


def listen(app: App, settings: BotSettings) -> None:
    """Listen until SIGTERM or SIGINT."""
    if settings.slack_app_token:
        _listen_on_socket(app, settings.slack_app_token.get_secret_value())
    else:
        uvicorn.run(create_web(app), host="0.0.0.0", port=settings.port, log_level="warning")  # noqa: S104


def create_web(app: App) -> Starlette:
    """Return the ASGI app that hands Slack's signed requests to Bolt."""

    async def receive(request: Request) -> Response:
        body = await request.body()
        answer = await run_in_threadpool(app.dispatch, to_bolt_request(request, body))
        return to_starlette_response(answer)

    async def say_healthy(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[Route("/slack/events", receive, methods=["POST"]), Route("/healthz", say_healthy)]
    )


def _listen_on_socket(app: App, app_token: str) -> None:
    handler = SocketModeHandler(app, app_token, web_client=app.client, concurrency=_CONCURRENCY)
    stopped = threading.Event()

    def stop(_signum: int, _frame: FrameType | None) -> None:
        stopped.set()

    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, stop)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt has no annotation here
    stopped.wait()
    handler.close()  # type: ignore[no-untyped-call]  # nor here
