"""Plans, against what was done."""

from dataclasses import replace

import pytest

from bench.screencasts.plan_score import score_plan, true_steps
from models.plan import Action, Basis, ComputerUsePlan, NeededCredential, Parameter, Step
from tests.bench.screencasts.factories import a_deed


def a_step(
    action: Action = Action.CLICK, target: str | None = "Save", at: float = 10.0, **more: object
) -> Step:
    given = {"number": 1, "instruction": "Do it", "action": action, "target": target, "timestamp": at}
    return Step.model_validate(given | more)


def a_plan(*steps: Step, **more: object) -> ComputerUsePlan:
    numbered = [step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1)]
    return ComputerUsePlan.model_validate({"goal": "Get it done", "steps": numbered} | more)


def test_the_click_into_a_field_and_the_typing_are_one_step() -> None:
    deeds = [a_deed(at=9.0, target="Name"), a_deed("type", target="Name", text="Ada")]

    assert [(step.kind, step.start) for step in true_steps(deeds)] == [("type", 9.0)]


def test_selecting_what_a_field_held_before_typing_over_it_is_no_step_of_its_own_either() -> None:
    deeds = [
        a_deed(at=9.0, target="Name"),
        a_deed("key", target=None, text="ctrl+a"),
        a_deed("type", target="Name", text="Ada"),
    ]

    assert [(step.kind, step.start) for step in true_steps(deeds)] == [("type", 9.0)]


def test_a_tab_key_before_typing_and_a_new_tab_before_an_address_are_no_steps() -> None:
    deeds = [a_deed("key", text="Tab"), a_deed("type"), a_deed("new_tab"), a_deed("navigate")]

    assert [step.kind for step in true_steps(deeds)] == ["type", "navigate"]


def test_a_right_step_counts_for_both_figures_and_a_needless_one_against_precision() -> None:
    assert score_plan([a_deed()], a_plan(a_step(), a_step(at=20.0))) == (1.0, 0.5)


@pytest.mark.parametrize("step", [a_step(at=20.0), a_step(target="Delete"), a_step(Action.TYPE)])
def test_a_step_at_another_time_of_another_target_or_action_is_wrong(step: Step) -> None:
    assert score_plan([a_deed()], a_plan(step)) == (0.0, 0.0)


def test_a_misread_letter_still_names_the_target() -> None:
    assert score_plan([a_deed(target="Notifications")], a_plan(a_step(target="Notificatlons")))[0] == 1.0


def test_a_parameter_stands_for_the_text_that_was_typed() -> None:
    plan = a_plan(
        a_step(Action.TYPE, value="{CUSTOMER}"),
        parameters=[Parameter(name="CUSTOMER", label="Customer", default="Ada")],
    )

    assert score_plan([a_deed("type", text="Ada")], plan)[0] == 1.0
    assert score_plan([a_deed("type", text="Bob")], plan)[0] == 0.0


def test_a_secret_must_have_become_a_credential() -> None:
    secret = replace(a_deed("type", text="hush-41"), secret=True)
    plan = a_plan(
        a_step(Action.TYPE, credential="SITE_PASSWORD"),
        credentials=[NeededCredential(name="SITE_PASSWORD", label="Password")],
    )

    assert score_plan([secret], plan)[0] == 1.0
    assert score_plan([secret], a_plan(a_step(Action.TYPE, value="hush-41")))[0] == 0.0


@pytest.mark.parametrize("action", [Action.CHECK, Action.UNCHECK, Action.CLICK])
def test_a_state_that_the_truth_does_not_tell_is_not_asked_for(action: Action) -> None:
    ticked = replace(a_deed(target="Email the invoice"), states_told=False)

    assert score_plan([ticked], a_plan(a_step(action, "Email the invoice"))) == (1.0, 1.0)


@pytest.mark.parametrize("state", ["checked", "unchecked"])
def test_a_state_that_the_truth_tells_is_asked_for(state: str) -> None:
    other = Action.UNCHECK if state == "checked" else Action.CHECK

    assert score_plan([a_deed(text=state)], a_plan(a_step(other))) == (0.0, 0.0)


def test_an_address_is_the_same_with_and_without_its_scheme() -> None:
    plan = a_plan(a_step(Action.NAVIGATE, None, url="http://shop.test/"))

    assert score_plan([a_deed("navigate", target=None, text="shop.test")], plan)[0] == 1.0


def test_steps_that_claim_to_be_inferred_are_not_counted() -> None:
    inferred = a_step(Action.NAVIGATE, None, at=0.0, url="http://shop.test/", basis=Basis.INFERRED)

    assert score_plan([a_deed()], a_plan(inferred, a_step())) == (1.0, 1.0)


def test_no_plan_has_no_right_step() -> None:
    assert score_plan([a_deed()], None) == (0.0, 0.0)
