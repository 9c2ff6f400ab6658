"""After a lost worker: a new browser is brought back to where the old one was."""

from typing import Any

from models.plan import Action, ComputerUsePlan
from tests.playground.practice.talks import DONE, LOGIN, ORDERS, Talk, make_plan, make_step, page

ORDER_PAGE = page('- link "Orders" [ref=e2]', url="http://orchard.test/orders/1042")
FORM = page('- checkbox "Gift wrap" [ref=e3]\n- button "Place order" [ref=e4]')
TICKED = page('- checkbox "Gift wrap" [checked] [ref=e3]\n- button "Place order" [ref=e4]')
OPEN = make_step(Action.NAVIGATE, url="http://orchard.test/login")
TYPE = make_step(Action.TYPE, "Password", credential="ORCHARD_PASSWORD")
SIGN_IN = make_step(Action.CLICK, "Sign in")
PLACE = make_step(Action.CLICK, "Place order", irreversible=True)
BACK = make_step(Action.CLICK, "Orders")


def interrupted(plan: ComputerUsePlan, finished: int, seen: str = "") -> Talk:
    """A run that was lost after `finished` steps, with `seen` as the last page before that."""
    talk = Talk(plan)
    if seen:
        use = {"type": "tool_use", "id": "before", "name": "mcp__browser__browser_snapshot", "input": {}}
        result = {"type": "tool_result", "tool_use_id": "before", "content": seen}
        talk.messages += [{"role": "assistant", "content": [use]}, {"role": "user", "content": [result]}]
    done = f"Step {finished} is the last one that was reported finished."
    return talk.hear(f"This run was interrupted: the worker was lost.\n{done}")


def acts(talk: Talk, *pages: str) -> list[tuple[str, Any]]:
    """What the model does while every look shows the next of `pages`, without the looks."""
    seen, done = iter(pages), []
    while (step := talk.next())[0] not in {"step_finished", "run_finished", "said"}:
        if step[0] == "browser_snapshot":
            talk.answer(next(seen))
        else:
            done.append((step[0], step[1].get("url") or step[1].get("text") or step[1].get("target")))
            talk.answer(DONE)
    return done


def test_what_led_to_the_page_is_done_again_without_being_reported_again() -> None:
    talk = interrupted(make_plan(OPEN, TYPE, SIGN_IN, make_step(Action.CLICK, "New order")), 3)

    assert acts(talk, page(LOGIN), page(LOGIN), page(ORDERS), page(ORDERS)) == [
        ("browser_navigate", "http://orchard.test/login"),
        ("browser_type", "ORCHARD_PASSWORD"),
        ("browser_click", "e7"),
        ("browser_click", "e4"),
    ]
    assert talk.next()[1]["step"] == 4


def test_only_what_came_after_the_last_address_is_done_again() -> None:
    talk = interrupted(make_plan(OPEN, TYPE, OPEN, SIGN_IN), 3)

    assert acts(talk, page(LOGIN), page(ORDERS)) == [
        ("browser_navigate", "http://orchard.test/login"),
        ("browser_click", "e7"),
    ]


def test_what_cannot_be_undone_is_never_done_again_but_its_page_is_opened() -> None:
    talk = interrupted(make_plan(OPEN, SIGN_IN, TYPE, PLACE, BACK), 4, seen=ORDER_PAGE)

    assert acts(talk, page(LOGIN), ORDER_PAGE, ORDER_PAGE) == [
        ("browser_navigate", "http://orchard.test/login"),
        ("browser_click", "e7"),
        ("browser_navigate", "http://orchard.test/orders/1042"),
        ("browser_click", "e2"),
    ]


def test_a_box_that_is_ticked_already_needs_no_click_on_the_way_back() -> None:
    talk = interrupted(make_plan(OPEN, make_step(Action.CHECK, "Gift wrap"), PLACE), 2)

    assert acts(talk, TICKED, ORDER_PAGE) == [
        ("browser_navigate", "http://orchard.test/login"),
        ("browser_click", "e4"),
    ]


def test_a_run_that_lost_its_worker_before_the_first_report_begins_anew() -> None:
    talk = Talk(make_plan(OPEN, SIGN_IN))
    talk.hear("This run was interrupted: the worker was lost.\nNo step was reported finished.")

    assert talk.next() == ("browser_navigate", {"url": "http://orchard.test/login"})


def test_a_call_whose_outcome_is_not_known_is_not_counted() -> None:
    talk = Talk(make_plan(OPEN, SIGN_IN)).answer(DONE).answer(page(LOGIN))
    use = {"type": "tool_use", "id": "lost", "name": "mcp__run__step_finished", "input": {"step": 1}}
    talk.messages.append({"role": "assistant", "content": [use]})
    talk.hear("This run was interrupted: the worker was lost.\nNo step was reported finished.")

    assert talk.next() == ("browser_navigate", {"url": "http://orchard.test/login"})


def test_the_shell_has_no_way_back_to_go() -> None:
    shell = [make_step(Action.SHELL, value=f"echo {word}") for word in ("one", "two")]
    talk = interrupted(make_plan(*shell), 1)

    assert talk.next()[1]["command"] == "echo two"


def test_once_a_step_is_reported_the_way_back_is_behind_it() -> None:
    talk = interrupted(make_plan(OPEN, SIGN_IN, make_step(Action.CLICK, "New order"), BACK), 2)
    acts(talk, page(LOGIN), page(ORDERS), ORDER_PAGE)

    tool, arguments = talk.answer("Noted.").next()

    assert (tool, arguments["target"]) == ("browser_click", "e2")
