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
from models.spending import Day, read_day

_HOUR: Final = timedelta(hours=1)


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
    _require_calm(limits, _starts_since(session, person, utc_now() - _HOUR))
    _require_thrift(read_day(session, person.id, limits.user_cost_usd_per_day))


def _starts_since(session: Session, person: User, since: datetime) -> Sequence[datetime]:
    """Return when runs were started, oldest first."""
    recent = AgentRun.user_id == person.id, AgentRun.created_at > since
    return session.scalars(select(AgentRun.created_at).where(*recent).order_by(AgentRun.created_at)).all()


def _require_calm(limits: FairnessSettings, started: Sequence[datetime]) -> None:
    if len(started) >= limits.user_runs_per_hour:
        first_to_leave = started[-limits.user_runs_per_hour]
        raise TooMuch(
            f"You have started {len(started)} runs within an hour, and one person may start "
            f"{limits.user_runs_per_hour}. You can start this one in {_until(first_to_leave + _HOUR)}."
        )


def _require_thrift(day: Day) -> None:
    if day.left_usd > 0:
        return
    if day.room_at is None:
        raise TooMuch(f"{day.told} An operator can raise USER_COST_USD_PER_DAY.")
    sooner = "once one of those ends, or " if day.kept_usd > 0 else ""
    raise TooMuch(f"{day.told} You can start this one {sooner}in {_until(day.room_at)}.")


def _until(moment: datetime) -> str:
    minutes = max(1, ceil((moment - utc_now()).total_seconds() / 60))
    return describe_duration(minutes * 60) if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 - an hour
