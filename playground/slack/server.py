"""The stand-in as one ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket

from playground.slack import doors
from playground.slack.api.endpoint import call_method
from playground.slack.control.guard import OwnPageOnly
from playground.slack.control.request import ControlError, refused
from playground.slack.control.routes import ROUTES
from playground.slack.delivery.socket_mode import SocketMode
from playground.slack.settings import SlackSettings
from playground.slack.standin import StandIn, standin_of

PAGE: Final = Path(__file__).parent / "page"

#: Messages are untrusted, so nothing may run or load on the page that is not ours.
SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Page(StaticFiles):
    """The web page's files, with the headers that keep what is written in messages from running."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update({**SECURITY, "Cache-Control": "no-cache"})
        return response


def create_slack(settings: SlackSettings) -> Starlette:
    """Build the whole stand-in: Web API, Socket Mode, files, control interface and page."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.standin = StandIn.build(settings)
        yield
        await app.state.standin.stop()

    own_page_only = [Middleware(OwnPageOnly)]
    return Starlette(
        routes=[
            Route("/api/{method}", call_method, methods=["GET", "POST"]),
            WebSocketRoute("/link/", _link),
            Route("/files-pri/{file}/{name}", doors.download),
            Route("/files-pri/{file}/download/{name}", doors.download),
            Route("/upload/v1/{secret}", doors.upload, methods=["POST"]),
            Route("/response/{secret}", doors.respond, methods=["POST"]),
            Route("/archives/{channel}/{message}", doors.message_link),
            Route("/files/{user}/{file}/{name}", doors.file_link),
            Mount("/control", routes=ROUTES, middleware=own_page_only),
            Mount("/", app=Page(directory=PAGE, html=True), middleware=own_page_only),
        ],
        exception_handlers={ControlError: refused},
        lifespan=lifespan,
    )


async def _link(websocket: WebSocket) -> None:
    standin = standin_of(websocket)
    if isinstance(standin.transport, SocketMode):
        await standin.transport.connect(websocket)
    else:
        await websocket.close(1008)
