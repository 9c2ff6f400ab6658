"""Trigger ids: a person's click lets the app open one modal, and only within three seconds."""

import secrets
import time

from playground.slack.wire import ApiError


class Triggers:
    """Each trigger belongs to one person and can be exchanged once."""

    def __init__(self, lifetime: float) -> None:
        self._lifetime = lifetime
        self._issued: dict[str, tuple[str, float]] = {}
        self._exchanged: set[str] = set()

    def issue(self, user: str) -> str:
        trigger = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[trigger] = (user, time.monotonic() + self._lifetime)
        return trigger

    def exchange(self, trigger: str) -> str:
        """Return the person whose click this was.

        Raises:
            ApiError: when it is unknown, was used before or is too old.
        """
        if trigger in self._exchanged:
            raise ApiError("exchanged_trigger_id")
        if trigger not in self._issued:
            raise ApiError("invalid_trigger_id")
        user, deadline = self._issued[trigger]
        if time.monotonic() > deadline:
            raise ApiError("expired_trigger_id")
        self._exchanged.add(trigger)
        return user
