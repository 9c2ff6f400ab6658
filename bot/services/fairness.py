"""How much one person may take at a time, so that everybody gets a worker."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.text import describe_duration
from models import AgentRun, User
from models.base import utc_now
from models.config import FairnessSettings
from models.errors import UserError
from models.run import GOING

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(hours=24)


class TooMuch(UserError):  # noqa: N818 - reads as what it says
    """That is more than one person may take at a time. Try again later."""


def require_fair(session: Session, limits: FairnessSettings, person: User) -> None:
    """Check that this person may start one more run now. Call it with the person's row locked.

    Raises:
        TooMuch: says when it will be possible.
    """
    going = AgentRun.user_id == person.id, AgentRun.status.in_(GOING)
    if len(session.scalars(select(AgentRun.id).where(*going)).all()) >= limits.user_runs_at_once:
        raise TooMuch(
            f"You have {limits.user_runs_at_once} runs going, which is as many as one person may have at "
            "once. You can start this one as soon as one of them ends."
        )
    today = _runs_since(session, person, utc_now() - _DAY)
    _require_calm(limits, [run.created_at for run in today if run.created_at > utc_now() - _HOUR])
    _require_thrift(limits, today)


def _runs_since(session: Session, person: User, since: datetime) -> Sequence[AgentRun]:
    """Return runs, oldest first."""
    recent = AgentRun.user_id == person.id, AgentRun.created_at > since
    return session.scalars(select(AgentRun).where(*recent).order_by(AgentRun.created_at)).all()


def _require_calm(limits: FairnessSettings, started: Sequence[datetime]) -> None:
    if len(started) >= limits.user_runs_per_hour:
        first_to_leave = started[-limits.user_runs_per_hour]
        raise TooMuch(
            f"You have started {len(started)} runs within an hour, and one person may start "
            f"{limits.user_runs_per_hour}. You can start this one in {_until(first_to_leave + _HOUR)}."
        )


def _require_thrift(limits: FairnessSettings, today: Sequence[AgentRun]) -> None:
    allowed = limits.user_cost_usd_per_day
    spent = sum(run.cost_usd or 0 for run in today)
    if spent < allowed:
        return
    told = f"Your runs of the last 24 hours cost ${spent:.2f}, and one person may spend ${allowed:.2f}."
    for run in today:
        spent -= run.cost_usd or 0
        if spent < allowed:
            raise TooMuch(f"{told} You can start this one in {_until(run.created_at + _DAY)}.")
    raise TooMuch(f"{told} An operator can raise USER_COST_USD_PER_DAY.")


def _until(moment: datetime) -> str:
    minutes = max(1, ceil((moment - utc_now()).total_seconds() / 60))
    return describe_duration(minutes * 60) if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 - an hour
