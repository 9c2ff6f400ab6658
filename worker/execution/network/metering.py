"""What a run spends on the model, read from the answers as they pass."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from models.analysis import PRACTICE_MODEL

_MILLION = 1_000_000

#: Is asked when an allowance (US dollars) is spent; returns the new one, or no more than the old one to stop.
AtLimit = Callable[[float], Awaitable[float]]


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens."""

    input: float
    output: float

    def charged(self, counted_usd: float) -> float:
        """Return what of somebody else's count was really charged: others count free models as well."""
        return counted_usd if self.input or self.output else 0.0


# Used to stop a run that spends too much, so an unknown model counts as the dearest.
_PRICES = {"haiku": Price(1, 5), "sonnet": Price(3, 15), PRACTICE_MODEL: Price(0, 0)}
_DEAREST = Price(15, 75)


def price_of(model: str) -> Price:
    return next((price for family, price in _PRICES.items() if family in model), _DEAREST)


@dataclass
class Meter:
    """Adds up the tokens of every answer of one run."""

    price: Price
    input_tokens: int = 0  #: everything read: new, written to a cache, and read from one
    output_tokens: int = 0
    cost_usd: float = 0.0

    def add(self, usage: dict[str, Any]) -> None:
        """Count a `usage` object of the Messages API."""
        fresh = int(usage.get("input_tokens") or 0)
        cached = int(usage.get("cache_read_input_tokens") or 0)
        stored = int(usage.get("cache_creation_input_tokens") or 0)
        written = int(usage.get("output_tokens") or 0)
        self.input_tokens += fresh + cached + stored
        self.output_tokens += written
        weighted = fresh + 0.1 * cached + 1.25 * stored
        self.cost_usd += (weighted * self.price.input + written * self.price.output) / _MILLION

    @property
    def told(self) -> str:
        """What was counted, for people."""
        return f"The model read {self.input_tokens:,} tokens and wrote {self.output_tokens:,}."


class Allowance:
    """What one run may spend. Once it is spent somebody decides about more, and everything else waits."""

    def __init__(self, usd: float, at_limit: AtLimit) -> None:
        self.usd = usd
        self._at_limit = at_limit
        self._final = False
        self._deciding = asyncio.Lock()

    async def covers(self, meter: Meter) -> bool:
        """Whether there is money left, perhaps after a decision. "No" is asked for once and stays."""
        async with self._deciding:
            while meter.cost_usd >= self.usd and not self._final:
                decided = await self._at_limit(self.usd)
                self._final = decided <= self.usd
                self.usd = max(self.usd, decided)
        return meter.cost_usd < self.usd


class AnswerReader:
    """Finds the usage in one answer, whether it is streamed as events or sent as one document."""

    def __init__(self) -> None:
        self._unread = b""
        self._usage: dict[str, Any] = {}

    def feed(self, chunk: bytes) -> None:
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            self._read(line)

    def close(self) -> dict[str, Any]:
        """Return the usage; empty if the answer told none."""
        self._read(self._unread)
        return self._usage

    def _read(self, line: bytes) -> None:
        if b'"usage"' not in line:
            return
        try:
            document = json.loads(line.removeprefix(b"data:"))
        except ValueError:
            return
        # A later count replaces an earlier one: output tokens are told as they grow.
        for part in (document.get("message"), document):
            if isinstance(part, dict) and isinstance(part.get("usage"), dict):
                self._usage |= {name: count for name, count in part["usage"].items() if count is not None}
