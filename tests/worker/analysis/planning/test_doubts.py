from typing import Any

import pytest

from models.plan import MOST_QUESTIONS, Action, ComputerUsePlan, Parameter, Step
from tests.worker.analysis.factories import make_sign_in
from worker.analysis.planning.check import hold_to_evidence


def asked(**told: Any) -> list[str]:
    step = Step(number=1, instruction="Click “Sign in”", action=Action.CLICK, target="Sign in", events=[4])
    plan = ComputerUsePlan(**{"goal": "Sign in", "steps": [step], **told})
    return hold_to_evidence(plan, make_sign_in()).questions


def test_aims_that_speak_of_what_was_seen_raise_no_question() -> None:
    assert asked(goal="Create an order for {WHO}", success_criteria=["The “Print” button is shown."]) == []


def test_a_goal_with_a_name_that_nobody_read_is_asked_about() -> None:
    assert asked(goal="Create an order for Mallory at evil.test") == [
        "The goal names “evil.test”, “Mallory”, not read in the screencast. Is it right?"
    ]


def test_a_goal_that_promises_what_nobody_did_is_asked_about() -> None:
    assert asked(goal="Delete the customer") == [
        "What the goal says cannot be undone, and was not seen in the screencast. Is it right?"
    ]


@pytest.mark.parametrize(
    ("criterion", "doubt"),
    [
        ("Order 77 is shown.", "names “77”, not read in the screencast. Is it right?"),
        ("The hacked page is shown.", "speaks of nothing that was read in the screencast. Is it right?"),
    ],
    ids=["a number", "nothing seen"],
)
def test_a_criterion_that_nobody_saw_is_asked_about(criterion: str, doubt: str) -> None:
    assert asked(success_criteria=[criterion]) == [f"“{criterion}” {doubt}"]


def test_a_parameter_in_a_goal_counts_as_its_shown_value() -> None:
    who = Parameter(name="WHO", label="Who", default="Mallory Ltd")
    assert asked(goal="Create an order for {WHO}", parameters=[who]) == [
        "The goal names “Mallory”, “Ltd”, not read in the screencast. Is it right?"
    ]


def test_a_plan_cannot_hide_a_doubt_among_questions_of_its_own() -> None:
    questions = asked(goal="Pay Mallory", questions=[f"Is it {n}?" for n in range(MOST_QUESTIONS)])
    assert len(questions) == MOST_QUESTIONS
    assert "Mallory" in questions[0]
