"""The way from a run to the model: adds the API key outside the wall and takes secrets out.

The run holds no key. It can only send messages, only to the model it was given, and only until its money
is spent. Every string of every request passes the redactor: this is the one road to the model, so nothing
a tool printed can take another.
"""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from worker.config import WorkerSettings
from worker.execution.metering import AnswerReader, Meter, price_of
from worker.execution.redaction import Redactor
from worker.execution.serving import serve_on

_PASSED_ON = frozenset({"anthropic-version", "anthropic-beta", "content-type", "user-agent"})
_PASSED_BACK = frozenset({"content-type", "request-id", "retry-after"})
_REFUSED_KEY = frozenset({401, 403})

KEY_REFUSED = (
    "The model service refused this worker's key. "
    "An operator has to check ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN); then click Retry."
)
UNREACHABLE = "The model service is away or overloaded. Click Retry in a few minutes."
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


class ModelGateway:
    """One run's road to the model."""

    def __init__(self, settings: WorkerSettings, redactor: Redactor, allowance_usd: float) -> None:
        self.meter = Meter(price_of(settings.understudy_model))
        self.trouble: str | None = None  #: why the model stopped answering, for people
        self._settings = settings
        self._redactor = redactor
        self._allowance_usd = allowance_usd
        self._client = httpx.AsyncClient(
            base_url=settings.anthropic_base_url,
            headers=_key_headers(settings),
            timeout=httpx.Timeout(600, connect=10),
        )

    @asynccontextmanager
    async def serve(self, listening: socket.socket) -> AsyncIterator[None]:
        paths = ("/v1/messages", "/v1/messages/count_tokens")
        app = Starlette(routes=[Route(path, self._pass_on, methods=["POST"]) for path in paths])
        async with self._client, serve_on(app, listening):
            yield

    async def _pass_on(self, request: Request) -> Response:
        document = await _document(request)
        refusal = self._refusal(document)
        if refusal:
            return _error(403, "permission_error", refusal)
        try:
            answer = await self._client.send(self._outgoing(request, document), stream=True)
        except httpx.HTTPError:
            self.trouble = UNREACHABLE
            return _error(529, "overloaded_error", UNREACHABLE)
        return await self._passed_back(answer)

    def _refusal(self, document: dict[str, Any]) -> str | None:
        if not self.allows(str(document.get("model"))):
            return "This run may not use that model."
        if self.meter.cost_usd >= self._allowance_usd:
            self.trouble = (
                f"This run reached its limit of ${self._allowance_usd:.2f}. "
                "An operator can raise RUN_COST_USD; then click Retry."
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
            content=json.dumps(self._redactor.strings_of(document)).encode(),
        )

    async def _passed_back(self, answer: httpx.Response) -> Response:
        if answer.status_code in _REFUSED_KEY:
            await answer.aclose()
            self.trouble = KEY_REFUSED
            # 403 whatever it was: the agent tries a 401 again and again.
            return _error(403, "permission_error", KEY_REFUSED)
        overloaded = answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_MANY_REQUESTS
        self.trouble = UNREACHABLE if overloaded else None
        headers = {name: value for name, value in answer.headers.items() if name in _PASSED_BACK}
        return StreamingResponse(self._metered(answer), answer.status_code, headers)

    async def _metered(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        reader = AnswerReader()
        try:
            async for chunk in answer.aiter_bytes():
                reader.feed(chunk)
                yield chunk
        finally:
            await answer.aclose()
            self.meter.add(reader.close())


def _key_headers(settings: WorkerSettings) -> dict[str, str]:
    if settings.anthropic_auth_token:
        return {"authorization": f"Bearer {settings.anthropic_auth_token.get_secret_value()}"}
    if settings.anthropic_api_key:
        return {"x-api-key": settings.anthropic_api_key.get_secret_value()}
    return {}


async def _document(request: Request) -> dict[str, Any]:
    try:
        document = json.loads(await request.body())
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _error(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"type": "error", "error": {"type": kind, "message": message}}, status)
