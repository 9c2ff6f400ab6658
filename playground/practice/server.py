"""The Messages API on loopback: ``create_practice_model(key)`` gives an ASGI application."""

import hmac
import json
import uuid
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground.practice.answering import answer
from playground.practice.content import Json, objects
from playground.practice.recorder import Recorder
from playground.practice.stream import Answer, tokens_in


def create_practice_model(api_key: str, record: Path | None = None) -> Starlette:
    """The practice model for whoever has `api_key`; every request it gets is written to `record`."""
    model = Starlette(
        routes=[
            Route("/v1/messages", _messages, methods=["POST"]),
            Route("/v1/messages/count_tokens", _count_tokens, methods=["POST"]),
            Route("/api/hello", _hello, methods=["GET"]),  # HEAD comes with it
        ]
    )
    model.state.api_key = api_key
    model.state.recorder = Recorder(record)
    return model


async def _messages(request: Request) -> Response:
    if not _has_key(request):
        return _error(HTTPStatus.UNAUTHORIZED, "authentication_error", "invalid x-api-key")
    body = await _read(request)
    messages = objects(body.get("messages")) if body else []
    if body is None or not messages:
        return _error(HTTPStatus.BAD_REQUEST, "invalid_request_error", "messages: a list is required")
    said = Answer(
        id=f"msg_{uuid.uuid4().hex}",
        model=str(body.get("model", "practice")),
        content=answer(body),
        new_tokens=tokens_in(messages[-1]),
        known_tokens=tokens_in([body.get("system"), body.get("tools"), messages[:-1]]),
    )
    if body.get("stream"):
        return StreamingResponse(said.as_events(), media_type="text/event-stream")
    return JSONResponse(said.as_json())


async def _count_tokens(request: Request) -> Response:
    if not _has_key(request):
        return _error(HTTPStatus.UNAUTHORIZED, "authentication_error", "invalid x-api-key")
    body = await _read(request)
    if body is None:
        return _error(HTTPStatus.BAD_REQUEST, "invalid_request_error", "the body is not a JSON object")
    return JSONResponse({"input_tokens": tokens_in(body)})


async def _hello(_: Request) -> Response:
    return JSONResponse({"model": "practice"})


async def _read(request: Request) -> Json | None:
    raw = await request.body()
    recorder: Recorder = request.app.state.recorder
    recorder.request(str(request.url), request.headers, raw)
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _has_key(request: Request) -> bool:
    given = request.headers.get("x-api-key", "")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    key: str = request.app.state.api_key
    return any(hmac.compare_digest(one.encode(), key.encode()) for one in (given, bearer))


def _error(status: HTTPStatus, kind: str, message: str) -> Response:
    problem = {"type": "error", "error": {"type": kind, "message": message}}
    return JSONResponse(problem, status_code=status)
