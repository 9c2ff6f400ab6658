from models.plan import Action
from tests.worker.analysis.factories import SITE, make_event, make_sign_in
from tests.worker.analysis.planning.literally import plan_of
from worker.analysis.evidence import EventKind
from worker.analysis.planning.literal import plan_literally


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
        make_event(EventKind.CLICK, label="Name"),
        make_event(EventKind.KEY, 1, text="ctrl+a"),
        make_event(EventKind.TYPE, 2, label="Name", text="Ada"),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.TYPE, [0, 1, 2])]


def test_text_seen_twice_while_it_grew_is_typed_once() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Name", text="Ada"),
        make_event(EventKind.TYPE, 1, label="Name", text="Ada Lovelace"),
    )
    assert [parameter.default for parameter in plan.parameters] == ["Ada Lovelace"]


def test_what_a_list_proposed_while_it_was_typed_was_not_chosen() -> None:
    plan = plan_of(
        make_event(EventKind.SELECT, label="Class", text="wh"),
        make_event(EventKind.TYPE, 1, label="Class", text="wheel"),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.TYPE, [0, 1])]


def test_text_corrected_in_its_field_counts_as_it_stands_in_the_end() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Name", text="Ada Lovelcae"),
        make_event(EventKind.CLICK, 1, label="Name"),
        make_event(EventKind.TYPE, 2, label="Name", text="Ada Lovelace"),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.TYPE, [0, 1, 2])]
    assert [parameter.default for parameter in plan.parameters] == ["Ada Lovelace"]


def test_another_text_in_the_same_field_is_typed_as_well() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Item", text="Apples"),
        make_event(EventKind.TYPE, 1, label="Item", text="Cherries"),
    )
    assert [parameter.default for parameter in plan.parameters] == ["Apples", "Cherries"]


def test_a_button_in_a_field_that_was_filled_is_clicked() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Email", text="ada", bbox=(100, 200, 180, 20)),
        make_event(EventKind.CLICK, 1, label="Clear", xy=(270, 210)),
        make_event(EventKind.TYPE, 2, label="Email", text="mary", bbox=(100, 200, 180, 20)),
    )
    assert [(step.action, step.target) for step in plan.steps] == [
        (Action.TYPE, "Email"),
        (Action.CLICK, "Clear"),
        (Action.TYPE, "Email"),
    ]


def test_a_field_without_a_name_is_called_like_what_turned_into_it() -> None:
    plan = plan_of(
        make_event(EventKind.CLICK, label="12 seats", xy=(120, 210)),
        make_event(EventKind.TYPE, 1, text="14", bbox=(100, 200, 80, 20)),
    )
    assert [(step.action, step.target) for step in plan.steps] == [(Action.TYPE, "12 seats")]


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


def test_moving_the_caret_before_a_click_is_no_step() -> None:
    plan = plan_of(make_event(EventKind.KEY, text="Tab"), make_event(EventKind.CLICK, 1, label="Save"))
    assert [(step.action, step.events) for step in plan.steps] == [(Action.CLICK, [0, 1])]


def test_moving_the_caret_from_field_to_field_is_part_of_filling_in_the_last() -> None:
    plan = plan_of(
        make_event(EventKind.KEY, text="Tab"),
        make_event(EventKind.KEY, 1, text="Tab"),
        make_event(EventKind.TYPE, 2, label="Name", text="Ada"),
    )
    assert [(step.action, step.events) for step in plan.steps] == [(Action.TYPE, [0, 1, 2])]


def test_moving_the_caret_before_another_key_is_a_step() -> None:
    plan = plan_of(make_event(EventKind.KEY, text="Tab"), make_event(EventKind.KEY, 1, text="Enter"))
    assert [step.value for step in plan.steps] == ["Tab", "Enter"]


def test_the_same_field_on_another_page_is_filled_in_by_another_step() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Password", secret=True, url="http://a.test/x"),
        make_event(EventKind.TYPE, 2, label="Password", secret=True, url="http://b.test/x"),
    )
    typed = [step for step in plan.steps if step.action is Action.TYPE]
    assert [step.credential for step in typed] == ["A_PASSWORD", "B_PASSWORD"]


def test_two_fields_of_one_name_are_filled_in_by_two_steps() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Name", text="Ada", bbox=(100, 200, 180, 20)),
        make_event(EventKind.TYPE, 2, label="Name", text="Ada", bbox=(100, 260, 180, 20)),
    )
    assert [step.events for step in plan.steps] == [[0], [1]]
