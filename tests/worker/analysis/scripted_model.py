"""A Messages API that answers as a test says: enough of it for the real SDK and its command line."""

import json
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground.loopback import serving

Answer = dict[str, Any] | int
#: What the command line calls the tool through which a structured answer is given.
STRUCTURED = "StructuredOutput"


@dataclass
class ScriptedModel:
    """Answers each request with the next entry: a plan, an HTTP status, or {} for words only."""

    answers: list[Answer]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def respond(self, request: Request) -> Response:
        body = await request.json()
        if any(block.get("type") == "tool_result" for block in _last_content(body)):
            return _streamed(body["model"], {"type": "text", "text": "Done."})
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, int):
            error = {"type": "error", "error": {"type": "api_error", "message": "scripted"}}
            return JSONResponse(error, status_code=answer)
        return _streamed(body["model"], _block(answer))

    def said(self, number: int) -> str:
        """Return all text of the last message of a request."""
        return "\n".join(block.get("text", "") for block in _last_content(self.requests[number]))


@contextmanager
def scripted_model(*answers: Answer) -> Iterator[tuple[ScriptedModel, str]]:
    """Serve a model; gives it and its base URL."""
    model = ScriptedModel(list(answers))
    app = Starlette(routes=[Route("/v1/messages", model.respond, methods=["POST"])])
    with serving(app) as port:
        yield model, f"http://127.0.0.1:{port}"


def _last_content(body: dict[str, Any]) -> list[dict[str, Any]]:
    content = [message for message in body["messages"] if message["role"] == "user"][-1]["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _block(answer: dict[str, Any]) -> dict[str, Any]:
    if not answer:
        return {"type": "text", "text": "I would rather not."}
    return {"type": "tool_use", "id": f"toolu_{uuid.uuid4().hex[:24]}", "name": STRUCTURED, "input": answer}


def _streamed(model: str, block: dict[str, Any]) -> StreamingResponse:
    return StreamingResponse(_events(model, block), media_type="text/event-stream")


async def _events(model: str, block: dict[str, Any]) -> AsyncIterator[str]:
    usage = {"input_tokens": 100, "output_tokens": 1}
    message: dict[str, Any] = {
        "id": f"msg_{uuid.uuid4().hex[:24]}", "type": "message", "role": "assistant", "model": model,
        "content": [], "stop_reason": None, "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    is_tool = block["type"] == "tool_use"
    empty: dict[str, Any] = {**block, "input": {}} if is_tool else {**block, "text": ""}
    delta: dict[str, Any] = (
        {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        if is_tool
        else {"type": "text_delta", "text": block["text"]}
    )
    yield _event("message_start", message=message)
    yield _event("content_block_start", index=0, content_block=empty)
    yield _event("content_block_delta", index=0, delta=delta)
    yield _event("content_block_stop", index=0)
    stop = {"stop_reason": "tool_use" if is_tool else "end_turn", "stop_sequence": None}
    yield _event("message_delta", delta=stop, usage={"output_tokens": 20})
    yield _event("message_stop")


def _event(kind: str, **told: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **told})}\n\n"
