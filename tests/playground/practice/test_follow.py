from unittest.mock import ANY as ANYTHING

import pytest

from models.plan import Action, NeededCredential, Parameter
from tests.playground.practice.talks import DONE, LOGIN, ORDERS, REFUSED, Talk, make_plan, make_step, page

CLICK_SIGN_IN = make_step(Action.CLICK, "Sign in")
CLICK_NEW_ORDER = make_step(Action.CLICK, "New order")


def test_a_page_is_looked_at_before_anything_on_it_is_touched() -> None:
    assert Talk(make_plan(CLICK_SIGN_IN)).next() == ("browser_snapshot", {})


def test_a_click_goes_to_the_element_with_the_label() -> None:
    tool, arguments = Talk(make_plan(CLICK_SIGN_IN)).answer(page(LOGIN)).next()

    assert (tool, arguments["target"]) == ("browser_click", "e7")


def test_a_credential_is_typed_by_its_name() -> None:
    step = make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")

    tool, arguments = Talk(make_plan(step)).answer(page(LOGIN)).next()

    assert (tool, arguments["target"], arguments["text"]) == ("browser_type", "e6", "ORCHARD_PASSWORD")


def test_a_parameter_stands_for_the_value_that_was_given() -> None:
    step = make_step(Action.TYPE, "Email", value="{CUSTOMER} Ltd")
    talk = Talk(make_plan(step), {"CUSTOMER": "Maple Street"})

    assert talk.answer(page(LOGIN)).next()[1]["text"] == "Maple Street Ltd"


def test_a_parameter_nobody_gave_keeps_the_value_of_the_screencast() -> None:
    step = make_step(Action.TYPE, "Email", value="{CUSTOMER}")

    assert Talk(make_plan(step)).answer(page(LOGIN)).next()[1]["text"] == "Hillside Market"


def test_the_option_nearest_to_the_wanted_one_is_chosen() -> None:
    options = '- combobox "Product" [ref=e9]:\n  - option "Apples" [selected]\n  - option "Victoria plums"'
    step = make_step(Action.SELECT, "Product", value="Victoria plurns")

    _, arguments = Talk(make_plan(step)).answer(page(options)).next()

    assert arguments["values"] == ["Victoria plums"]


def test_what_was_taken_for_typing_is_chosen_where_the_page_has_a_list() -> None:
    options = '- combobox "Product" [ref=e9]:\n  - option "Apples"\n  - option "Pears"'
    step = make_step(Action.TYPE, "Product", value="Pears")

    tool, arguments = Talk(make_plan(step)).answer(page(options)).next()

    assert (tool, arguments["values"]) == ("browser_select_option", ["Pears"])


def test_a_box_that_is_ticked_already_is_left_alone() -> None:
    step = make_step(Action.CHECK, "Gift wrap")

    tool, arguments = Talk(make_plan(step)).answer(page('- checkbox "Gift wrap" [checked] [ref=e2]')).next()

    assert (tool, arguments["observed"]) == ("step_finished", "“Gift wrap” is ticked.")


def test_a_box_that_did_not_take_the_click_is_tried_again_and_then_given_up() -> None:
    box = page('- checkbox "Gift wrap" [ref=e2]')
    talk = Talk(make_plan(make_step(Action.CHECK, "Gift wrap"))).answer(box).answer(DONE).answer(box)
    assert talk.next()[0] == "browser_click"

    tool, arguments = talk.answer(DONE).answer(box).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "“Gift wrap” is clear" in arguments["summary"]


def test_a_step_is_reported_only_after_the_page_was_looked_at_again() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN)).answer(page(LOGIN)).answer(DONE)
    assert talk.next() == ("browser_snapshot", {})

    tool, arguments = talk.answer(page(ORDERS, title="Orders")).next()

    assert (tool, arguments["step"]) == ("step_finished", 1)
    assert "Orders" in arguments["observed"]


def test_an_element_that_appears_late_is_waited_for() -> None:
    talk = Talk(make_plan(CLICK_NEW_ORDER)).answer(page(LOGIN))
    assert talk.next()[0] == "browser_wait_for"

    assert talk.answer(DONE).answer(page(ORDERS)).next()[1]["target"] == "e4"


def test_a_missing_element_ends_the_run_with_what_was_seen_instead() -> None:
    talk = Talk(make_plan(CLICK_NEW_ORDER)).answer(page(LOGIN)).answer(DONE).answer(page(LOGIN))

    tool, arguments = talk.next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "“New order”" in arguments["summary"]
    assert "button “Sign in”" in arguments["summary"]


def test_a_refused_sign_in_fails_at_its_own_step_with_the_pages_words() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN, CLICK_NEW_ORDER)).answer(page(LOGIN)).answer(DONE)

    tool, arguments = talk.answer(page(REFUSED)).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "Step 1" in arguments["summary"]
    assert "That email and password do not match" in arguments["summary"]


