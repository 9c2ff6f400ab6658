"""A workplace to measure, with a practice model that notes how large the first request of a run was."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.analysis import PRACTICE_MODEL
from models.session import open_engine
from playground.loopback import serving
from playground.practice.server import create_practice_model
from playground.settings import PlaygroundSettings
from playground.slack.client import SlackPerson
from playground.state import passing_state
from playground.workplace import Workplace, open_workplace
from tests.stories.telling import Story

_KEY = "bench-key"
_CHARACTERS_PER_TOKEN = 4  # of JSON; an estimate


@dataclass
class RequestSizes:
    """Estimated prompt tokens of the first request of every run."""

    tokens: list[float] = field(default_factory=list)

    def note(self, body: bytes) -> None:
        request = json.loads(body)
        is_first = all(message["role"] != "assistant" for message in request["messages"])
        if request.get("tools") and is_first:
            prompt = [request.get("system"), request["tools"], request["messages"]]
            self.tokens.append(len(json.dumps(prompt)) / _CHARACTERS_PER_TOKEN)


@dataclass(frozen=True)
class Measured:
    """What the measurements work with."""

    workplace: Workplace
    story: Story
    rows: Engine
    recording: Path
    sizes: RequestSizes


@contextmanager
def measured_workplace() -> Iterator[Measured]:
    sizes = RequestSizes()
    with passing_state() as state, _practice(sizes):
        recording = state / "calls.jsonl"
        settings = PlaygroundSettings(state, port=0, record=recording, share_sample=False)
        with open_workplace(settings) as workplace, SlackPerson(workplace.page, "U0ANA") as ana:
            ana.wait_for_app()
            rows = open_engine(workplace.environment["DATABASE_URL"])
            yield Measured(workplace, Story(workplace, rows, ana), rows, recording, sizes)
            rows.dispose()


@contextmanager
def _practice(sizes: RequestSizes) -> Iterator[None]:
    """Serve the practice model as if it were Claude, so that the workplace takes it from the environment."""
    with serving(_Noting(create_practice_model(_KEY), sizes)) as port:
        os.environ["ANTHROPIC_API_KEY"] = _KEY
        os.environ["ANTHROPIC_BASE_URL"] = f"http://127.0.0.1:{port}"
        os.environ["UNDERSTUDY_MODEL"] = PRACTICE_MODEL
        yield


class _Noting:
    """Notes the size of what passes through to an application."""

    def __init__(self, app: ASGIApp, sizes: RequestSizes) -> None:
        self._app = app
        self._sizes = sizes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()

        async def listening() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        await self._app(scope, listening, send)
        if scope["type"] == "http" and scope["path"] == "/v1/messages":
            self._sizes.note(bytes(body))
