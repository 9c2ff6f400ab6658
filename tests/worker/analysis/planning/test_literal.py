import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import VideoError
from models.plan import Action, Basis, ComputerUsePlan, CredentialKind, NeededCredential
from tests.worker.analysis.factories import SITE, make_event, make_evidence, make_sign_in
from worker.analysis.evidence import Event, EventKind, Frame
from worker.analysis.planning.literal import plan_literally


def plan_of(*events: Event) -> ComputerUsePlan:
    return plan_literally(make_evidence(*events))


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


def test_a_password_becomes_a_credential_named_after_its_site() -> None:
    plan = plan_literally(make_sign_in())
    (credential,) = plan.credentials
    assert (credential.name, credential.host) == ("EXAMPLE_PASSWORD", "shop.example.com")
    assert plan.steps[2].credential == "EXAMPLE_PASSWORD"
    assert plan.steps[2].value is None


def test_a_secret_typed_in_the_clear_is_not_kept_either() -> None:
    plan = plan_of(make_event(EventKind.TYPE, label="API key", text="sk-live-123", url=SITE))
    assert "sk-live-123" not in plan.model_dump_json()
    assert plan.credentials[0].name == "EXAMPLE_API_KEY"


def test_what_was_typed_and_chosen_becomes_parameters_with_the_shown_value() -> None:
    plan = plan_literally(make_sign_in())
    assert {parameter.name: parameter.default for parameter in plan.parameters} == {
        "EMAIL": "ada@example.com",
        "CUSTOMER": "Blue Fig Café",
        "CRATE_SIZE": "Large",
    }
    assert plan.steps[4].value == "{CUSTOMER}"


def test_a_code_of_the_moment_becomes_the_key_of_an_authenticator_app() -> None:
    plan = plan_of(make_event(EventKind.TYPE, label="Verification code", text="481516", url=SITE))
    assert plan.credentials == [
        NeededCredential(
            name="EXAMPLE_AUTHENTICATOR_KEY",
            label="Authenticator key for shop.example.com",
            kind=CredentialKind.TOTP,
            host="shop.example.com",
        )
    ]
    assert plan.steps[-1].instruction == (
        "Type the code of EXAMPLE_AUTHENTICATOR_KEY into “Verification code”"
    )
    assert "481516" not in plan.model_dump_json()


def test_two_code_fields_of_one_site_need_one_key() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Security code", url=SITE),
        make_event(EventKind.TYPE, 1, label="2FA code", url=SITE),
    )
    assert len(plan.credentials) == 1


def test_the_same_label_with_another_value_is_another_parameter() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Item", text="Pears"),
        make_event(EventKind.CLICK, 1, label="Add"),
        make_event(EventKind.TYPE, 2, label="Item", text="Plums"),
    )
    assert [step.value for step in plan.steps] == ["{ITEM}", None, "{ITEM_2}"]


def test_a_click_that_only_focuses_a_field_is_part_of_typing_into_it() -> None:
    plan = plan_literally(make_sign_in())
    assert plan.steps[1].events == [0, 1]


def test_a_click_on_a_placeholder_is_recognised_by_its_place() -> None:
    plan = plan_of(
        make_event(EventKind.CLICK, label="name@company.com", xy=(120, 210)),
        make_event(EventKind.TYPE, 1, label="Email", text="ada@example.com", bbox=(100, 200, 180, 20)),
    )
    assert [step.action for step in plan.steps] == [Action.TYPE]


def test_selecting_all_before_typing_is_part_of_typing() -> None:
    plan = plan_of(
        make_event(EventKind.KEY, text="ctrl+a"), make_event(EventKind.TYPE, 1, label="Name", text="Ada")
    )
    assert plan.steps[0].events == [0, 1]


def test_text_seen_twice_while_it_grew_is_typed_once() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Name", text="Ada"),
        make_event(EventKind.TYPE, 1, label="Name", text="Ada Lovelace"),
    )
    assert [parameter.default for parameter in plan.parameters] == ["Ada Lovelace"]


def test_the_enter_key_after_an_address_is_part_of_opening_it() -> None:
    plan = plan_of(
        make_event(EventKind.NEW_TAB),
        make_event(EventKind.NAVIGATE, 1, url=SITE),
        make_event(EventKind.KEY, 2, text="Enter"),
    )
    assert [step.events for step in plan.steps] == [[0, 1, 2]]


def test_a_new_tab_that_comes_to_the_front_is_part_of_opening_an_address_in_it() -> None:
    plan = plan_of(
        make_event(EventKind.NEW_TAB),
        make_event(EventKind.SWITCH_TAB, 1),
        make_event(EventKind.CLICK, 2),
        make_event(EventKind.NAVIGATE, 3, url=SITE),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.NAVIGATE, [0, 1, 2, 3])]