def test_an_alert_that_was_there_before_is_nobodys_refusal() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN, CLICK_NEW_ORDER)).answer(page(REFUSED)).answer(DONE)

    assert talk.answer(page(REFUSED)).next()[0] == "step_finished"


def test_an_alert_does_not_stop_a_run_that_can_go_on() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN, CLICK_NEW_ORDER)).answer(page(LOGIN)).answer(DONE)

    assert talk.answer(page("- alert: Maintenance tonight." + ORDERS)).next()[0] == "step_finished"


def test_a_field_without_a_label_is_the_one_with_the_focus() -> None:
    step = make_step(Action.TYPE, None, value="dana@orchard.test")
    focused = page('- textbox "Name" [ref=e1]\n- textbox "Email" [active] [ref=e2]')

    assert Talk(make_plan(step)).answer(focused).next()[1]["target"] == "e2"


def test_a_credential_is_typed_only_on_the_site_it_belongs_to() -> None:
    step = make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")
    owned = NeededCredential(name="ORCHARD_PASSWORD", label="Password", host="orchard.test")
    plan = make_plan(step, credentials=[owned])

    assert Talk(plan).answer(page(LOGIN, url="http://desk.orchard.test/")).next()[0] == "browser_type"
    tool, arguments = Talk(plan).answer(page(LOGIN, url="http://notorchard.test/")).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "ORCHARD_PASSWORD belongs to orchard.test" in arguments["summary"]


def test_a_value_nobody_gave_is_not_made_up() -> None:
    step = make_step(Action.TYPE, "Email", value="{CODE}")
    plan = make_plan(step, parameters=[Parameter(name="CODE", label="One-time code")])

    unanswered = Talk(plan).answer(page(LOGIN)).answer("Nobody answered.", failed=True)

    tool, arguments = unanswered.next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "needs a value" in arguments["summary"]


def test_keys_are_pressed_under_the_browsers_names() -> None:
    assert Talk(make_plan(make_step(Action.PRESS, value="ctrl+a"))).next()[1] == {"key": "Control+a"}
    assert Talk(make_plan(make_step(Action.PRESS, value="Return"))).next()[1] == {"key": "Enter"}


def test_a_page_that_does_not_answer_with_tls_is_opened_without() -> None:
    talk = Talk(make_plan(make_step(Action.NAVIGATE, url="https://orchard.test/login")))
    assert talk.next()[1] == {"url": "https://orchard.test/login"}

    failed = talk.answer("### Error\nError: net::ERR_SSL_PROTOCOL_ERROR", failed=True)

    assert failed.next()[1] == {"url": "http://orchard.test/login"}


def test_a_page_that_never_opens_ends_the_run_with_the_browsers_reason() -> None:
    talk = Talk(make_plan(make_step(Action.NAVIGATE, url="http://orchard.test/")))
    for _ in range(3):
        talk.answer("### Error\nError: net::ERR_CONNECTION_REFUSED", failed=True)

    tool, arguments = talk.next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "net::ERR_CONNECTION_REFUSED" in arguments["summary"]


