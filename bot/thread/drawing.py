"""Drawing one message: posted once, redrawn when it changed, posted anew when somebody deleted it."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from redis.exceptions import LockError

from bot.blocks.elements import Message
from bot.desk import Desk
from bot.slack import Place
from bot.slack_errors import MessageGone
from models.errors import TransientError

_DAY: Final = 24 * 3600
_LOCK_SECONDS: Final = 120


def draw(desk: Desk, place: Place, timestamp: str | None, message: Message) -> str:
    """Bring the message at `timestamp` up to date, or post it, and return its timestamp id."""
    digest = _digest(message)
    if timestamp and desk.redis.get(_drawn(timestamp)) == digest:
        return timestamp
    timestamp = _update_or_post(desk, place, timestamp, message)
    desk.redis.set(_drawn(timestamp), digest, ex=_DAY)
    return timestamp


@contextmanager
def only_writer(desk: Desk, row_id: uuid.UUID) -> Iterator[None]:
    """Hold other workers off the message of one row.

    Raises:
        TransientError: another one has been drawing it for very long.
    """
    lock = desk.redis.lock(
        f"understudy:writer:{row_id}", timeout=_LOCK_SECONDS, blocking_timeout=_LOCK_SECONDS, sleep=0.02
    )
    try:
        with lock:
            yield
    except LockError as error:
        raise TransientError("Another worker draws this message.") from error


def _update_or_post(desk: Desk, place: Place, timestamp: str | None, message: Message) -> str:
    if timestamp is not None:
        try:
            desk.slack.update(place, timestamp, message)
        except MessageGone:
            return desk.slack.post(place, message)
        return timestamp
    return desk.slack.post(place, message)


def _digest(message: Message) -> bytes:
    return hashlib.sha256(json.dumps([message.text, message.blocks]).encode()).hexdigest().encode()


def _drawn(timestamp: str) -> str:
    return f"understudy:drawn:{timestamp}"
