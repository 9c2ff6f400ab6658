"""The way from a run to the model: takes secrets out, and counts what answers cost.

The run holds no key. It can only send messages, only to the model it was given, and only until its money
is spent. Every string of every request passes the redactor, each by itself, and pictures are left out: this
is the one road to the model, so nothing a tool printed can take another.
"""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from worker.config import ClaudeSettings
from worker.network.answer_reader import AnswerReader
from worker.network.metering import Allowance, Estimate, Meter, Spent, price_of
from worker.network.model_request import ModelRequest, NotPassedOn, read_request
from worker.network.model_service import ModelService
from worker.network.serving import serve_on

_MESSAGES, _COUNT_TOKENS = "/v1/messages", "/v1/messages/count_tokens"
_PASSED_BACK: Final = frozenset({"content-type", "request-id", "retry-after"})
_LARGEST_BODY = 32 << 20  # bytes; the API takes no more
_AT_A_TIME: Final = 4  # requests; an agent asks one by one, and little else asks beside it


class ModelGateway:
    """One run's road to the model."""

    def __init__(
        self,
        settings: ClaudeSettings,
        redacted: Callable[[object], object],
        allowance: Allowance,
        spent_usd: float,
        tell_cost: Callable[[float], None],
    ) -> None:
        """`redacted` takes out of parsed JSON what the model must not read, with the secrets known by then.

        `spent_usd`: by earlier attempts at the same run; `tell_cost` hears the sum after each answer.
        """
        self.meter = Meter(price_of(settings.understudy_model), cost_usd=spent_usd)
        self._model = settings.understudy_model
        self._service = ModelService(settings)
        self._redacted = redacted
        self._allowance = allowance
        self._tell_cost = tell_cost
        self._places = asyncio.Semaphore(_AT_A_TIME)

    @property
    def trouble(self) -> str | None:
        """Why the model stopped answering, for people."""
        return self._allowance.refusal or self._service.trouble

    @asynccontextmanager
    async def serve(self, listening: socket.socket) -> AsyncIterator[None]:
        app = Starlette(routes=[Route(path, self, methods=["POST"]) for path in (_MESSAGES, _COUNT_TOKENS)])
        async with self._service.client, serve_on(app, listening):
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as an ASGI app."""
        request = Request(scope, receive)
        async with self._places:  # before the body is read: so many bodies are in memory at most
            try:
                asked = read_request(await _body(request), self._redacted)
                await self._answer(request, asked, send)
            except NotPassedOn as refusal:
                await _error(refusal)(scope, receive, send)
            except Spent as spent:
                await _error(NotPassedOn(403, "permission_error", str(spent)))(scope, receive, send)

    def allows(self, model: str) -> bool:
        """Whether a request names our model: the very name, or what a family's name (`sonnet`) stands for."""
        wanted = self._model.partition("[")[0]  # as in `opus[1m]`
        return model == wanted or ("-" not in wanted and _of_family(wanted).fullmatch(model) is not None)

    async def _answer(self, request: Request, asked: ModelRequest, send: Send) -> None:
        if not self.allows(asked.model):
            raise NotPassedOn(403, "permission_error", "This run may not use that model.")
        self._service.require_hope()
        at_most = Estimate(0, 0) if request.scope["path"] == _COUNT_TOKENS else asked.at_most
        async with self._allowance.spending(self.meter, at_most):
            if await request.is_disconnected():  # while a person was asked; nobody would read what it costs
                raise NotPassedOn(529, "overloaded_error", "This request was given up.")
            reader = AnswerReader(at_most)
            answer = await self._begun(request, asked, reader)
            await self._pass_back(answer, reader, request, send)

    async def _begun(self, request: Request, asked: ModelRequest, reader: AnswerReader) -> httpx.Response:
        try:
            return await self._service.ask(request, asked)
        except asyncio.CancelledError:
            self._count(reader)  # what is on its way will be charged
            raise

    async def _pass_back(
        self, answer: httpx.Response, reader: AnswerReader, request: Request, send: Send
    ) -> None:
        headers = {name: value for name, value in answer.headers.items() if name in _PASSED_BACK}
        response = StreamingResponse(self._read_by(reader, answer), answer.status_code, headers)
        try:
            await response(request.scope, request.receive, send)
        finally:
            if answer.is_success:
                self._count(reader)  # whoever asked may be gone by now; what was made is charged
            await answer.aclose()

    async def _read_by(self, reader: AnswerReader, answer: httpx.Response) -> AsyncIterator[bytes]:
        async for chunk in self._service.read(answer):
            reader.feed(chunk)
            yield chunk

    def _count(self, reader: AnswerReader) -> None:
        self.meter.add(reader.close(), reader.at_most)
        self._tell_cost(self.meter.cost_usd)


def _of_family(name: str) -> re.Pattern[str]:
    return re.compile(rf"claude-{re.escape(name)}(-\d{{1,8}})+")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            raise NotPassedOn(413, "request_too_large", "This request is too large.")
    return bytes(body)


def _error(refusal: NotPassedOn) -> JSONResponse:
    error = {"type": refusal.kind, "message": str(refusal)}
    return JSONResponse({"type": "error", "error": error}, refusal.status)
