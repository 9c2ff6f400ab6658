from unittest.mock import ANY as ANYTHING

from models.plan import Action
from tests.playground.practice.talks import (
    CLICK_SIGN_IN,
    DONE,
    LOGIN,
    ORDERS,
    Talk,
    make_plan,
    make_step,
    page,
)


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
