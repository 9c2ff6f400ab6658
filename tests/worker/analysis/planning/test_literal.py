import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import VideoError
from models.plan import Action, Basis, ComputerUsePlan
from tests.worker.analysis.factories import SITE, make_event, make_evidence, make_sign_in
from tests.worker.analysis.planning.literally import plan_of
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.literal import plan_literally


def test_a_recording_becomes_one_step_per_move() -> None:
    plan = plan_literally(make_sign_in())
    assert [(step.action, step.target) for step in plan.steps] == [
        (Action.NAVIGATE, None),
        (Action.TYPE, "Email"),
        (Action.TYPE, "Password"),
        (Action.CLICK, "Sign in"),
        (Action.TYPE, "Customer"),
        (Action.SELECT, "Crate size"),
        (Action.CHECK, "Gift wrap"),
        (Action.CLICK, "Create order"),
        (Action.CLICK, "Print"),
    ]


def test_it_starts_at_the_first_address_that_was_shown() -> None:
    plan = plan_literally(make_sign_in())
    assert plan.start_url == plan.steps[0].url == f"{SITE}/login"
    assert plan.steps[0].basis is Basis.INFERRED


def test_an_opened_address_is_a_shown_step_and_not_opened_twice() -> None:
    plan = plan_of(make_event(EventKind.NAVIGATE, 1, url="shop.example.com/cart"))
    assert [(step.url, step.basis) for step in plan.steps] == [("https://shop.example.com/cart", Basis.SHOWN)]


def test_the_enter_key_elsewhere_is_pressed() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Search", text="pears"), make_event(EventKind.KEY, 1, text="Enter")
    )
    assert (plan.steps[1].action, plan.steps[1].value) == (Action.PRESS, "Enter")


def test_a_slider_is_set_to_what_it_was_set_to() -> None:
    plan = plan_of(make_event(EventKind.CLICK, label="Volume", text="74 %"))
    assert (plan.steps[0].action, plan.steps[0].value) == (Action.CLICK, "74 %")
    assert plan.steps[0].instruction == "Set “Volume” to 74 %"


def test_a_command_becomes_a_shell_step() -> None:
    plan = plan_of(make_event(EventKind.COMMAND, text="make report"))
    assert (plan.steps[0].action, plan.steps[0].value) == (Action.SHELL, "make report")


@pytest.mark.parametrize("label", ["Send", "Pay now", "Delete customer", "Publish", "Invite people"])
def test_what_cannot_be_undone_is_flagged(label: str) -> None:
    assert plan_of(make_event(EventKind.CLICK, label=label)).steps[0].irreversible


@pytest.mark.parametrize("label", ["Sign in", "New order", "Payments", "Sender", "Create order"])
def test_what_can_be_undone_is_not_flagged(label: str) -> None:
    assert not plan_of(make_event(EventKind.CLICK, label=label)).steps[0].irreversible


def test_a_click_on_something_without_a_readable_label_is_asked_about() -> None:
    plan = plan_of(make_event(EventKind.CLICK, 65, xy=(10, 20)))
    assert plan.steps[0].confidence < 0.5
    assert plan.questions == ["The label of what was used at 1:05 could not be read. What is it called?"]


def test_a_doubtful_step_is_asked_about() -> None:
    plan = plan_of(make_event(EventKind.CLICK, 3, label="5ign in", confidence=0.3))
    assert plan.questions == ["What was done at 0:03 was hard to make out. Is “Click “5ign in”” right?"]


def test_a_click_that_leads_to_another_page_says_which_to_expect() -> None:
    plan = plan_literally(make_sign_in())
    assert plan.steps[3].expected == "shop.example.com/orders/new opens"


def test_a_screencast_in_which_nothing_happens_says_what_to_do() -> None:
    with pytest.raises(VideoError, match="Record it again"):
        plan_literally(make_evidence())


def test_a_screencast_with_more_steps_than_a_plan_holds_says_what_to_do() -> None:
    clicks = [make_event(EventKind.CLICK, n, label=f"Button {n}") for n in range(201)]
    with pytest.raises(VideoError, match="shorter parts"):
        plan_of(*clicks)


def test_the_same_evidence_gives_the_same_plan() -> None:
    assert plan_literally(make_sign_in()).digest == plan_literally(make_sign_in()).digest


texts = st.none() | st.text(max_size=40) | st.sampled_from(["checked", "Enter", "Tab", "Email", "x" * 5000])
urls = (
    st.none()
    | st.text(max_size=30)
    | st.sampled_from([SITE, "http://[::1", "a.test/9", "https://" + "a" * 3000])
)
points = st.none() | st.tuples(st.integers(-5, 4000), st.integers(-5, 4000))
boxes = st.none() | st.tuples(*[st.integers(-5, 4000)] * 4)
SECRET = "hunter2-correct-horse"
events = st.builds(
    Event,
    kind=st.sampled_from(EventKind),
    t_start=st.floats(-10, 1e6),
    t_end=st.floats(-10, 1e6),
    label=texts,
    text=texts,
    xy=points,
    bbox=boxes,
    url=urls,
    app=texts,
    confidence=st.floats(0, 1),
)
secrets = st.builds(
    Event, kind=st.just(EventKind.TYPE), t_start=st.just(1.0), t_end=st.just(2.0), label=texts,
    text=st.just(SECRET), secret=st.just(value=True), url=urls,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(events | secrets, max_size=40))
def test_any_evidence_gives_a_valid_plan_without_secrets_or_a_clear_error(seen: list[Event]) -> None:
    try:
        plan = plan_of(*seen)
    except VideoError:
        assert not seen
        return
    assert ComputerUsePlan.model_validate_json(plan.model_dump_json()) == plan
    assert SECRET not in plan.model_dump_json()
    assert {index for step in plan.steps for index in step.events} == set(range(len(seen)))


@settings(deadline=None)
@given(st.lists(events, min_size=1, max_size=40))
def test_every_placeholder_in_a_plan_is_a_parameter_of_it(seen: list[Event]) -> None:
    plan = plan_of(*seen)
    names = {f"{{{parameter.name}}}" for parameter in plan.parameters}
    typed = [step for step in plan.steps if step.action in {Action.TYPE, Action.SELECT} and step.target]
    assert all(step.value in names for step in typed if step.value and step.credential is None)
