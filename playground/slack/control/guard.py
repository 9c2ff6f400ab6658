"""Keeps other web sites out: they may neither act as a person here nor read what was said."""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
OWN_SITE: Final = frozenset({"same-origin", "none"})


class OwnPageOnly:
    """Lets requests through that name this machine as their host and come from its own page or from none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_welcome(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            refusal = PlainTextResponse("Only this stand-in's own page may do that.", HTTPStatus.FORBIDDEN)
            await refusal(scope, receive, send)


def _is_welcome(headers: Headers) -> bool:
    host = headers.get("host", "")
    origin = headers.get("origin")
    return (
        _name_in(host) in LOOPBACK
        and (origin is None or origin == f"http://{host}")
        and headers.get("sec-fetch-site", "none") in OWN_SITE
    )


def _name_in(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
