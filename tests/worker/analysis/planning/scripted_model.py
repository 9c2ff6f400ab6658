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

Reply = dict[str, Any] | int
#: What the command line calls the tool through which a structured answer is given.
STRUCTURED = "StructuredOutput"


@dataclass
class ScriptedModel:
    """Answers each request with the next entry: a plan, an HTTP status, or {} for words only."""

    replies: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def respond(self, request: Request) -> Response:
        body = await request.json()
        if any(block.get("type") == "tool_result" for block in _last_content(body)):
            return _streamed(body["model"], {"type": "text", "text": "Done."})
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
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


def _block(reply: dict[str, Any]) -> dict[str, Any]:
    if not reply:
        return {"type": "text", "text": "I would rather not."}
    return {"type": "tool_use", "id": f"toolu_{uuid.uuid4().hex[:24]}", "name": STRUCTURED, "input": reply}


def _streamed(model: str, block: dict[str, Any]) -> StreamingResponse:
    answer = Answer(f"msg_{uuid.uuid4().hex[:24]}", model, [block], new_tokens=100, known_tokens=0)
    return StreamingResponse(answer.as_events(), media_type="text/event-stream")
