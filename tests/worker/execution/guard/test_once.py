"""A yes is for one deed, once, with what the question showed; so is what a plan allows unattended."""

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import (
    ALLOWED,
    ASKED,
    UNATTENDED,
    click,
    judged,
    lets_happen,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.judgement import Judgement
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight

SHOP = (
    '- spinbutton "Quantity" [ref=e1]: "1"',
    '- combobox "Colour" [ref=e2]:',
    '  - option "Red" [selected]',
    '  - option "Blue"',
    '- checkbox "Gift" [ref=e3]',
    '- button "Place order" [ref=e4]',
    '- button "Continue" [ref=e5]',
)
STEPS = (
    Step(number=1, instruction="Open the shop", action=Action.NAVIGATE, url="https://orchard.test/"),
    Step(number=2, instruction="Order", action=Action.CLICK, target="Place order", irreversible=True),
    Step(number=3, instruction="Look at it", action=Action.OTHER),
)
GONE = "### Error\nError: Ref e4 not found in the current page snapshot. Try capturing new snapshot."


def let_happen(policy: Policy, judgement: Judgement, tool: str, given: dict[str, str]) -> None:
    policy.begins(f"{TOOL}{tool}", given, judgement)


def sees(sight: Sight, *lines: str) -> None:
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*lines), failed=False)


def test_a_yes_is_used_up_by_the_act() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    lets_happen(policy, sight, *click("e4"), 2, *SHOP)
    asked = judged(policy, *click("e4"), 2)
    assert asked.kind is ASKED
    assert "done once in this run already" in asked.prompt


def test_a_yes_is_for_the_sum_that_was_shown() -> None:
    form = ("- group [ref=e9]:", "  - paragraph: Your order", *(f"  {line}" for line in SHOP))
    sight = seeing(*form, "- text: Total $40.00")
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    sees(sight, *form, "- text: Total $40.00", "- text: Delivered in 3 days")
    assert judged(policy, *click("e4"), 2).kind is ALLOWED
    sees(sight, *form, "- text: Total $4,000.00")
    assert judged(policy, *click("e4"), 2).kind is ASKED


def test_a_yes_is_for_what_comes_next() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    lets_happen(policy, sight, *click("e3"), 2, *SHOP)
    assert judged(policy, *click("e4"), 2).kind is ASKED


@pytest.mark.parametrize("step", [2, 3])
def test_unattended_a_planned_step_is_done_once(step: int) -> None:
    sight = seeing(*SHOP)
    policy = policy_of(UNATTENDED, sight=sight, steps=STEPS)
    assert lets_happen(policy, sight, *click("e4"), 2, *SHOP).kind is ALLOWED
    assert judged(policy, *click("e4"), step).kind is ASKED


def test_a_step_that_names_no_target_is_done_once_as_well() -> None:
    step = Step(number=1, instruction="Place the order", action=Action.OTHER, irreversible=True)
    sight = seeing(*SHOP)
    policy = policy_of(UNATTENDED, sight=sight, steps=(step,))
    assert lets_happen(policy, sight, *click("e5"), 1, *SHOP).kind is ALLOWED
    assert judged(policy, *click("e5"), 1).kind is ASKED


@pytest.mark.parametrize(
    ("flagged", "tool", "once", "again"),
    [
        ({"action": Action.SHELL, "value": "./order"}, "Bash", "./order", "true; ./order"),
        ({"action": Action.NAVIGATE, "url": "https://a.test/7"}, "navigate", *["https://a.test/7"] * 2),
    ],
    ids=["command", "address"],
)
def test_commands_and_addresses_are_done_once_as_well(
    flagged: dict[str, object], tool: str, once: str, again: str
) -> None:
    step = Step.model_validate({"number": 1, "instruction": "Do it", "irreversible": True, **flagged})
    sight = seeing(*SHOP)
    policy = policy_of(UNATTENDED, sight=sight, steps=(step, STEPS[2].model_copy(update={"number": 2})))
    given = "command" if tool == "Bash" else "url"
    assert lets_happen(policy, sight, tool, {given: once}, 1, *SHOP).kind is ALLOWED
    assert judged(policy, tool, {given: again}, 2).kind is ASKED


