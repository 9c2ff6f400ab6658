"""What one person's runs may cost within a day: one sum for starting a run, for its limit and for raising it.

A run that is going counts with all that it may cost, so several at a time cannot together pass the day's cap.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import floor
from typing import Final

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from models.run import GOING, AgentRun
from models.user import User

_DAY: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Charge:
    """One run within the day; amounts are in US dollars."""

    run_id: uuid.UUID
    begun_at: datetime
    cost_usd: float  #: so far
    may_cost_usd: float  #: of a run that has ended: what it did cost

    @property
    def leaves_at(self) -> datetime:
        """When it no longer counts."""
        return self.begun_at + _DAY

    def ended_at(self, cost_usd: float) -> "Charge":
        return replace(self, cost_usd=cost_usd, may_cost_usd=cost_usd)


@dataclass(frozen=True)
class Day:
    """What a person's runs of the last 24 hours cost, and what those that are going may cost."""

    cap_usd: float
    charges: Sequence[Charge]  #: oldest first

    @property
    def cost_usd(self) -> float:
        return sum(charge.cost_usd for charge in self.charges)

    @property
    def kept_usd(self) -> float:
        """What runs that are going may cost beyond what they have cost."""
        return sum(charge.may_cost_usd - charge.cost_usd for charge in self.charges)

    @property
    def left_usd(self) -> float:
        """What is in nobody's limit yet, in whole cents: less is not worth a question."""
        return max(0.0, _whole_cents(self.cap_usd - self.cost_usd - self.kept_usd))

    @property
    def room_at(self) -> datetime | None:
        """When something is left at the latest; None if that takes a higher cap."""
        left = self.cap_usd - self.cost_usd - self.kept_usd
        for charge in self.charges:
            left += charge.may_cost_usd
            if _whole_cents(left) > 0:
                return charge.leaves_at
        return None

    @property
    def told(self) -> str:
        """The sum, for people."""
        sum_up = f"One person's runs may cost {dollars(self.cap_usd)} within 24 hours"
        if _whole_cents(self.kept_usd) <= 0:
            return f"{sum_up}, and these cost ${self.cost_usd:.2f}."
        return (
            f"{sum_up}: these cost ${self.cost_usd:.2f} so far, and those that are going may cost "
            f"${self.kept_usd:.2f} more."
        )

    def allows(self, wanted_usd: float) -> float:
        """Return the limit that a run gets which should have `wanted_usd` and is not among the charges."""
        return min(wanted_usd, self.left_usd)

    def without(self, run_id: uuid.UUID) -> "Day":
        return replace(self, charges=[each for each in self.charges if each.run_id != run_id])

    def ended_at(self, run_id: uuid.UUID, cost_usd: float) -> "Day":
        """Return the same day, as it is once a run has ended at a cost."""
        charges = [each.ended_at(cost_usd) if each.run_id == run_id else each for each in self.charges]
        return replace(self, charges=charges)


def read_day(session: Session, person_id: uuid.UUID, cap_usd: float) -> Day:
    """Add up what counts now.

    Until the transaction ends nobody else adds up for this person: what is decided on the sum is in the next.
    """
    session.execute(select(User.id).where(User.id == person_id).with_for_update())
    going = AgentRun.status.in_(GOING)
    cost = func.coalesce(AgentRun.cost_usd, 0.0)
    may_cost = case((going, func.greatest(cost, AgentRun.cost_limit_usd)), else_=cost)
    counts = AgentRun.user_id == person_id, or_(going, AgentRun.created_at > func.now() - _DAY)
    rows = session.execute(select(AgentRun.id, AgentRun.created_at, cost, may_cost).where(*counts))
    return Day(cap_usd, sorted((Charge(*row) for row in rows), key=lambda charge: charge.begun_at))


def dollars(usd: float) -> str:
    """Return an amount in cents, or more exactly where a cent is too coarse."""
    exact = f"${usd:.4f}"
    return exact.removesuffix("00")


def _whole_cents(usd: float) -> float:
    # Rounded before it is cut: 10 - 9.99 is a cent, though not as a binary fraction.
    return floor(round(usd * 100, 6)) / 100
