from models.plan import Action
from tests.playground.practice.talks import (
    CLICK_SIGN_IN,
    DONE,
    LOGIN,
    ORDERS,
    REFUSED,
    Talk,
    make_plan,
    make_step,
    page,
)

CLICK_NEW_ORDER = make_step(Action.CLICK, "New order")


def test_a_page_is_looked_at_before_anything_on_it_is_touched() -> None:
    assert Talk(make_plan(CLICK_SIGN_IN)).next() == ("browser_snapshot", {})


def test_a_click_goes_to_the_element_with_the_label() -> None:
    tool, arguments = Talk(make_plan(CLICK_SIGN_IN)).answer(page(LOGIN)).next()

    assert (tool, arguments["target"]) == ("browser_click", "e7")


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
