"""What travels on Slack's wire: payloads, identifiers, timestamps and error codes."""

import secrets
import string
import time
from typing import Any, TypeAlias

#: A JSON object in Slack's own shape. Slack's payloads are open-ended by design, so they are not modelled
#: field by field: what must hold of them is checked against the published schemas.
Payload: TypeAlias = dict[str, Any]

ALPHABET = string.ascii_uppercase + string.digits


class ApiError(Exception):
    """A Web API call that is answered with one of Slack's documented error codes."""

    def __init__(self, code: str, *messages: str, **extra: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.extra = extra

    def response(self) -> Payload:
        response: Payload = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            response["response_metadata"] = {"messages": [f"[ERROR] {each}" for each in self.messages]}
        return response


def new_id(prefix: str) -> str:
    """Return a fresh identifier such as "F7QK2M0A1BC"."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(10))


class Clock:
    """Gives Slack timestamps: seconds with six decimals, unique and ascending."""

    def __init__(self) -> None:
        self._last = 0

    def timestamp(self) -> str:
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
