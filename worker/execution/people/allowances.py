"""What a run may spend and how long it may work. At a limit a person is asked, instead of the run ending."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import func, select

from models import AgentRun, QuestionKind
from models.base import utc_now
from models.patience import insist
from models.session import transaction
from worker.execution.current_run import CurrentRun
from worker.execution.people.asking import Asked, Asker, NoAnswer
from worker.execution.progress import Superseded
from worker.execution.stopping import Stop

STOP_HERE: Final = "Stop here"

_DAY = timedelta(hours=24)
_CENT = 0.01
_MINUTE = 60
_LEAST_PAUSE = 0.1  # seconds


@dataclass
class Allowances:
    """One run's limits: of money, asked for by the model gateway, and of time, kept by a clock of its own."""

    run: CurrentRun
    asker: Asker
    _began: float = field(default_factory=time.monotonic)

    async def more_money(self, limit_usd: float) -> float:
        """Return the limit that holds from now on, all of the run counted: the same if it was not raised."""
        higher = await asyncio.to_thread(insist, partial(self._next_limit_usd, limit_usd))
        if higher < limit_usd + min(_CENT, self.run.workbench.settings.run_cost_usd):
            self.run.journal.error(self._day_is_used_up)
            return limit_usd
        reached = f"This run has cost ${limit_usd:.2f}."
        raised = await self._is_raised(reached, f"${higher:.2f}", cost_limit_usd=higher)
        return higher if raised else limit_usd

    async def keep_time(self) -> None:
        """Stop the run once its time is used up and nobody gave it more."""
        limit = self.run.assignment.seconds_limit
        while True:
            await self._until_worked(limit)
            higher = limit + self.run.workbench.settings.run_seconds
            reached = f"This run has worked for {_duration(limit)}."
            if not await self._is_raised(reached, _duration(higher), seconds_limit=higher):
                self.run.stop(Stop.OVERTIME)
                return
            limit = higher

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

    async def _is_raised(self, reached: str, higher: str, **limits: float) -> bool:
        """Ask whether to raise a limit, and write down the new one if it is."""
        raise_it = f"Raise to {higher}"
        prompt = f"{reached} That is its limit. Raise it to {higher}?"
        asked = Asked(QuestionKind.LIMIT, prompt, (raise_it, STOP_HERE))
        try:
            raised = await self.asker.ask(asked) == raise_it
            if raised:
                await asyncio.to_thread(insist, partial(self._write, limits))
        except NoAnswer:
            return False
        except Superseded:
            self.run.stop(Stop.OVER)
            return False
        return raised

    def _next_limit_usd(self, limit_usd: float) -> float:
        """Return what the limit may become: one more allowance, within the person's day."""
        with transaction(self.run.workbench.engine) as session:
            others = session.scalar(
                select(func.sum(AgentRun.cost_usd)).where(
                    AgentRun.user_id == self.run.assignment.user_id,
                    AgentRun.id != self.run.assignment.run_id,
                    AgentRun.created_at > utc_now() - _DAY,
                )
            )
        settings = self.run.workbench.settings
        return min(limit_usd + settings.run_cost_usd, settings.user_cost_usd_per_day - (others or 0.0))

    def _write(self, limits: dict[str, float]) -> None:
        with transaction(self.run.workbench.engine) as session:
            row = self.run.progress.own(session)
            for column, limit in limits.items():
                setattr(row, column, limit)

    @property
    def _day_is_used_up(self) -> str:
        day = self.run.workbench.settings.user_cost_usd_per_day
        return (
            f"This run cannot be given more money: it ends within the ${day:.2f} that a person has per day."
        )


def _duration(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{round(seconds / _MINUTE)} minutes"