def test_another_tab_turned_to_later_is_a_step_of_its_own() -> None:
    plan = plan_of(
        make_event(EventKind.NEW_TAB),
        make_event(EventKind.SWITCH_TAB, 5, app="Orders"),
        make_event(EventKind.CLICK, 7, label="Next"),
    )
    assert [step.instruction for step in plan.steps] == [
        "Open a new tab",
        "Switch to the tab “Orders”",
        "Click “Next”",
    ]


def test_the_same_text_seen_twice_in_a_field_was_given_once() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Vessel", text="Heron"),
        make_event(EventKind.SELECT, 1, label="Vessel", text="Heron"),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.TYPE, [0, 1])]


def test_a_secret_in_a_command_is_asked_for_and_not_kept() -> None:
    plan = plan_of(make_event(EventKind.COMMAND, text="login --token hunter2"))
    assert plan.steps[0].value == "login --token $SECRET_TOKEN"
    assert [credential.name for credential in plan.credentials] == ["SECRET_TOKEN"]
    assert "hunter2" not in plan.model_dump_json()


def test_moving_the_caret_before_a_click_is_no_step() -> None:
    plan = plan_of(make_event(EventKind.KEY, text="Tab"), make_event(EventKind.CLICK, 1, label="Save"))
    assert [(step.action, step.events) for step in plan.steps] == [(Action.CLICK, [0, 1])]


def test_moving_the_caret_before_another_key_is_a_step() -> None:
    plan = plan_of(make_event(EventKind.KEY, text="Tab"), make_event(EventKind.KEY, 1, text="Enter"))
    assert [step.value for step in plan.steps] == ["Tab", "Enter"]


def test_the_enter_key_elsewhere_is_pressed() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Search", text="pears"), make_event(EventKind.KEY, 1, text="Enter")
    )
    assert (plan.steps[1].action, plan.steps[1].value) == (Action.PRESS, "Enter")


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


def test_numbers_in_the_last_address_may_differ_from_run_to_run() -> None:
    evidence = make_sign_in()
    evidence.frames = [Frame(t=14, path="frames/end.png", reason="end", url=f"{SITE}/orders/1042")]
    assert plan_literally(evidence).success_criteria == [
        "shop.example.com/orders/… is shown without an error message."
    ]


def test_a_last_page_that_nobody_read_is_not_made_up() -> None:
    plan = plan_literally(make_sign_in())
    assert plan.success_criteria == ["There is no error message after the last step."]


def test_a_screencast_in_which_nothing_happens_says_what_to_do() -> None:
    with pytest.raises(VideoError, match="Record it again"):
        plan_literally(make_evidence())


def test_a_screencast_with_more_steps_than_a_plan_holds_says_what_to_do() -> None:
    clicks = [make_event(EventKind.CLICK, n, label=f"Button {n}") for n in range(201)]
    with pytest.raises(VideoError, match="shorter parts"):
        plan_of(*clicks)


def test_the_same_evidence_gives_the_same_plan() -> None:
    assert plan_literally(make_sign_in()).digest == plan_literally(make_sign_in()).digest


def test_a_page_that_came_up_unseen_is_opened_as_an_inferred_step() -> None:
    plan = plan_of(
        make_event(EventKind.NAVIGATE, url=f"{SITE}/orders"),
        make_event(EventKind.CLICK, 1, label="New customer", url=f"{SITE}/customers"),
    )
    assert (plan.steps[1].action, plan.steps[1].url) == (Action.NAVIGATE, f"{SITE}/customers")
    assert plan.steps[1].basis is Basis.INFERRED


def test_a_form_that_was_sent_unseen_is_sent_with_the_enter_key() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Password", secret=True, url=f"{SITE}/login"),
        make_event(EventKind.CLICK, 1, label="Customers", url=f"{SITE}/orders"),
    )
    assert [(step.action, step.value, step.basis) for step in plan.steps[2:3]] == [
        (Action.PRESS, "Enter", Basis.INFERRED)
    ]


def test_an_address_read_slightly_differently_is_no_other_page() -> None:
    plan = plan_of(
        make_event(EventKind.NAVIGATE, url=f"{SITE}/customers/new"),
        make_event(EventKind.CLICK, 1, label="Save", url=f"{SITE}/customers/nevv"),
    )
    assert [step.action for step in plan.steps] == [Action.NAVIGATE, Action.CLICK]


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


@given(st.lists(events, min_size=1, max_size=40))
def test_every_placeholder_in_a_plan_is_a_parameter_of_it(seen: list[Event]) -> None:
    plan = plan_of(*seen)
    names = {f"{{{parameter.name}}}" for parameter in plan.parameters}
    typed = [step for step in plan.steps if step.action in {Action.TYPE, Action.SELECT} and step.target]
    assert all(step.value in names for step in typed if step.value and step.credential is None)
