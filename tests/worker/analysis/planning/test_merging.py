from typing import Any

import pytest

from models.errors import VideoError
from models.plan import (
    MOST_PARAMETERS,
    Action,
    Basis,
    ComputerUsePlan,
    NeededCredential,
    Parameter,
    Step,
)
from tests.worker.analysis.factories import make_evidence
from worker.analysis.planning.merging import Part, merge
from worker.analysis.planning.windows import Window


def make_step(number: int = 1, **told: Any) -> Step:
    return Step(**{"number": number, "instruction": "Do it", "action": Action.CLICK, **told})


def make_part(*steps: Step, first_event: int = 0, first_frame: int = 0, **told: Any) -> Part:
    plan = ComputerUsePlan(**{"goal": "Get it done", "steps": list(steps) or [make_step()], **told})
    return Part(Window(make_evidence(), first_event, first_frame), plan)


def typing(name: str) -> Step:
    return make_step(action=Action.TYPE, value=f"{{{name}}}")


def test_one_part_stays_as_it_is() -> None:
    part = make_part(
        typing("CUSTOMER"),
        start_url="http://shop.example.com",
        parameters=[Parameter(name="CUSTOMER", label="Customer", default="Ada")],
        success_criteria=["It is there."],
        questions=["Which one?"],
    )
    assert merge([part]) == part.plan


def test_steps_are_numbered_through() -> None:
    plan = merge([make_part(make_step(1), make_step(2)), make_part(make_step(1), first_event=30)])
    assert [step.number for step in plan.steps] == [1, 2, 3]


def test_events_and_frames_are_counted_from_the_first_of_all() -> None:
    later = make_part(make_step(events=[0, 2], frame=1), first_event=30, first_frame=50)
    step = merge([make_part(), later]).steps[1]
    assert (step.events, step.frame) == ([30, 32], 51)


def test_what_a_later_part_infers_as_its_way_in_was_open_already() -> None:
    way_in = make_step(action=Action.NAVIGATE, url="http://shop.example.com", basis=Basis.INFERRED)
    later = make_part(way_in, make_step(2, instruction="Go on"), first_event=30)
    plan = merge([make_part(way_in), later])
    assert [step.instruction for step in plan.steps] == ["Do it", "Go on"]


def test_the_same_parameter_is_asked_for_once() -> None:
    customer = Parameter(name="CUSTOMER", label="Customer", default="Ada")
    parts = [make_part(typing("CUSTOMER"), parameters=[customer], first_event=n) for n in (0, 30)]
    assert merge(parts).parameters == [customer]


def test_another_value_under_the_same_name_is_another_parameter() -> None:
    first, second = (Parameter(name="ITEM", label="Item", default=item) for item in ("Pears", "Plums"))
    plan = merge(
        [
            make_part(typing("ITEM"), parameters=[first]),
            make_part(
                typing("ITEM"), parameters=[second], success_criteria=["{ITEM} is there."], first_event=30
            ),
        ]
    )
    assert plan.success_criteria == ["{ITEM_2} is there."]
    assert {parameter.name: parameter.default for parameter in plan.parameters} == {
        "ITEM": "Pears",
        "ITEM_2": "Plums",
    }
    assert [step.value for step in plan.steps] == ["{ITEM}", "{ITEM_2}"]


def test_parameters_beyond_what_a_plan_holds_become_their_shown_values() -> None:
    full = [Parameter(name=f"P{n}", label="One", default=str(n)) for n in range(MOST_PARAMETERS)]
    more = Parameter(name="MORE", label="More", default="Plums")
    plan = merge([make_part(parameters=full), make_part(typing("MORE"), parameters=[more], first_event=30)])
    assert plan.steps[1].value == "Plums"


def test_a_long_value_that_stands_for_itself_is_cut_where_it_does_not_fit() -> None:
    full = [Parameter(name=f"P{n}", label="One", default=str(n)) for n in range(MOST_PARAMETERS)]
    long = Parameter(name="LONG", label="Long", default="x" * 4000)
    step = make_step(action=Action.TYPE, instruction="Type {LONG} in", value="{LONG}{LONG}")
    plan = merge(
        [make_part(parameters=full), make_part(step, parameters=[long], goal="{LONG}", first_event=30)]
    )
    assert ComputerUsePlan.model_validate(plan.model_dump()) == plan


@pytest.mark.parametrize("host", ["shop.example.com", None], ids=["the same site", "no site known"])
def test_the_same_credential_is_asked_for_once(host: str | None) -> None:
    known = NeededCredential(name="SHOP_PASSWORD", label="Password", host="shop.example.com")
    again = known.model_copy(update={"host": host})
    step = make_step(action=Action.TYPE, credential="SHOP_PASSWORD")
    plan = merge([make_part(step, credentials=[again]), make_part(step, credentials=[known], first_event=30)])
    assert plan.credentials == [known]


def test_a_credential_of_another_site_is_another_one() -> None:
    first, second = (
        NeededCredential(name="PASSWORD", label="Password", host=host) for host in ("one.test", "two.test")
    )
    typed = make_step(action=Action.TYPE, credential="PASSWORD")
    sent = make_step(2, action=Action.SHELL, value="login $PASSWORD ${PASSWORD} $PASSWORDS")
    plan = merge(
        [
            make_part(typed, credentials=[first]),
            make_part(typed, sent, credentials=[second], first_event=30),
        ]
    )
    assert [step.credential for step in plan.steps] == ["PASSWORD", "PASSWORD_2", None]
    assert plan.steps[2].value == "login $PASSWORD_2 ${PASSWORD_2} $PASSWORDS"


def test_the_last_part_says_where_it_leads_and_the_first_where_it_starts() -> None:
    plan = merge(
        [
            make_part(goal="Begin", start_url="http://one.test", success_criteria=["Begun."]),
            make_part(
                goal="Finish", start_url="http://two.test", success_criteria=["Finished."], first_event=9
            ),
        ]
    )
    assert (plan.goal, plan.start_url, plan.success_criteria) == ("Finish", "http://one.test", ["Finished."])


def test_a_question_is_asked_once() -> None:
    parts = [make_part(questions=["Which one?", f"Question {n}?"]) for n in range(2)]
    assert merge(parts).questions == ["Which one?", "Question 0?", "Question 1?"]


def test_more_steps_than_a_plan_holds_say_what_to_do() -> None:
    many = make_part(*(make_step(n) for n in range(1, 201)))
    with pytest.raises(VideoError, match="shorter parts"):
        merge([many, make_part(first_event=200)])


def test_equal_parts_give_equal_plans() -> None:
    parts = [make_part(), make_part(first_event=30)]
    assert merge(parts).digest == merge(parts).digest
