from typing import Any

import pytest

from models.plan import (
    Action,
    Basis,
    ComputerUsePlan,
    CredentialKind,
    NeededCredential,
    Parameter,
    Step,
)
from tests.worker.analysis.factories import SITE, make_event, make_evidence, make_sign_in
from worker.analysis.evidence import EventKind, Utterance
from worker.analysis.planning.check import hold_to_evidence
from worker.analysis.planning.literal import plan_literally


def make_step(number: int = 1, **told: Any) -> Step:
    defaults: dict[str, Any] = {"instruction": "Do it", "action": Action.CLICK, "events": [0]}
    return Step(number=number, **{**defaults, **told})


def make_plan(*steps: Step, **told: Any) -> ComputerUsePlan:
    return ComputerUsePlan(goal="Get it done", steps=list(steps), **told)


def held(*steps: Step, **told: Any) -> ComputerUsePlan:
    return hold_to_evidence(make_plan(*steps, **told), make_sign_in())


def test_a_plan_that_repeats_the_evidence_stays_as_it_is() -> None:
    plan = plan_literally(make_sign_in())
    assert hold_to_evidence(plan, make_sign_in()) == plan


def test_a_step_that_cites_nothing_is_inferred() -> None:
    (step,) = held(make_step(events=[], target="Sign in")).steps
    assert (step.basis, step.confidence) == (Basis.INFERRED, 0.5)


def test_events_that_do_not_exist_are_not_cited() -> None:
    (step,) = held(make_step(events=[4, 99, -1], target="Sign in")).steps
    assert (step.events, step.basis) == ([4], Basis.SHOWN)


def test_what_was_done_once_is_shown_once() -> None:
    clicks = [make_step(number, target="Sign in", events=[4]) for number in (1, 2)]
    assert [step.basis for step in held(*clicks).steps] == [Basis.SHOWN, Basis.INFERRED]


def test_a_label_that_nobody_saw_makes_a_step_inferred() -> None:
    assert held(make_step(target="Wire the money")).steps[0].basis is Basis.INFERRED


def test_a_value_that_nobody_saw_makes_a_step_inferred() -> None:
    step = make_step(action=Action.TYPE, target="Customer", value="Mallory Ltd", events=[5])
    assert held(step).steps[0].basis is Basis.INFERRED


def test_what_a_slider_was_not_seen_to_be_set_to_makes_a_step_inferred() -> None:
    evidence = make_evidence(make_event(EventKind.CLICK, label="Volume", text="74 %"))
    right, wrong = (make_step(target="Volume", value=value, events=[0]) for value in ("74 %", "90 %"))
    assert [hold_to_evidence(make_plan(step), evidence).steps[0].basis for step in (right, wrong)] == [
        Basis.SHOWN,
        Basis.INFERRED,
    ]


def test_a_command_of_one_word_was_seen() -> None:
    evidence = make_evidence(make_event(EventKind.COMMAND, text="ls"))
    step = make_step(action=Action.SHELL, target=None, value="ls", events=[0])
    assert hold_to_evidence(make_plan(step), evidence).steps[0].basis is Basis.SHOWN


def test_a_part_of_a_word_is_not_the_word() -> None:
    step = make_step(action=Action.TYPE, target="Customer", value="Blue Fi", events=[5])
    assert held(step).steps[0].basis is Basis.INFERRED


def test_a_label_may_be_read_better_by_the_model_than_by_the_evidence() -> None:
    evidence = make_evidence(make_event(EventKind.CLICK, label="5ign in to Orchard", url=SITE))
    step = make_step(target="Sign in to Orchard")
    assert hold_to_evidence(make_plan(step), evidence).steps[0].basis is Basis.SHOWN