def test_what_a_tool_says_after_its_first_line_is_not_repeated() -> None:
    talk = Talk(make_plan(make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")))
    for _ in range(2):
        talk.answer(page(LOGIN)).answer('### Error\nError: not editable\n  - fill("hunter2")', failed=True)

    assert "hunter2" not in talk.next()[1]["summary"]


def test_a_command_runs_in_the_shell_with_its_parameters() -> None:
    talk = Talk(make_plan(make_step(Action.SHELL, value="echo {CUSTOMER}")))
    assert talk.next()[1]["command"] == "echo Hillside Market"

    assert talk.answer("Hillside Market").next() == (
        "step_finished",
        {"step": 1, "observed": "Hillside Market"},
    )


def test_a_failed_command_ends_the_run_with_its_output() -> None:
    plan = make_plan(make_step(Action.SHELL, value="ls gone"))
    silent = Talk(plan).answer("Exit code 1", failed=True)
    telling = Talk(plan).answer("Exit code 2\nls: cannot access 'gone'", failed=True)

    assert silent.next()[1]["summary"] == "Practice model: Step 1 (shell) did not work: Exit code 1."
    assert "did not work: ls: cannot access 'gone'." in telling.next()[1]["summary"]


def test_a_step_that_takes_understanding_is_not_pretended() -> None:
    tool, arguments = Talk(make_plan(make_step(Action.OTHER))).next()

    assert (tool, arguments["succeeded"]) == ("run_finished", False)
    assert "ANTHROPIC_API_KEY" in arguments["summary"]


def test_after_the_last_step_the_success_criteria_are_checked() -> None:
    plan = make_plan(CLICK_SIGN_IN, success_criteria=["orchard.test/orders/… is shown without an error."])
    done = Talk(plan).answer(page(LOGIN)).answer(DONE)

    good = done.answer(page(ORDERS, url="http://orchard.test/orders/1042?saved")).answer("Noted.")

    good = good.answer("Written.").answer(page(ORDERS, url="http://orchard.test/orders/1042?saved"))
    quote = {"criterion": 1, "holds": True, "seen": "http://orchard.test/orders/1042?saved"}
    assert good.next() == ("run_finished", {"succeeded": True, "summary": ANYTHING, "criteria": [quote]})


def test_the_end_state_is_pictured_once_and_what_was_seen_of_it_still_holds() -> None:
    plan = make_plan(CLICK_SIGN_IN)
    talk = Talk(plan, tools=("browser_take_screenshot",)).answer(page(LOGIN)).answer(DONE)
    done = talk.answer(page(ORDERS)).answer("Noted.").answer("Written.").answer(page(ORDERS))
    assert done.next()[0] == "browser_take_screenshot"

    pictured = done.answer("The picture is kept.")

    assert pictured.next()[0] == "run_finished"


def test_also_a_run_that_is_given_up_is_pictured_where_it_stands() -> None:
    plan = make_plan(make_step(Action.NAVIGATE, url="http://orchard.test/"), CLICK_SIGN_IN)
    opened = Talk(plan, tools=("browser_take_screenshot",)).answer(page(ORDERS)).answer("Noted.")
    given_up = opened.answer("Waited.").answer(page(ORDERS))

    assert given_up.next()[0] == "browser_take_screenshot"
    assert given_up.answer("### Error", failed=True).next()[0] == "run_finished"


def test_a_browser_that_opened_nothing_is_not_pictured() -> None:
    plan = make_plan(make_step(Action.NAVIGATE, url="http://orchard.test/"))
    talk = Talk(plan, tools=("browser_take_screenshot",))
    for _ in range(3):
        talk.answer("### Error\nError: net::ERR_CONNECTION_REFUSED", failed=True)

    assert talk.next()[0] == "run_finished"


def test_a_report_is_left_before_the_end() -> None:
    tool, arguments = (
        Talk(make_plan(make_step(Action.SHELL, value="date"))).answer("Monday").answer("Noted.").next()
    )

    assert (tool, arguments["file_path"]) == ("Write", "/workspace/report.md")
    assert "Followed all 1 steps." in arguments["content"]


def test_the_report_of_an_earlier_run_is_read_and_then_replaced() -> None:
    talk = Talk(make_plan(make_step(Action.SHELL, value="date"))).answer("Monday").answer("Noted.")
    refused = talk.answer("File has not been read yet.", failed=True)

    assert refused.next()[0] == "Read"
    assert refused.answer("# Before").next()[0] == "Write"


def test_a_criterion_that_does_not_hold_fails_the_run() -> None:
    plan = make_plan(CLICK_SIGN_IN, success_criteria=["orchard.test/orders/… is shown without an error."])
    done = Talk(plan).answer(page(LOGIN)).answer(DONE)

    elsewhere = page(ORDERS, url="http://orchard.test/welcome")
    bad = done.answer(elsewhere).answer("Noted.").answer(elsewhere).next()

    assert (bad[0], bad[1]["succeeded"]) == ("run_finished", False)
    assert "http://orchard.test/welcome is open instead" in bad[1]["summary"]


def test_once_the_run_is_reported_there_is_nothing_left_to_call() -> None:
    talk = Talk(make_plan(make_step(Action.OTHER))).answer("Noted.")

    tool, said = talk.next()

    assert tool == "said"
    assert "practice model" in said["text"]


def test_a_run_that_gets_nowhere_is_given_up() -> None:
    talk = Talk(make_plan(CLICK_SIGN_IN))
    for _ in range(16):
        talk.answer("### Error\nError: the browser is gone", failed=True)

    assert "the browser is gone" in talk.next()[1]["summary"]


def test_equal_requests_get_equal_answers() -> None:
    one, other = (Talk(make_plan(CLICK_SIGN_IN)).answer(page(LOGIN)) for _ in range(2))

    assert one.messages == other.messages
    assert one.next() == other.next()


@pytest.mark.parametrize("silence", ["", "(Bash completed with no output)"], ids=["empty", "said"])
def test_after_a_command_that_printed_nothing_the_files_are_looked_at(silence: str) -> None:
    talk = Talk(make_plan(make_step(Action.SHELL, value="touch list"))).answer(silence)
    assert talk.next()[1]["command"] == "ls -l"

    tool, arguments = talk.answer("list").next()

    assert (tool, arguments["observed"]) == (
        "step_finished",
        "The command printed nothing. The files are: list",
    )
