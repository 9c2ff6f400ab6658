"""What a run may spend and how long it may work. At a limit a person is asked, instead of the run ending."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import Final, TypeVar

from models import QuestionKind
from models.patience import insist
from models.session import transaction
from models.spending import Day, dollars, read_day
from worker.execution.current_run import CurrentRun
from worker.execution.people.asked import Asked, NoAnswer
from worker.execution.people.asking import Asker
from worker.execution.progress import Superseded
from worker.execution.stopping import Stop
from worker.network.metering import Spent

STOP_HERE: Final = "Stop here"

_CENT = 0.01
_MINUTE = 60
_LEAST_PAUSE = 0.1  # seconds

_Limit = TypeVar("_Limit", int, float)


@dataclass(frozen=True)
class _Needed:
    """What a run that comes to its limit of money needs to go on; US dollars, all of the run counted."""

    limit_usd: float
    usd: float


@dataclass
class Allowances:
    """One run's limits: of money, asked for by the model gateway, and of time, kept by a clock of its own."""

    run: CurrentRun
    asker: Asker
    _began: float = field(default_factory=time.monotonic)

    async def require_some(self) -> None:
        """Check that the run may spend anything at all.

        Raises:
            Spent: says when it may.
        """
        if self.run.assignment.cost_limit_usd <= 0:
            day = await asyncio.to_thread(insist, self._day)
            raise Spent(_wait_for(day.ended_at(self.run.assignment.run_id, self.run.assignment.spent_usd)))

    async def more_money(self, limit_usd: float, needed_usd: float) -> float:
        """Return the higher limit that holds from now on, all of the run counted.

        `needed_usd`: what the run will have cost after what it is about to ask of the model.

        Raises:
            Spent: it stays as it is; says why.
        """
        wanted = max(limit_usd + self.run.workbench.settings.run_cost_usd, _whole_cents_above(needed_usd))
        needed = _Needed(limit_usd, needed_usd)
        higher = self._raised(await asyncio.to_thread(insist, self._day), needed, wanted)
        write = partial(self._write_money, needed, higher)
        raised = await self._ask_to_raise(self._spent_so_far(limit_usd), dollars(higher), write)
        if raised is None:
            raise Spent(
                f"This run came to its limit of {dollars(limit_usd)} and was not allowed more. "
                "Click Retry to start it again."
            )
        if raised < higher:
            self.run.journal.info(f"By now the day leaves less: the limit is {dollars(raised)}.")
        return raised

    async def keep_time(self) -> None:
        """Stop the run once its time is used up and nobody gave it more."""
        limit = self.run.assignment.seconds_limit
        while True:
            await self._until_worked(limit)
            higher = limit + self.run.workbench.settings.run_seconds
            reached = f"This run has worked for {_duration(limit)}. That is its limit."
            raised = await self._ask_to_raise(reached, _duration(higher), partial(self._write_time, higher))
            if raised is None:
                self.run.stop(Stop.OVERTIME)
                return
            limit = raised

    def _spent_so_far(self, limit_usd: float) -> str:
        cost, limit = dollars(self._cost_usd), dollars(limit_usd)
        if self._cost_usd >= limit_usd:
            return f"This run has cost {cost}. Its limit is {limit}."
        return f"This run has cost {cost}, and going on would pass its limit of {limit}."

    @property
    def _cost_usd(self) -> float:
        return self.run.signs.cost_usd or 0.0

    async def _until_worked(self, seconds: int) -> None:
        # Waiting for an answer moves the end further away while this sleeps.
        while True:
            left = seconds - self._worked_seconds()
            if left <= 0:
                return
            await asyncio.sleep(max(left, _LEAST_PAUSE))

    def _worked_seconds(self) -> float:
        waited = self.run.signs.waited_seconds - self.run.assignment.waited_seconds
        return self.run.assignment.worked_seconds + time.monotonic() - self._began - waited

    async def _ask_to_raise(self, reached: str, higher: str, write: Callable[[], _Limit]) -> _Limit | None:
        """Ask whether to raise a limit; return the new one as `write` wrote it down, None if it stays.

        Raises:
            Spent: it was to be raised, and by then there was nothing left for that.
        """
        raise_it = f"Raise to {higher}"
        prompt = f"{reached} Raise it to {higher}?"
        try:
            answer = await self.asker.ask(Asked(QuestionKind.LIMIT, prompt, (raise_it, STOP_HERE)))
            return await asyncio.to_thread(insist, write) if answer == raise_it else None
        except NoAnswer:
            return None
        except Superseded:
            self.run.stop(Stop.OVER)
            return None

    def _raised(self, day: Day, needed: _Needed, wanted_usd: float) -> float:
        """Return what the limit may become, or as much of it as the person's day leaves.

        Raises:
            Spent: the day leaves nothing worth a question.
        """
        run_id = self.run.assignment.run_id
        higher = day.without(run_id).allows(wanted_usd)
        least = min(_CENT, self.run.workbench.settings.run_cost_usd)
        if higher < needed.usd or round(higher - needed.limit_usd, 6) < round(least, 6):
            raise Spent(_wait_for(day.ended_at(run_id, self._cost_usd)))
        return higher

    def _day(self) -> Day:
        with transaction(self.run.workbench.engine) as session:
            cap = self.run.workbench.settings.user_cost_usd_per_day
            return read_day(session, self.run.assignment.user_id, cap)

    def _write_money(self, needed: _Needed, wanted_usd: float) -> float:
        """Write down the higher limit; another run may have taken of the day while this one asked."""
        with transaction(self.run.workbench.engine) as session:
            row = self.run.progress.own(session)
            cap = self.run.workbench.settings.user_cost_usd_per_day
            row.cost_limit_usd = self._raised(read_day(session, row.user_id, cap), needed, wanted_usd)
            return row.cost_limit_usd

    def _write_time(self, seconds: int) -> int:
        with transaction(self.run.workbench.engine) as session:
            self.run.progress.own(session).seconds_limit = seconds
        return seconds


def _wait_for(day: Day) -> str:
    """Say when there is money again for a run that had to end."""
    if day.room_at is None:
        return f"{day.told} An operator can raise USER_COST_USD_PER_DAY."
    sooner = "when one of those ends, or " if day.kept_usd > 0 else ""
    return f"{day.told} Click Retry {sooner}after {day.room_at:%H:%M} UTC on {day.room_at:%-d %B}."


def _whole_cents_above(usd: float) -> float:
    return ceil(usd * 100) / 100


def _duration(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{round(seconds / _MINUTE)} minutes"