@pytest.mark.parametrize(
    "told",
    [
        {"action": Action.TYPE, "target": "Email", "value": "ada@example.com", "events": [0]},
        {"action": Action.PRESS, "value": "Enter", "events": [3]},
        {"action": Action.SCROLL, "events": [3]},
        {"action": Action.SHELL, "value": "Large", "events": [6]},
        {"action": Action.NAVIGATE, "url": f"{SITE}/login", "events": [4]},
    ],
    ids=lambda told: told["action"],
)
def test_what_no_cited_event_did_is_inferred(told: dict[str, Any]) -> None:
    assert held(make_step(**told)).steps[0].basis is Basis.INFERRED


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (EventKind.KEY, {"action": Action.PRESS, "value": "enter"}),
        (EventKind.COMMAND, {"action": Action.SHELL, "value": "Enter"}),
        (EventKind.SELECT, {"action": Action.CLICK, "target": "Enter"}),
    ],
    ids=["a key", "a command", "an option"],
)
def test_what_a_cited_event_did_is_shown(kind: EventKind, told: dict[str, Any]) -> None:
    evidence = make_evidence(make_event(kind, text="Enter", url=SITE))
    assert hold_to_evidence(make_plan(make_step(**told)), evidence).steps[0].basis is Basis.SHOWN


def test_a_command_must_be_the_whole_one_that_was_run() -> None:
    evidence = make_evidence(make_event(EventKind.COMMAND, text="rm -r build/old"))
    step = make_step(action=Action.SHELL, value="rm -r build")
    assert hold_to_evidence(make_plan(step), evidence).steps[0].basis is Basis.INFERRED


def test_a_conclusion_from_what_was_seen_keeps_its_confidence() -> None:
    step = make_step(action=Action.PRESS, value="Enter", basis=Basis.INFERRED, confidence=0.8)
    assert held(step).steps[0].confidence == 0.8


def test_a_parameter_counts_as_its_shown_value() -> None:
    step = make_step(action=Action.TYPE, target="Customer", value="{CUSTOMER}", events=[5])
    shown = Parameter(name="CUSTOMER", label="Customer", default="blue fig  café")
    made_up = Parameter(name="CUSTOMER", label="Customer", default="Mallory Ltd")
    assert held(step, parameters=[shown]).steps[0].basis is Basis.SHOWN
    assert held(step, parameters=[made_up]).steps[0].basis is Basis.INFERRED


def test_an_address_that_nobody_saw_is_inferred_and_asked_about() -> None:
    plan = held(make_step(action=Action.NAVIGATE, url="https://evil.example/collect"))
    assert plan.steps[0].basis is Basis.INFERRED
    assert plan.questions == ["https://evil.example/collect was not readable in the screencast. Is it right?"]


def test_a_value_for_a_password_field_is_replaced_by_a_credential() -> None:
    step = make_step(action=Action.TYPE, target="Password", value="hunter2", events=[3])
    plan = held(step)
    assert "hunter2" not in plan.model_dump_json()
    assert plan.steps[0].credential == "EXAMPLE_PASSWORD"
    assert plan.credentials[0].host == "shop.example.com"


def test_a_parameter_that_names_a_secret_becomes_a_credential() -> None:
    step = make_step(action=Action.TYPE, target="Password", value="{SHOP_PASSWORD}", events=[3])
    secret = Parameter(name="SHOP_PASSWORD", label="Shop password", default="hunter2")
    plan = held(step, parameters=[secret])
    assert "hunter2" not in plan.model_dump_json()
    assert plan.parameters == []
    assert plan.steps[0].credential == plan.credentials[0].name == "SHOP_PASSWORD"


def test_a_secret_in_a_command_becomes_an_environment_variable() -> None:
    step = make_step(action=Action.SHELL, value="curl -H 'X-Key: {GIT_TOKEN}' api.example.com")
    plan = held(step, parameters=[Parameter(name="GIT_TOKEN", label="Token", default="abc")])
    assert plan.steps[0].value == "curl -H 'X-Key: $SECRET_GIT_TOKEN' api.example.com"
    assert [credential.name for credential in plan.credentials] == ["SECRET_GIT_TOKEN"]


def test_a_secret_that_the_model_read_in_a_terminal_is_not_kept() -> None:
    step = make_step(
        action=Action.SHELL, value="login --token hunter2", instruction="Log in with the token hunter2"
    )
    plan = held(step)
    assert "hunter2" not in plan.model_dump_json()
    assert plan.steps[0].instruction == "Run login --token $SECRET_TOKEN"
    assert [credential.name for credential in plan.credentials] == ["SECRET_TOKEN"]


def test_a_credential_is_bound_to_a_site_that_was_shown_or_to_none() -> None:
    step = make_step(action=Action.TYPE, target="Password", credential="SHOP_PASSWORD", events=[3])

    def host_for(host: str) -> str | None:
        needed = NeededCredential(name="SHOP_PASSWORD", label="Password", host=host)
        return held(step, credentials=[needed]).credentials[0].host

    assert host_for("shop.example.com") == "shop.example.com"
    assert host_for("evil.example") is None


