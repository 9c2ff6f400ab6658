"""The way from a run to the model: adds the API key outside the wall and takes secrets out.

The run holds no key. It can only send messages, only to the model it was given, and only until its money
is spent. Every string of every request passes the redactor, each by itself: this is the one road to the
model, so nothing a tool printed can take another.
"""

import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from worker.config import ClaudeSettings
from worker.execution.network.metering import Allowance, AnswerReader, Meter, price_of
from worker.execution.network.serving import serve_on
from worker.execution.secrecy.known_secrets import KnownSecrets

_PATHS = ("/v1/messages", "/v1/messages/count_tokens")
_PASSED_ON = frozenset({"anthropic-version", "anthropic-beta", "content-type", "user-agent"})
_PASSED_BACK = frozenset({"content-type", "request-id", "retry-after"})
_REFUSED_KEY = frozenset({401, 403})
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500
_LARGEST_BODY = 32 << 20  # bytes; the API takes no more
_MOST_FAILURES = 10  # in a row; whoever is behind the wall need not keep to the retries it was told

KEY_REFUSED = (
    "The model service refused this worker's key. "
    "An operator has to check ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN); then click Retry."
)
UNREACHABLE = "The model service is away or overloaded. Click Retry in a few minutes."


class ModelGateway:
    """One run's road to the model."""

    def __init__(
        self,
        settings: ClaudeSettings,
        secrets: KnownSecrets,
        allowance: Allowance,
        spent_usd: float,
        tell_cost: Callable[[float], None],
    ) -> None:
        """`spent_usd`: by earlier attempts at the same run; `tell_cost` hears the sum after each answer."""
        self.meter = Meter(price_of(settings.understudy_model), cost_usd=spent_usd)
        self.trouble: str | None = None  #: why the model stopped answering, for people
        self._settings = settings
        self._secrets = secrets
        self._allowance = allowance
        self._tell_cost = tell_cost
        self._failures = 0
        self._client = httpx.AsyncClient(
            base_url=settings.anthropic_base_url,
            headers=_key_headers(settings),
            timeout=httpx.Timeout(600, connect=10),
        )

    @asynccontextmanager
    async def serve(self, listening: socket.socket) -> AsyncIterator[None]:
        app = Starlette(routes=[Route(path, self._pass_on, methods=["POST"]) for path in _PATHS])
        async with self._client, serve_on(app, listening):
            yield

    async def _pass_on(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _error(413, "request_too_large", "This request is too large.")
        document = _document(body)
        refusal = await self._refusal(document)
        if refusal:
            return _error(403, "permission_error", refusal)
        if await request.is_disconnected():  # while a person was asked; nobody would read what it costs
            return _error(529, "overloaded_error", "This request was given up.")
        try:
            answer = await self._client.send(self._outgoing(request, document), stream=True)
        except httpx.HTTPError:
            self._failed()
            return _error(529, "overloaded_error", UNREACHABLE)
        return await self._passed_back(answer)

    async def _refusal(self, document: dict[str, Any]) -> str | None:
        if not self.allows(str(document.get("model"))):
            return "This run may not use that model."
        if self.trouble == KEY_REFUSED or self._failures >= _MOST_FAILURES:
            return self.trouble
        if not await self._allowance.covers(self.meter):
            self.trouble = (
                f"This run reached its limit of ${self._allowance.usd:.2f} and was not allowed more. "
                "Click Retry to start it again."
            )
            return self.trouble
        return None

    def allows(self, model: str) -> bool:
        """Whether a request names our model: the very name, or what a family's name (`sonnet`) stands for."""
        wanted = self._settings.understudy_model.partition("[")[0]  # as in `opus[1m]`
        return model == wanted or ("-" not in wanted and model.startswith(f"claude-{wanted}-"))

    def _outgoing(self, request: Request, document: dict[str, Any]) -> httpx.Request:
        headers = {name: value for name, value in request.headers.items() if name in _PASSED_ON}
        return self._client.build_request(
            "POST",
            request.url.path,
            params=dict(request.query_params),
            headers={**headers, "accept-encoding": "identity"},
            content=json.dumps(self._secrets.for_model.strings_of(document)).encode(),
        )

    async def _passed_back(self, answer: httpx.Response) -> Response:
        if answer.status_code in _REFUSED_KEY:
            await answer.aclose()
            self.trouble = KEY_REFUSED
            # 403 whatever it was: the agent tries a 401 again and again.
            return _error(403, "permission_error", KEY_REFUSED)
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_MANY_REQUESTS:
            self._failed()
        else:
            self.trouble, self._failures = None, 0
        headers = {name: value for name, value in answer.headers.items() if name in _PASSED_BACK}
        return StreamingResponse(self._metered(answer), answer.status_code, headers)

    async def _metered(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        reader = AnswerReader()
        try:
            async for chunk in answer.aiter_bytes():
                reader.feed(chunk)
                yield chunk
        except httpx.HTTPError:
            self._failed()
            raise  # so that the connection is cut: half an answer must not look like a whole one
        finally:
            await answer.aclose()
            self._count(reader.close())

    def _count(self, usage: dict[str, Any]) -> None:
        self.meter.add(usage)
        self._tell_cost(self.meter.cost_usd)

    def _failed(self) -> None:
        self.trouble = UNREACHABLE
        self._failures += 1


def _key_headers(settings: ClaudeSettings) -> dict[str, str]:
    if settings.anthropic_auth_token:
        return {"authorization": f"Bearer {settings.anthropic_auth_token.get_secret_value()}"}
    if settings.anthropic_api_key:
        return {"x-api-key": settings.anthropic_api_key.get_secret_value()}
    return {}


async def _body(request: Request) -> bytes | None:
    """Return the request's body, None if it is too large to be passed on."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return None
    return bytes(body)


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _error(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"type": "error", "error": {"type": kind, "message": message}}, status)