def test_a_harmless_label_of_a_flagged_step_is_asked_about_each_time() -> None:
    flagged = STEPS[1].model_copy(update={"target": "Continue"})
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=(STEPS[0], flagged, STEPS[2]))
    lets_happen(policy, sight, *click("e5"), 2, *SHOP)
    assert judged(policy, *click("e5"), 3).kind is ASKED


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (0, '- spinbutton "Quantity" [ref=e1]: "1000"'),
        (2, '  - option "Red"'),
        (4, '- checkbox "Gift" [checked] [ref=e3]'),
    ],
    ids=["text", "choice", "tick"],
)
def test_a_yes_is_for_the_values_that_the_question_showed(line: int, other: str) -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    sees(sight, *SHOP)
    assert judged(policy, *click("e4"), 2).kind is ALLOWED
    sees(sight, *SHOP[:line], other, *SHOP[line + 1 :])
    assert judged(policy, *click("e4"), 2).kind is ASKED


def test_what_is_typed_after_a_yes_takes_another_one() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    sight.hear(f"{TOOL}type", {"target": "e1", "text": "1000"}, "", failed=False)
    asked = judged(policy, *click("e4"), 2)
    assert asked.kind is ASKED
    assert "“Quantity”: “1000”" in asked.prompt


def test_a_yes_is_used_up_even_if_the_button_was_not_there_any_more() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    let_happen(policy, judged(policy, *click("e4"), 2), *click("e4"))
    sight.hear(f"{TOOL}click", {"target": "e4"}, GONE, failed=True)
    sees(sight, *SHOP)
    assert judged(policy, *click("e4"), 2).kind is ASKED


@pytest.mark.parametrize(
    ("target", "error"),
    [("e4", "TimeoutError: waiting for locator"), ("e5", GONE)],
    ids=["timeout", "another"],
)
def test_a_yes_is_used_up_by_an_act_that_may_have_happened(target: str, error: str) -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    policy.approve(judged(policy, *click("e4"), 2))
    let_happen(policy, judged(policy, *click("e4"), 2), *click("e4"))
    sight.hear(f"{TOOL}click", {"target": target}, error, failed=True)
    sees(sight, *SHOP)
    assert judged(policy, *click("e4"), 2).kind is ASKED


def test_unattended_a_step_whose_button_was_not_there_is_still_to_be_done() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(UNATTENDED, sight=sight, steps=STEPS)
    let_happen(policy, judged(policy, *click("e4"), 2), *click("e4"))
    sight.hear(f"{TOOL}click", {"target": "e4"}, GONE, failed=True)
    sees(sight, *SHOP)
    assert judged(policy, *click("e4"), 2).kind is ALLOWED


@pytest.mark.parametrize("kind", ApprovalPolicy)
@pytest.mark.parametrize("ref", ["e5", "e4"])
def test_a_false_report_of_a_flagged_step_ends_no_protection(kind: ApprovalPolicy, ref: str) -> None:
    asked = judged(policy_of(kind, sight=seeing(*SHOP), steps=STEPS), *click(ref), 3)
    assert (asked.kind, asked.step) == (ASKED, 2)


def test_a_flagged_step_whose_only_act_failed_stays_open() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    let_happen(policy, judged(policy, *click("e4"), 2), *click("e4"))
    sight.hear(f"{TOOL}click", {"target": "e4"}, "TimeoutError", failed=True)
    sees(sight, *SHOP)
    assert judged(policy, *click("e5"), 3).kind is ASKED


def test_a_report_after_something_was_approved_in_the_step_is_believed() -> None:
    sight = seeing(*SHOP)
    policy = policy_of(sight=sight, steps=STEPS)
    lets_happen(policy, sight, *click("e5"), 2, *SHOP)
    sight.hear(f"{TOOL}click", {"target": "e5"}, "", failed=False)
    sees(sight, *SHOP)
    assert judged(policy, *click("e5"), 3).kind is ALLOWED
