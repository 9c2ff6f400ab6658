"""Steps that were reported done although nothing was done for them."""

import pytest

from models.outcome import CriterionState
from models.plan import Action, Step
from tests.models.factories import make_plan
from worker.execution.outcome.undone import Deeds, undone_steps
from worker.execution.telling.narration import ACT_FAILED, NOTHING_DONE


def flagged(action: Action) -> Step:
    return Step(number=1, instruction="Send it", action=action, target="Send", irreversible=True)


def deeds(begun: frozenset[int] = frozenset(), failed: frozenset[int] = frozenset()) -> Deeds:
    return Deeds(begun, failed)


def test_a_flagged_step_whose_only_act_failed_is_not_verified() -> None:
    tried = deeds(frozenset({1}), frozenset({1}))
    (entry,) = undone_steps(make_plan(steps=[flagged(Action.CLICK)]), 1, tried, str)
    assert (entry.state, entry.reason) == (CriterionState.NOT_VERIFIED, ACT_FAILED)


def test_a_flagged_step_whose_command_reached_nobody_is_not_verified() -> None:
    sending = flagged(Action.SHELL).model_copy(update={"value": "curl -d x http://nowhere.invalid"})
    tried = Deeds(frozenset({1}), frozenset(), {"curl -d x http://nowhere.invalid"})
    (entry,) = undone_steps(make_plan(steps=[sending]), 1, tried, str)
    assert entry.reason == ACT_FAILED


def test_a_flagged_step_that_nothing_was_done_for_is_not_verified() -> None:
    (entry,) = undone_steps(make_plan(steps=[flagged(Action.CLICK)]), 1, deeds(), str)
    assert (entry.criterion, entry.state, entry.reason) == (
        "Step 1: Send it",
        CriterionState.NOT_VERIFIED,
        NOTHING_DONE,
    )


@pytest.mark.parametrize(
    ("step", "last_reported", "begun"),
    [
        (flagged(Action.CLICK), 1, frozenset({1})),
        (flagged(Action.CLICK), 0, frozenset()),
        (flagged(Action.TYPE), 1, frozenset()),
        (Step(number=1, instruction="Open it", action=Action.CLICK, target="Open"), 1, frozenset()),
    ],
    ids=["begun", "not reported", "can be taken back", "not flagged"],
)
def test_other_steps_are_taken_at_their_word(step: Step, last_reported: int, begun: frozenset[int]) -> None:
    assert not undone_steps(make_plan(steps=[step]), last_reported, deeds(begun), str)
