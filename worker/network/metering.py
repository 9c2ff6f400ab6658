"""What a run spends on the model, read from the answers as they pass."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from models.analysis import PRACTICE_MODEL
from models.errors import UserError

_MILLION = 1_000_000
_WEB_SEARCH_USD = 0.01
_ORDINARY_ANSWER = 1000  # tokens; few are longer

#: Is told an allowance and what it takes to go on (US dollars, all of the run counted); returns a higher one,
#: or raises `Spent`.
AtLimit = Callable[[float, float], Awaitable[float]]


class Spent(UserError):  # noqa: N818 - reads as what it says
    """This run has spent what it may. Click Retry to start it again."""


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


@dataclass(frozen=True)
class Estimate:
    """The tokens that answering a request may take at most, guessed before it is answered."""

    input_tokens: int
    output_tokens: int


@dataclass
class Meter:
    """Adds up the tokens of every answer of one run."""

    price: Price
    input_tokens: int = 0  #: everything read: new, written to a cache, and read from one
    output_tokens: int = 0
    cost_usd: float = 0.0
    _tokens_per_guessed: float = 1.0  #: of what was read; never taken for less than was guessed

    def add(self, usage: dict[str, Any], guessed: Estimate | None = None) -> None:
        """Count a `usage` object of the Messages API; `guessed` is what was expected of that request."""
        fresh = int(usage.get("input_tokens") or 0)
        cached = int(usage.get("cache_read_input_tokens") or 0)
        stored = int(usage.get("cache_creation_input_tokens") or 0)
        written = int(usage.get("output_tokens") or 0)
        for_an_hour = _count(usage, "cache_creation", "ephemeral_1h_input_tokens")
        searches = _count(usage, "server_tool_use", "web_search_requests")
        self.input_tokens += fresh + cached + stored
        if guessed and guessed.input_tokens:
            self._tokens_per_guessed = max(1.0, (fresh + cached + stored) / guessed.input_tokens)
        self.output_tokens += written
        weighted = fresh + 0.1 * cached + 1.25 * stored + 0.75 * for_an_hour
        self.cost_usd += self._cost(weighted, written) + searches * _WEB_SEARCH_USD

    def may_cost(self, at_most: Estimate) -> float:
        """Return what a request may cost at most, in US dollars."""
        return self._cost(at_most.input_tokens, at_most.output_tokens)

    def will_cost(self, at_most: Estimate) -> float:
        """Return what a request will ordinarily cost, in US dollars: all of it read anew, a short answer.

        Tokens are guessed from the request's length, and better once an answer has told how many they were.
        """
        read = at_most.input_tokens * self._tokens_per_guessed
        return self._cost(read, min(at_most.output_tokens, _ORDINARY_ANSWER))

    def _cost(self, read: float, written: float) -> float:
        return (read * self.price.input + written * self.price.output) / _MILLION

    @property
    def told(self) -> str:
        """What was counted, for people."""
        return f"The model read {self.input_tokens:,} tokens and wrote {self.output_tokens:,}."


class Allowance:
    """What one run may spend. Once it is spent somebody decides about more, and everything else waits."""

    def __init__(self, usd: float, at_limit: AtLimit) -> None:
        self.usd = usd
        self._at_limit = at_limit
        self.refusal: str | None = None  #: why no more may be spent, for people
        self._turn = asyncio.Lock()
        self._under_way: list[float] = []
        self._one_ended = asyncio.Event()

    @asynccontextmanager
    async def spending(self, meter: Meter, at_most: Estimate) -> AsyncIterator[None]:
        """Let a request be made; where it would pass the allowance, only after a decision. A "no" stays.

        Until the block ends, what the request may cost counts as if it were spent.

        Raises:
            Spent: there is no money left for it.
        """
        may_cost = meter.may_cost(at_most)
        async with self._turn:
            await self._cover(meter, at_most)
            self._under_way.append(may_cost)
        try:
            yield
        finally:
            self._under_way.remove(may_cost)
            self._one_ended.set()

    async def _cover(self, meter: Meter, at_most: Estimate) -> None:
        # Most requests cost far less than they might: nobody is asked before it is known what others cost.
        will_cost = meter.will_cost(at_most)
        while self._under_way and meter.cost_usd + sum(self._under_way) + will_cost >= self.usd:
            self._one_ended.clear()
            await self._one_ended.wait()
        needed = meter.cost_usd + meter.will_cost(at_most)
        while meter.cost_usd >= self.usd or needed > self.usd:
            self.usd = await self._decided(needed)

    async def _decided(self, needed_usd: float) -> float:
        if self.refusal is None:
            try:
                return await self._at_limit(self.usd, needed_usd)
            except Spent as refusal:
                self.refusal = str(refusal)
        raise Spent(self.refusal)


def _count(usage: dict[str, Any], group: str, name: str) -> int:
    counts = usage.get(group)
    return int(counts.get(name) or 0) if isinstance(counts, dict) else 0
