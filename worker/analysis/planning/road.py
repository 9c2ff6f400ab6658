"""The planner's road to the model: it holds the key, and lets pictures pass as far as rations reach."""

import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from worker.analysis.planning.rations import Rations
from worker.config import ClaudeSettings
from worker.network.metering import Estimate
from worker.network.model_request import ModelRequest, NotPassedOn
from worker.network.model_service import ModelService
from worker.network.serving import serve_on

_PASSED_BACK = frozenset({"content-type", "request-id", "retry-after"})
_UNCOUNTED = Estimate(0, 0)  # the command line tells the cost itself


class Road:
    """The way of one conversation to the model."""

    def __init__(self, settings: ClaudeSettings, rations: Rations, reserved: Callable[[], int]) -> None:
        """`reserved` tells the image tokens that are kept for looks to come."""
        self._service = ModelService(settings)
        self._rations = rations
        self._reserved = reserved

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Be there until the block ends; gives the base URL to ask."""
        app = Starlette(routes=[Route("/v1/messages", self._answer, methods=["POST"])])
        with socket.create_server(("127.0.0.1", 0)) as listening:
            async with self._service.client, serve_on(app, listening):
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"

    async def _answer(self, request: Request) -> Response:
        asked = await request.json()
        serving = self._rations.serve(asked.get("messages"), self._reserved())
        content = json.dumps({**asked, "messages": serving.messages}).encode()
        try:
            answer = await self._service.ask(request, ModelRequest(asked["model"], content, _UNCOUNTED))
        except NotPassedOn as refusal:
            error = {"type": refusal.kind, "message": str(refusal)}
            return JSONResponse({"type": "error", "error": error}, refusal.status)
        if answer.is_success:
            self._rations.pay(serving)
        return self._passed_back(answer)

    def _passed_back(self, answer: httpx.Response) -> Response:
        headers = {name: value for name, value in answer.headers.items() if name in _PASSED_BACK}
        closing = BackgroundTask(answer.aclose)
        return StreamingResponse(self._service.read(answer), answer.status_code, headers, background=closing)
