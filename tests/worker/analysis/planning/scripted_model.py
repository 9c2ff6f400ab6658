"""A Messages API that answers as a test says: enough of it for the real SDK and its command line."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground.loopback import serving
from playground.practice.stream import Answer

#: What the command line calls the tool through which a structured answer is given, and ours to look closer.
STRUCTURED = "StructuredOutput"
LOOK_CLOSER = "mcp__screencast__look_closer"


@dataclass(frozen=True)
class Looking:
    """The model takes a closer look before it answers."""

    arguments: dict[str, Any]


Reply = dict[str, Any] | Looking | int


@dataclass
class ScriptedModel:
    """Answers each request with the next entry: a plan, a look, an HTTP status, or {} for words only."""

    replies: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)  #: that begin a conversation
    bodies: list[dict[str, Any]] = field(default_factory=list)  #: of all requests
    looks: list[dict[str, Any]] = field(default_factory=list)  #: what came of each closer look
    looking: bool = False
    headers: list[dict[str, str]] = field(default_factory=list)

    async def respond(self, request: Request) -> Response:
        body = await request.json()
        self.bodies.append(body)
        results = [block for block in _last_content(body) if block.get("type") == "tool_result"]
        if results and not self.looking:
            return _streamed(body["model"], {"type": "text", "text": "Done."})
        if results:
            self.looks += results
        else:
            self.requests.append(body)
            self.headers.append(dict(request.headers))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        self.looking = isinstance(reply, Looking)
        if isinstance(reply, int):
            error = {"type": "error", "error": {"type": "api_error", "message": "scripted"}}
            return JSONResponse(error, status_code=reply)
        return _streamed(body["model"], _block(reply))

    def said(self, number: int) -> str:
        """Return all text of the last message of a request."""
        return "\n".join(block.get("text", "") for block in _last_content(self.requests[number]))


@contextmanager
def scripted_model(*replies: Reply) -> Iterator[tuple[ScriptedModel, str]]:
    """Serve a model; gives it and its base URL."""
    model = ScriptedModel(list(replies))
    app = Starlette(routes=[Route("/v1/messages", model.respond, methods=["POST"])])
    with serving(app) as port:
        yield model, f"http://127.0.0.1:{port}"


def _last_content(body: dict[str, Any]) -> list[dict[str, Any]]:
    content = [message for message in body["messages"] if message["role"] == "user"][-1]["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _block(reply: dict[str, Any] | Looking) -> dict[str, Any]:
    if isinstance(reply, Looking):
        return _use(LOOK_CLOSER, reply.arguments)
    return _use(STRUCTURED, reply) if reply else {"type": "text", "text": "I would rather not."}


def _use(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"type": "tool_use", "id": f"toolu_{uuid.uuid4().hex[:24]}", "name": tool, "input": arguments}


def _streamed(model: str, block: dict[str, Any]) -> StreamingResponse:
    answer = Answer(f"msg_{uuid.uuid4().hex[:24]}", model, [block], new_tokens=100, known_tokens=0)
    return StreamingResponse(answer.as_events(), media_type="text/event-stream")
