"""A run moves only forward, and stamps when it did."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models import AgentRun, RunStatus
from models.errors import IllegalTransition

ENDED = {RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED}
ALLOWED = {
    ("pending", "running"),
    ("pending", "failed"),
    ("pending", "cancelled"),
    ("running", "pending"),
    ("running", "waiting"),
    ("running", "completed"),
    ("running", "failed"),
    ("running", "cancelled"),
    ("waiting", "pending"),
    ("waiting", "running"),
    ("waiting", "failed"),
    ("waiting", "cancelled"),
}


@pytest.mark.parametrize(("old", "new"), list(itertools.product(RunStatus, RunStatus)))
def test_only_the_listed_transitions_are_legal(old: RunStatus, new: RunStatus) -> None:
    run = AgentRun(status=old)

    if (old.value, new.value) in ALLOWED:
        run.move_to(new)
        assert run.status is new
    else:
        with pytest.raises(IllegalTransition):
            run.move_to(new)
        assert run.status is old


@given(some.lists(some.sampled_from(RunStatus), max_size=8))
def test_a_run_that_ended_never_changes_again(wanted: list[RunStatus]) -> None:
    run = AgentRun(status=RunStatus.PENDING)
    first_end = None
    for status in wanted:
        try:
            run.move_to(status)
        except IllegalTransition:
            continue
        first_end = first_end or (status if status.ended else None)

    assert run.status is first_end or not run.status.ended
    assert (run.completed_at is not None) == run.status.ended


def test_ended_means_that_nothing_follows() -> None:
    assert {status for status in RunStatus if status.ended} == ENDED
