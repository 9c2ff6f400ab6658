"""The way from a run to the model: adds the API key outside the wall and takes secrets out.

The run holds no key. It can only send messages, only to the model it was given, and only until its money
is spent. Every string of every request passes the redactor, each by itself, and pictures are left out: this
is the one road to the model, so nothing a tool printed can take another.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from worker.config import ClaudeSettings
from worker.execution.network.answer_reader import AnswerReader
from worker.execution.network.metering import Allowance, Estimate, Meter, price_of
from worker.execution.network.model_request import ModelRequest, NotPassedOn, read_request
from worker.execution.network.serving import serve_on
from worker.execution.secrecy.known_secrets import KnownSecrets

_MESSAGES, _COUNT_TOKENS = "/v1/messages", "/v1/messages/count_tokens"
_PASSED_ON = frozenset({"anthropic-version", "anthropic-beta", "content-type", "user-agent"})
_PASSED_BACK = frozenset({"content-type", "request-id", "retry-after"})
_REFUSED_KEY = frozenset({401, 403})
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500
_LARGEST_BODY = 32 << 20  # bytes; the API takes no more
_AT_A_TIME = 4  # requests; an agent asks one by one, and its helpers side by side
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
        self._places = asyncio.Semaphore(_AT_A_TIME)
        self._client = httpx.AsyncClient(
            base_url=settings.anthropic_base_url,
            headers=_key_headers(settings),
            timeout=httpx.Timeout(600, connect=10),
        )

    @asynccontextmanager
    async def serve(self, listening: socket.socket) -> AsyncIterator[None]:
        app = Starlette(routes=[Route(path, self, methods=["POST"]) for path in (_MESSAGES, _COUNT_TOKENS)])
        async with self._client, serve_on(app, listening):
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as an ASGI app."""
        request = Request(scope, receive)
        async with self._places:  # before the body is read: so many bodies are in memory at most
            try:
                asked = read_request(await _body(request), self._secrets.for_model.strings_of)
                await self._answer(request, asked, send)
            except NotPassedOn as refusal:
                await _error(refusal.status, refusal.kind, str(refusal))(scope, receive, send)

    async def _answer(self, request: Request, asked: ModelRequest, send: Send) -> None:
        self._check(asked)
        at_most = Estimate(0, 0) if request.url.path == _COUNT_TOKENS else asked.at_most
        async with self._allowance.spending(self.meter, at_most) as covered:
            if not covered:
                raise self._limit_reached()
            if await request.is_disconnected():  # while a person was asked; nobody would read what it costs
                raise NotPassedOn(529, "overloaded_error", "This request was given up.")
            reader = AnswerReader(at_most)
            answer = await self._sent(request, asked, reader)
            await self._pass_back(answer, reader, request, send)

    def _check(self, asked: ModelRequest) -> None:
        if not self.allows(asked.model):
            raise NotPassedOn(403, "permission_error", "This run may not use that model.")
        if self.trouble and (self.trouble == KEY_REFUSED or self._failures >= _MOST_FAILURES):
            raise NotPassedOn(403, "permission_error", self.trouble)

    def _limit_reached(self) -> NotPassedOn:
        self.trouble = (
            f"This run reached its limit of ${self._allowance.usd:.2f} and was not allowed more. "
            "Click Retry to start it again."
        )
        return NotPassedOn(403, "permission_error", self.trouble)

    def allows(self, model: str) -> bool:
        """Whether a request names our model: the very name, or what a family's name (`sonnet`) stands for."""
        wanted = self._settings.understudy_model.partition("[")[0]  # as in `opus[1m]`
        return model == wanted or ("-" not in wanted and model.startswith(f"claude-{wanted}-"))

    async def _sent(self, request: Request, asked: ModelRequest, reader: AnswerReader) -> httpx.Response:
        try:
            return await self._client.send(self._outgoing(request, asked), stream=True)
        except httpx.HTTPError:
            self._failed()
            raise NotPassedOn(529, "overloaded_error", UNREACHABLE) from None
        except asyncio.CancelledError:
            self._count(reader)  # what is on its way will be charged
            raise

    def _outgoing(self, request: Request, asked: ModelRequest) -> httpx.Request:
        headers = {name: value for name, value in request.headers.items() if name in _PASSED_ON}
        return self._client.build_request(
            "POST",
            request.url.path,
            params={"beta": "true"} if request.query_params.get("beta") == "true" else None,
            headers={**headers, "accept-encoding": "identity"},
            content=asked.content,
        )

    async def _pass_back(
        self, answer: httpx.Response, reader: AnswerReader, request: Request, send: Send
    ) -> None:
        try:
            await self._response(answer, reader)(request.scope, request.receive, send)
        finally:
            if answer.is_success:
                self._count(reader)  # whoever asked may be gone by now; what was made is charged
            await answer.aclose()

    def _response(self, answer: httpx.Response, reader: AnswerReader) -> Response:
        if answer.status_code in _REFUSED_KEY:
            self.trouble = KEY_REFUSED
            # 403 whatever it was: the agent tries a 401 again and again.
            return _error(403, "permission_error", KEY_REFUSED)
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_MANY_REQUESTS:
            self._failed()
        else:
            self.trouble, self._failures = None, 0
        headers = {name: value for name, value in answer.headers.items() if name in _PASSED_BACK}
        return StreamingResponse(self._read_by(reader, answer), answer.status_code, headers)

    async def _read_by(self, reader: AnswerReader, answer: httpx.Response) -> AsyncIterator[bytes]:
        try:
            async for chunk in answer.aiter_bytes():
                reader.feed(chunk)
                yield chunk
        except httpx.HTTPError:
            self._failed()
            raise  # so that the connection is cut: half an answer must not look like a whole one

    def _count(self, reader: AnswerReader) -> None:
        self.meter.add(reader.close())
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


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            raise NotPassedOn(413, "request_too_large", "This request is too large.")
    return bytes(body)


def _error(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"type": "error", "error": {"type": kind, "message": message}}, status)
