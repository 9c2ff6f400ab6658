"""Rate limits by method, as Slack documents its tiers."""

import math
import time
from collections.abc import Mapping
from typing import Final

from playground.slack.settings import Rate

#: Slack names a minimum per minute and says that bursts are tolerated, without a figure: the bursts are ours.
TIER_3: Final = Rate(50, 20)
TIER_4: Final = Rate(100, 40)
POSTING: Final = Rate(60, 8)


class RateLimits:
    """A bucket of tokens per method, and per channel where Slack counts by channel."""

    def __init__(self, overrides: Mapping[str, Rate]) -> None:
        self._overrides = overrides
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, method: str, rate: Rate, channel: str | None) -> int | None:
        """Count one call; return the seconds to wait when it is one too many."""
        rate = self._overrides.get(method, rate)
        key = f"{method} {channel}" if channel else method
        now = time.monotonic()
        tokens, since = self._buckets.get(key, (float(rate.burst), now))
        tokens = min(rate.burst, tokens + (now - since) * rate.per_minute / 60)
        if tokens < 1:
            self._buckets[key] = (tokens, now)
            return max(1, math.ceil((1 - tokens) * 60 / rate.per_minute))
        self._buckets[key] = (tokens - 1, now)
        return None