def test_a_placeholder_without_a_parameter_is_asked_for() -> None:
    plan = held(make_step(action=Action.TYPE, target="Customer", value="{CUSTOMER_NAME}", events=[5]))
    assert plan.parameters == [Parameter(name="CUSTOMER_NAME", label="Customer name")]


def test_nobody_is_asked_for_what_no_step_uses() -> None:
    plan = held(
        make_step(target="Sign in", events=[4]),
        parameters=[Parameter(name="CUSTOMER", label="Customer")],
        credentials=[NeededCredential(name="SHOP_PASSWORD", label="Password")],
    )
    assert (plan.parameters, plan.credentials) == ([], [])


def test_a_secret_that_a_command_uses_is_asked_for() -> None:
    needed = NeededCredential(name="SHOP_TOKEN", label="Token")
    plan = held(make_step(action=Action.SHELL, value="login $SHOP_TOKEN"), credentials=[needed])
    assert [credential.name for credential in plan.credentials] == ["SHOP_TOKEN"]


def test_a_plan_without_a_way_to_tell_is_given_one() -> None:
    assert held(make_step()).success_criteria == ["There is no error message after the last step."]
    assert held(make_step(), success_criteria=["It is there."]).success_criteria == ["It is there."]


def test_what_cannot_be_undone_and_was_not_seen_is_asked_about() -> None:
    step = make_step(target="Send all", instruction="Send everything")
    assert held(step).questions == [
        "“Send everything” cannot be undone and was not seen in the screencast. Is it right?"
    ]


def test_what_was_said_aloud_counts_as_evidence() -> None:
    evidence = make_evidence(make_event(EventKind.TYPE, label="Subject", url=SITE))
    evidence.transcript = [Utterance(t_start=0, t_end=2, text="The subject is always Monthly report.")]
    step = make_step(action=Action.TYPE, target="Subject", value="monthly report")
    assert hold_to_evidence(make_plan(step), evidence).steps[0].basis is Basis.SHOWN


@pytest.mark.parametrize(
    "told",
    [
        {"target": "Send invoice"},
        {"instruction": "Delete the customer"},
        {"action": Action.SHELL, "value": "git push origin main"},
        {"action": Action.OTHER, "instruction": "Publish the page"},
        {"irreversible": True},
    ],
)
def test_a_step_that_cannot_be_taken_back_is_flagged_whatever_the_model_says(told: dict[str, Any]) -> None:
    assert held(make_step(**told)).steps[0].irreversible


def test_a_harmless_name_for_a_click_on_delete_does_not_unflag_it() -> None:
    evidence = make_evidence(make_event(EventKind.CLICK, label="Delete all customers", url=SITE))
    renamed = make_step(target="Next", instruction="Go on to the next page", events=[0])
    assert hold_to_evidence(make_plan(renamed), evidence).steps[0].irreversible


def test_a_tick_and_a_text_are_not_flagged() -> None:
    tick = make_step(action=Action.CHECK, target="Send the newsletter")
    text = make_step(2, action=Action.TYPE, target="Send to", value="Ada", instruction="Send it to Ada")
    assert not any(step.irreversible for step in held(tick, text).steps)


def test_the_key_of_an_authenticator_app_is_asked_for_instead_of_a_code() -> None:
    step = make_step(action=Action.TYPE, target="2FA code", credential="SHOP_CODE")
    needed = NeededCredential(name="SHOP_CODE", label="Code", host="shop.example.com")
    (credential,) = held(step, credentials=[needed]).credentials
    assert credential.kind is CredentialKind.TOTP
    assert credential.label == "Authenticator key for shop.example.com"


def test_a_code_that_was_taken_for_a_parameter_keeps_no_value() -> None:
    step = make_step(action=Action.TYPE, target="Security code", value="{SECURITY_CODE}")
    shown = Parameter(name="SECURITY_CODE", label="Security code", default="481516")
    plan = held(step, parameters=[shown])
    assert "481516" not in plan.model_dump_json()
    assert [credential.kind for credential in plan.credentials] == [CredentialKind.TOTP]
