"""How often a run's card is redrawn: live enough, and within what Slack allows all cards together."""

import time
import uuid
from typing import Final

from redis import Redis

from bot.budgets import BUDGETS

_FASTEST: Final = 1.2  #: seconds between two pictures of one card
_LONGEST_NAP: Final = 1.5  #: seconds a worker is kept from other work


def interval(active_runs: int) -> float:
    """Return the seconds between two pictures of one card: a fair share of what all may use."""
    return max(_FASTEST, 60 * active_runs / BUDGETS["chat.update"].per_minute)


def wait_for_turn(redis: Redis, run_id: uuid.UUID) -> bool:
    """Sleep until the card may be drawn again; False if that is too long to sleep through."""
    remaining = redis.pttl(_turn(run_id)) / 1000
    if remaining > 0:
        time.sleep(min(remaining, _LONGEST_NAP))
    return remaining <= _LONGEST_NAP


def take_turn(redis: Redis, run_id: uuid.UUID, seconds: float) -> None:
    """Note that the card was drawn now, and may be again in `seconds`."""
    redis.set(_turn(run_id), 1, px=int(seconds * 1000))


def _turn(run_id: uuid.UUID) -> str:
    return f"understudy:turn:{run_id}"
