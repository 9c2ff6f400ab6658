"""A model that says what a test tells it to, over the real Messages API."""

import json
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
from playground.practice.answering import answer
from playground.practice.asked import ReadingAsked, read_request
from playground.practice.stream import Answer

KEY = "sk-the-workers-own-key"


def call(tool: str, **given: Any) -> dict[str, Any]:
    return {"type": "tool_use", "name": tool, "input": given}


def say(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def bash(command: str) -> dict[str, Any]:
    return call("Bash", command=command)


def step_done(step: int = 1, observed: str = "It worked.") -> dict[str, Any]:
    return call("mcp__run__step_finished", step=step, observed=observed)


def finish(summary: str = "All done.", *claims: dict[str, Any], succeeded: bool = True) -> dict[str, Any]:
    return call("mcp__run__run_finished", succeeded=succeeded, summary=summary, criteria=list(claims))


def claim(criterion: int, seen: str, *, holds: bool = True) -> dict[str, Any]:
    """What an agent says of one success criterion."""
    return {"criterion": criterion, "holds": holds, "seen": seen}


def reading(criterion: int, finding: str, quote: str = "", reason: str = "") -> dict[str, Any]:
    """What a second reader finds of one success criterion."""
    return {"criterion": criterion, "finding": finding, "quote": quote, "reason": reason}


@dataclass
class ScriptedModel:
    """Answers each request with the next turn; once they are used up it says goodbye."""

    turns: list[dict[str, Any]]
    key: str = KEY
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    readings: list[dict[str, Any]] | None = None  #: of the end of a run; None: the practice model reads it
    refused: int = 0  #: requests with another key

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/v1/messages", self._answer, methods=["POST"])])

    @property
    def received(self) -> str:
        """Everything that ever reached the model."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def _answer(self, request: Request) -> Response:
        if request.headers.get("x-api-key") != self.key:
            self.refused += 1
            return JSONResponse({"type": "error", "error": {"type": "authentication_error"}}, 401)
        body = await request.json()
        self.requests.append(body)
        if isinstance(read_request(body), ReadingAsked):
            return self._read(body)
        block = self.turns.pop(0) if self.turns else say("Goodbye.")
        if block["type"] == "tool_use":
            block = {**block, "id": f"toolu_{uuid.uuid4().hex}"}
        answer = Answer(f"msg_{len(self.requests)}", body["model"], [block], new_tokens=100, known_tokens=0)
        return StreamingResponse(answer.as_events(), media_type="text/event-stream")

    def _read(self, body: dict[str, Any]) -> Response:
        """Answer as the second reader of a run's end."""
        found = answer(body)
        if self.readings is not None:
            found = [{**found[0], "input": {"readings": self.readings}}]
        return JSONResponse(Answer("msg_reading", body["model"], found, 100, 0).as_json())


@contextmanager
def scripted(*turns: dict[str, Any], readings: list[dict[str, Any]] | None = None) -> Iterator[ScriptedModel]:
    model = ScriptedModel(list(turns), readings=readings)
    with serving(model.app()) as port:
        model.url = f"http://127.0.0.1:{port}"
        yield model
