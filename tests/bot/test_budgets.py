"""What Slack allows, counted for all processes together."""

import time

import pytest
from redis import Redis

from bot import budgets
from bot.budgets import Budget, Budgets
from models.errors import TransientError

FAST = Budget(per_minute=1200, burst=3)  # one every 50 ms
METHOD = "chat.update"


@pytest.fixture(autouse=True)
def _quick_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(budgets.BUDGETS, METHOD, FAST)


def _seconds_for(calls: int, budget: Budgets, scope: str = "") -> float:
    started = time.monotonic()
    for _ in range(calls):
        budget.take(METHOD, scope)
    return time.monotonic() - started


def test_a_burst_passes_at_once_and_then_the_rate_holds(redis: Redis) -> None:
    assert _seconds_for(13, Budgets(redis, patience=5)) >= 0.45


def test_two_processes_share_one_budget(redis: Redis) -> None:
    first, second = Budgets(redis, patience=5), Budgets(redis, patience=5)
    _seconds_for(4, first)
    assert _seconds_for(4, second) >= 0.15


def test_each_channel_has_a_budget_of_its_own(redis: Redis) -> None:
    budget = Budgets(redis, patience=0)
    _seconds_for(3, budget, "C0ONE")
    budget.take(METHOD, "C0TWO")


def test_whoever_cannot_wait_gives_up(redis: Redis) -> None:
    budget = Budgets(redis, patience=0)
    with pytest.raises(TransientError):
        _seconds_for(9, budget)


def test_a_pause_holds_for_everybody(redis: Redis) -> None:
    Budgets(redis, patience=0).pause(METHOD, 0.3)
    assert _seconds_for(1, Budgets(redis, patience=5)) >= 0.25
