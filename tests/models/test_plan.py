"""A plan that does not hang together is refused."""

import pytest
from pydantic import ValidationError

from models.plan import Action, ComputerUsePlan, NeededCredential, Parameter, Step
from tests.models.factories import make_plan


def test_steps_are_numbered_from_one_without_gaps() -> None:
    second = Step(number=2, instruction="Click", action=Action.CLICK)

    with pytest.raises(ValidationError, match="numbered 1, 2, 3"):
        make_plan(steps=[second])


def test_a_step_may_only_use_a_credential_that_the_plan_lists() -> None:
    with pytest.raises(ValidationError, match="ORCHARD_PASSWORD"):
        make_plan(credentials=[])


def test_a_name_means_one_thing() -> None:
    with pytest.raises(ValidationError, match="named twice"):
        make_plan(parameters=[Parameter(name="ORCHARD_PASSWORD", label="Password")])


@pytest.mark.parametrize("name", ["", "lower", "WITH SPACE", "A=B", "9LIVES", "LINE\n", "X" * 64])
def test_a_name_is_safe_as_an_environment_variable(name: str) -> None:
    with pytest.raises(ValidationError):
        NeededCredential(name=name, label="Password")


@pytest.mark.parametrize(
    "name", ["LD_PRELOAD", "PATH", "BASH_ENV", "ANTHROPIC_API_KEY", "NODE_OPTIONS", "ENV"]
)
def test_a_name_never_changes_what_programs_do(name: str) -> None:
    with pytest.raises(ValidationError, match="already means something"):
        NeededCredential(name=name, label="Password")


def test_equal_plans_have_equal_digests_through_json() -> None:
    plan = make_plan()

    assert ComputerUsePlan.model_validate_json(plan.model_dump_json()).digest == plan.digest
    assert make_plan(goal="Something else").digest != plan.digest
