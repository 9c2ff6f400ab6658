"""One person cannot take everything, and is told when it goes on."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.services.fairness import TooMuch, require_fair
from models import RunStatus, User
from models.base import utc_now
from models.config import FairnessSettings
from models.session import transaction
from tests.bot.rows import Shared, given_plan, given_run
from tests.models.factories import make_run, make_user

LIMITS = FairnessSettings(user_runs_at_once=2, user_runs_per_hour=3, user_cost_usd_per_day=10)


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return given_plan(engine)


def _given_runs(engine: Engine, shared: Shared, number: int, status: RunStatus, **columns: Any) -> None:
    for _ in range(number):
        given_run(engine, shared, status, **columns)


def _refusal(engine: Engine, person: User) -> str | None:
    try:
        with transaction(engine) as session:
            require_fair(session, LIMITS, person)
    except TooMuch as refusal:
        return str(refusal)
    return None


def test_a_person_with_few_runs_may_start_another(engine: Engine, shared: Shared) -> None:
    _given_runs(engine, shared, 1, RunStatus.RUNNING, cost_usd=9.99)
    assert _refusal(engine, shared.owner) is None


@pytest.mark.parametrize("status", [RunStatus.PENDING, RunStatus.RUNNING, RunStatus.WAITING])
def test_runs_that_are_going_count_until_they_end(engine: Engine, shared: Shared, status: RunStatus) -> None:
    _given_runs(engine, shared, 2, status)
    assert "as soon as one of them ends" in (_refusal(engine, shared.owner) or "")


def test_runs_of_the_last_hour_count_and_the_wait_is_told(engine: Engine, shared: Shared) -> None:
    _given_runs(engine, shared, 3, RunStatus.COMPLETED, created_at=utc_now() - timedelta(minutes=50))
    assert "You can start this one in 10 min" in (_refusal(engine, shared.owner) or "")


def test_the_wait_ends_when_the_oldest_run_that_counts_leaves_the_hour(
    engine: Engine, shared: Shared
) -> None:
    for minutes in (59, 30, 20, 10):
        _given_runs(engine, shared, 1, RunStatus.COMPLETED, created_at=utc_now() - timedelta(minutes=minutes))
    assert "in 30 min" in (_refusal(engine, shared.owner) or "")


def test_runs_before_the_last_hour_do_not_count(engine: Engine, shared: Shared) -> None:
    _given_runs(engine, shared, 5, RunStatus.COMPLETED, created_at=utc_now() - timedelta(minutes=61))
    assert _refusal(engine, shared.owner) is None


def test_the_cost_of_24_hours_counts_and_the_wait_is_told(engine: Engine, shared: Shared) -> None:
    for hours, cost in ((20, 4.0), (10, 4.0), (2, 4.0)):
        begun = utc_now() - timedelta(hours=hours)
        _given_runs(engine, shared, 1, RunStatus.COMPLETED, created_at=begun, cost_usd=cost)
    refusal = _refusal(engine, shared.owner) or ""
    assert "$12.00" in refusal
    assert "You can start this one in 4 h 0 min" in refusal


def test_what_runs_that_are_going_may_still_cost_counts(engine: Engine, shared: Shared) -> None:
    _given_runs(engine, shared, 1, RunStatus.RUNNING, cost_usd=1.0, cost_limit_usd=10.0)
    refusal = _refusal(engine, shared.owner) or ""
    assert "these cost $1.00 so far, and those that are going may cost $9.00 more" in refusal
    assert "once one of those ends, or in 24 h" in refusal


def test_yesterdays_cost_does_not_count(engine: Engine, shared: Shared) -> None:
    begun = utc_now() - timedelta(hours=25)
    _given_runs(engine, shared, 1, RunStatus.COMPLETED, created_at=begun, cost_usd=99.0)
    assert _refusal(engine, shared.owner) is None


def test_another_persons_runs_do_not_count(engine: Engine, shared: Shared) -> None:
    with transaction(engine) as session:
        ben = make_user(session, "U0BEN")
        for _ in range(5):
            make_run(session, shared.analysis, ben, status=RunStatus.RUNNING, cost_usd=50.0)
    assert _refusal(engine, shared.owner) is None
