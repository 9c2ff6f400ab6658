"""Writes down what the app called and what was delivered to it, as JSON lines and without tokens."""

import json
import time
from pathlib import Path
from typing import Final

from playground.slack.wire import Payload

#: The keys under which Slack's protocols carry tokens.
TOKENS: Final = frozenset({"token", "access_token", "bot_access_token"})


class Recorder:
    """Appends to a file; does nothing without one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # what people type into a dialog is in it

    def call(self, method: str, arguments: Payload) -> None:
        """Record a Web API call."""
        self._write({"kind": "call", "method": method, "arguments": arguments})

    def delivery(self, kind: str, payload: Payload, attempt: int) -> None:
        """Record a payload on its way to the app; `attempt` 0 is the first."""
        self._write({"kind": "delivery", "type": kind, "attempt": attempt, "payload": payload})

    def acknowledgement(self, kind: str, seconds: float) -> None:
        """Record how long the app took to acknowledge what a person did."""
        self._write({"kind": "ack", "type": kind, "seconds": seconds})

    def response(self, payload: Payload) -> None:
        """Record what the app sent to a `response_url`."""
        self._write({"kind": "response", "payload": payload})

    def _write(self, entry: Payload) -> None:
        if self._path:
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"time": time.time(), **_without_tokens(entry)}) + "\n")


def _without_tokens(entry: Payload) -> Payload:
    return {
        key: _without_tokens(value) if isinstance(value, dict) else value
        for key, value in entry.items()
        if key not in TOKENS
    }
