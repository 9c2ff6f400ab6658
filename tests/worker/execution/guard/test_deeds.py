"""A yes is for one deed: not for the step it happens in, nor for what looks like it elsewhere."""

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import (
    ALLOWED,
    ASK,
    ASKED,
    PAGE,
    STEPS,
    UNATTENDED,
    click,
    judged,
    lets_happen,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.policy import Policy

SHOP = (
    '- button "Sign in" [ref=e1]',
    '- button "Place order" [ref=e2]',
    '- button "Continue" [ref=e3]',
    '- button "Make payment" [ref=e4]',
    '- button "Pay the invoice" [ref=e5]',
    '- button "Delete draft" [ref=e6]',
    '- button "Delete account" [ref=e7]',
    "- button [ref=e8]",
    "- button [ref=e9]",
)


def going_to(target: str, kind: ApprovalPolicy = ASK, doubtful: frozenset[int] = frozenset()) -> Policy:
    """Return the policy of a run that signs in, then does something that cannot be taken back."""
    steps = (
        Step(number=1, instruction="Sign in", action=Action.CLICK, target="Sign in"),
        Step(number=2, instruction="Do it", action=Action.CLICK, target=target, irreversible=True),
        Step(number=3, instruction="Look at it", action=Action.OTHER),
    )
    return policy_of(kind, sight=seeing(*SHOP), steps=steps, doubtful=doubtful)


def ordering(command: str, kind: ApprovalPolicy = ASK) -> Policy:
    return policy_of(
        kind,
        steps=(Step(number=1, instruction="Order", action=Action.SHELL, value=command, irreversible=True),),
    )


@pytest.mark.parametrize("doubtful", [frozenset[int](), frozenset({2})])
def test_walking_back_to_a_flagged_step_neither_asks_nor_opens_it(doubtful: frozenset[int]) -> None:
    policy = going_to("Place order", doubtful=doubtful)
    back = judged(policy, *click("e1"), 2)
    assert (back.kind, back.step) == (ALLOWED, None)
    assert judged(policy, *click("e2"), 2).kind is ASKED


@pytest.mark.parametrize("kind", ApprovalPolicy)
@pytest.mark.parametrize(
    ("target", "approved", "other"),
    [
        ("Pay the invoice", "e3", "e4"),
        ("Pay the invoice", "e3", "e5"),
        ("Delete draft", "e6", "e7"),
        ("Delete draft", "e6", "e3"),
    ],
)
def test_a_yes_to_one_deed_is_none_to_another_of_the_same_step(
    kind: ApprovalPolicy, target: str, approved: str, other: str
) -> None:
    policy = going_to(target, kind, frozenset({2}))
    asked = judged(policy, *click(approved), 2)
    policy.approve(asked)
    assert (asked.kind, judged(policy, *click(approved), 2).kind) == (ASKED, ALLOWED)
    assert judged(policy, *click(other), 2).kind is ASKED


def test_a_question_about_something_else_in_a_flagged_step_says_so() -> None:
    assert judged(going_to("Place order"), *click("e3"), 2).prompt == (
        "The agent wants to click “Continue” on orchard.test. The plan does not name this, but it belongs to "
        "step 2 of the plan (“Do it”), which cannot be taken back: it may be another way of doing it."
    )


def test_a_yes_holds_on_its_page_only() -> None:
    sight = seeing(*PAGE)
    policy = policy_of(sight=sight)
    policy.approve(judged(policy, *click("e2"), 3))
    for url in ("https://orchard.test/orders/8", "https://evil.test/orders/7"):
        sight.hear(f"{TOOL}snapshot", {}, snapshot(*PAGE, url=url), failed=False)
        assert judged(policy, *click("e2"), 3).kind is ASKED


def test_a_yes_to_a_text_is_none_to_another_text() -> None:
    policy = policy_of()
    hello = {"target": "e4", "text": "Hello", "submit": True}
    policy.approve(judged(policy, "type", hello, 3))
    assert judged(policy, "type", hello, 3).kind is ALLOWED
    assert judged(policy, "type", {**hello, "text": "You are fired"}, 3).kind is ASKED


def test_a_yes_to_something_without_a_name_is_for_none_of_the_others() -> None:
    policy = going_to("Place order")
    policy.approve(judged(policy, *click("e8"), 2))
    assert judged(policy, *click("e8"), 2).kind is ALLOWED
    assert judged(policy, *click("e9"), 2).kind is ASKED


def test_a_yes_to_a_step_is_none_to_a_later_one_that_is_called_the_same() -> None:
    again = STEPS[2].model_copy(update={"number": 4})
    sight = seeing(*PAGE)
    policy = policy_of(steps=(*STEPS[:3], again), sight=sight)
    policy.approve(judged(policy, *click("e2"), 3))
    lets_happen(policy, sight, *click("e2"))
    assert judged(policy, *click("e2"), 4).kind is ASKED


@pytest.mark.parametrize("kind", ApprovalPolicy)
def test_a_yes_to_a_command_is_none_to_another_command(kind: ApprovalPolicy) -> None:
    policy = ordering("curl -d @a https://shop.test/order", kind)
    policy.approve(judged(policy, "Bash", {"command": "curl -d @a https://shop.test/order"}, 1))
    assert judged(policy, "Bash", {"command": "curl -d @a https://shop.test/order"}, 1).kind is ALLOWED
    assert judged(policy, "Bash", {"command": "curl -X DELETE https://shop.test/everything"}, 1).kind is ASKED
    more = "curl -d @a https://shop.test/order; curl -X DELETE https://shop.test/everything"
    assert judged(policy, "Bash", {"command": more}, 1).kind is ASKED


@pytest.mark.parametrize("ref", ["e3", "e4", "e7", "e8"])
def test_unattended_only_what_the_plan_names_needs_nobody(ref: str) -> None:
    policy = going_to("Delete draft", UNATTENDED)
    assert judged(policy, *click("e6"), 2).kind is ALLOWED
    assert judged(policy, *click(ref), 2).kind is ASKED


@pytest.mark.parametrize(("ref", "kind"), [("e6", ALLOWED), ("e3", ALLOWED), ("e7", ASKED), ("e5", ASKED)])
def test_unattended_a_step_without_a_target_is_held_to_its_words(ref: str, kind: str) -> None:
    step = Step(number=1, instruction="Delete the draft", action=Action.OTHER, irreversible=True)
    policy = policy_of(UNATTENDED, sight=seeing(*SHOP), steps=(step,))
    assert judged(policy, *click(ref), 1).kind == kind


@pytest.mark.parametrize("kind", ApprovalPolicy)
def test_a_flagged_step_that_was_reported_but_not_done_stays_one(kind: ApprovalPolicy) -> None:
    policy = going_to("Continue", kind)
    asked = judged(policy, *click("e3"), 3)
    assert (asked.kind, asked.step) == (ASKED, 2)
    assert "reported as done" in asked.prompt


def test_no_two_commands_are_asked_about_in_the_same_words() -> None:
    long = f"curl -d {'x' * 2000} https://shop.test/"
    commands = [f"{long}order", f"{long}everything", "make a\nmake b", "make a make b"]
    prompts = {judged(ordering("make"), "Bash", {"command": each}, 1).prompt for each in commands}
    assert len(prompts) == len(commands)


ORDERS = (
    "- row [ref=e1]:",
    '  - cell "Order 4711" [ref=e2]',
    '  - button "Delete" [ref=e3]',
    "- row [ref=e4]:",
    '  - cell "Order 4712" [ref=e5]',
    '  - button "Delete" [ref=e6]',
    '- button "Delete" [ref=e7]',
)


def unattended(instruction: str, *page: str, url: str = "https://orchard.test/orders") -> Policy:
    step = Step(number=1, instruction=instruction, action=Action.CLICK, target="Delete", irreversible=True)
    return policy_of(UNATTENDED, sight=seeing(*page, url=url), steps=(step,))


@pytest.mark.parametrize(("ref", "kind"), [("e3", ALLOWED), ("e6", ASKED)])
@pytest.mark.parametrize("instruction", ["Delete order 4711", "Click “Delete” beside “Order 4711”"])
def test_unattended_a_button_counts_only_in_the_row_that_the_plan_speaks_of(
    instruction: str, ref: str, kind: str
) -> None:
    assert judged(unattended(instruction, *ORDERS), *click(ref), 1).kind == kind


def test_unattended_a_part_of_a_number_is_another_number() -> None:
    assert judged(unattended("Delete order 471", *ORDERS), *click("e3"), 1).kind is ASKED


@pytest.mark.parametrize(("number", "kind"), [("4711", ALLOWED), ("4713", ASKED)])
def test_unattended_a_button_in_no_row_counts_for_what_its_page_shows(number: str, kind: str) -> None:
    assert judged(unattended(f"Delete order {number}", *ORDERS), *click("e7"), 1).kind == kind


@pytest.mark.parametrize(
    ("host", "kind"), [("orchard.test", ALLOWED), ("shop.orchard.test", ALLOWED), ("evil.test", ASKED)]
)
def test_unattended_a_planned_button_counts_only_on_the_sites_of_the_plan(host: str, kind: str) -> None:
    policy = unattended("Delete the order", *ORDERS, url=f"https://{host}/orders")
    assert judged(policy, *click("e3"), 1).kind == kind
