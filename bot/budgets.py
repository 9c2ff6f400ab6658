"""How often each Web API method may be called, counted in Redis for every process of the bot together."""

import time
from dataclasses import dataclass
from typing import Final, cast

from redis import Redis
from redis.exceptions import RedisError

from models.errors import TransientError


@dataclass(frozen=True)
class Budget:
    """A steady rate with room for a burst; a little under what Slack documents for the method's tier."""

    per_minute: int
    burst: int

    @property
    def spacing(self) -> int:
        """Milliseconds between calls at the steady rate."""
        return 60_000 // self.per_minute


#: Every method the bot calls; a method that is not here cannot be called.
BUDGETS: Final = {
    "auth.test": Budget(per_minute=100, burst=20),
    "chat.postMessage": Budget(per_minute=55, burst=4),  # Slack counts it per channel, and so do we
    "chat.postEphemeral": Budget(per_minute=90, burst=20),
    "chat.update": Budget(per_minute=45, burst=10),
    "views.open": Budget(per_minute=90, burst=40),
    "views.update": Budget(per_minute=90, burst=20),
    "files.info": Budget(per_minute=90, burst=20),
    "files.getUploadURLExternal": Budget(per_minute=90, burst=30),
    "files.completeUploadExternal": Budget(per_minute=90, burst=30),
}

#: Seconds after which a method is of no use any more, whatever the patience: a trigger lives for three.
_USELESS_AFTER: Final = {"views.open": 2.0}

# The generic cell rate algorithm: one number per budget, the time at which it would be wholly unused again.
# Redis' own clock, because the processes' clocks may differ.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local unused_at = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = unused_at - tonumber(ARGV[2]) - now
if wait > 0 then return wait end
redis.call('SET', KEYS[1], unused_at + ARGV[1], 'PX', ARGV[1] + ARGV[2] + 1000)
return 0
"""

_PAUSE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('SET', KEYS[1], now + ARGV[1] + ARGV[2], 'PX', ARGV[1] + ARGV[2] + 1000)
"""


@dataclass(frozen=True)
class Budgets:
    """The budgets of one process: what it takes, the others no longer have."""

    redis: Redis
    patience: float  #: seconds that a call may be held back before it is given up

    def take(self, method: str, scope: str = "") -> None:
        """Wait for room in the budget of `method` and use it.

        Raises:
            TransientError: there is no room within `patience`, or Redis does not answer.
        """
        give_up_at = time.monotonic() + min(self.patience, _USELESS_AFTER.get(method, self.patience))
        while wait := self._ask(method, scope):
            if time.monotonic() + wait > give_up_at:
                raise TransientError(f"Slack allows no more {method} for {wait:.0f} seconds.")
            time.sleep(wait)

    def pause(self, method: str, seconds: float, scope: str = "") -> None:
        """Keep every process from calling `method` for a while, because Slack said so."""
        slack = BUDGETS[method].spacing * BUDGETS[method].burst
        self._run(_PAUSE, _key(method, scope), int(seconds * 1000), slack)

    def _ask(self, method: str, scope: str) -> float:
        budget = BUDGETS[method]
        return self._run(_TAKE, _key(method, scope), budget.spacing, budget.spacing * budget.burst) / 1000

    def _run(self, script: str, key: str, *numbers: int) -> int:
        try:
            return cast("int", self.redis.eval(script, 1, key, *map(str, numbers)) or 0)
        except RedisError as error:
            raise TransientError("Redis does not answer.") from error


def _key(method: str, scope: str) -> str:
    return f"understudy:budget:{method}:{scope}"
