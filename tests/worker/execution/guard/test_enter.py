"""Enter in a field may press any button of its page: which one, no snapshot tells."""

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import (
    ALLOWED,
    ASKED,
    STEPS,
    UNATTENDED,
    judged,
    lets_happen,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing
from worker.execution.guard.policy import Policy

#: The nearest buttons are not those that Enter presses, and the last one may be tied to another form.
CHECKOUT = (
    "- group [ref=e1]:",
    '  - textbox "Quantity" [ref=e2]: "1"',
    '  - button "-" [ref=e3]',
    '  - button "+" [ref=e4]',
    '- textbox "City" [ref=e5]',
    '- searchbox "Find" [ref=e6]',
    '- checkbox "Gift" [ref=e7]',
    "- contentinfo [ref=e8]:",
    '  - button "Place order" [ref=e9]',
    "- iframe [ref=e10]:",
    '  - textbox "Coupon" [ref=f1e1]',
    '  - button "Help" [ref=f1e2]',
)
ORDERING = (
    Step(number=1, instruction="Say how many", action=Action.TYPE, target="Quantity", value="1"),
    Step(number=2, instruction="Order", action=Action.CLICK, target="Place order", irreversible=True),
)


def ordering(kind: ApprovalPolicy = ApprovalPolicy.ASK) -> Policy:
    return policy_of(kind, sight=seeing(*CHECKOUT), steps=ORDERING)


def typing(target: str) -> dict[str, object]:
    return {"target": target, "text": "1", "submit": True}


@pytest.mark.parametrize("kind", ApprovalPolicy)
@pytest.mark.parametrize("target", ["e2", "e5"])
def test_enter_may_press_a_button_far_from_its_field(kind: ApprovalPolicy, target: str) -> None:
    asked = judged(ordering(kind), "type", typing(target), 1)
    assert (asked.kind, asked.step) == (ASKED, 2)


@pytest.mark.parametrize("target", ["e2", "e7"])
def test_a_press_of_enter_is_judged_like_enter_after_a_text(target: str) -> None:
    line = next(line for line in CHECKOUT if f"ref={target}]" in line)
    focused = [each.replace("[ref", "[active] [ref") if each == line else each for each in CHECKOUT]
    policy = policy_of(sight=seeing(*focused), steps=ORDERING)
    assert judged(policy, "press_key", {"key": "Enter"}, 1).kind is ASKED


def test_enter_in_a_search_field_is_a_search() -> None:
    assert judged(ordering(), "type", typing("e6"), 1).kind is ALLOWED


def test_enter_in_a_frame_presses_nothing_outside_of_it() -> None:
    assert judged(ordering(), "type", typing("f1e1"), 1).kind is ALLOWED


@pytest.mark.parametrize("button", ["button", "generic"])
def test_enter_may_press_what_the_plan_does_not_speak_of(button: str) -> None:
    sight = seeing(
        '- textbox "Amount" [ref=e1]',
        '- button "Max" [ref=e2]',
        f'- {button} "Transfer money" [ref=e3] [cursor=pointer]',
    )
    asked = judged(policy_of(UNATTENDED, sight=sight, steps=ORDERING[:1]), "type", typing("e1"), 1)
    assert asked.kind is ASKED
    assert "(which may press “Transfer money”)" in asked.prompt


def test_enter_may_press_a_flagged_button_that_sounds_harmless() -> None:
    flagged = Step(number=2, instruction="Go on", action=Action.CLICK, target="Continue", irreversible=True)
    sight = seeing('- textbox "Amount" [ref=e1]', '- button "Max" [ref=e2]', '- button "Continue" [ref=e3]')
    asked = judged(policy_of(sight=sight, steps=(ORDERING[0], flagged)), "type", typing("e1"), 1)
    assert (asked.kind, asked.step) == (ASKED, 2)
    assert "(which may press “Continue”)" in asked.prompt


def test_enter_begins_the_step_whose_button_it_may_press() -> None:
    sight = seeing(*CHECKOUT)
    policy = policy_of(sight=sight, steps=ORDERING)
    assert lets_happen(policy, sight, "type", typing("e2"), 1, *CHECKOUT).step == 2
    assert "done once in this run already" in judged(policy, "click", {"target": "e9"}, 2).prompt


def test_enter_where_no_button_does_harm_needs_nobody() -> None:
    sight = seeing('- textbox "Name" [ref=e1]', '- button "Save" [ref=e2]')
    assert judged(policy_of(sight=sight, steps=STEPS), "type", typing("e1"), 1).kind is ALLOWED


@pytest.mark.parametrize("key", [" ", "Space"])
def test_a_space_in_a_field_presses_no_button(key: str) -> None:
    sight = seeing(*CHECKOUT)
    sight.hear(f"{TOOL}type", {"target": "e5", "text": "Oslo"}, "", failed=False)
    assert judged(policy_of(sight=sight, steps=ORDERING), "press_key", {"key": key}, 1).kind is ALLOWED


def messaging(*field: str) -> Policy:
    return policy_of(UNATTENDED, sight=seeing(*field, '- button "Attach" [ref=e9]'), steps=ORDERING[:1])


@pytest.mark.parametrize(
    "field",
    [
        ('- textbox "Message Bob" [ref=e1]',),
        ('- textbox "Write a reply…" [ref=e1]',),
        ('- textbox "Add a comment" [ref=e1]',),
        ('- combobox "Send a message to #sales" [ref=e1]',),
        ('- textbox "Bob" [ref=e1]:', "  - /placeholder: Write something. Press Enter to send"),
        ('- textbox "Name it" [ref=e1]:', '  - /placeholder: "Hit Return to post: now"'),
    ],
    ids=["message", "reply", "comment", "combobox", "placeholder", "quoted"],
)
@pytest.mark.parametrize(
    "given", [{"submit": True}, {"slowly": True, "text": "I quit\n"}], ids=["sub", "slow"]
)
def test_enter_in_a_field_for_messages_sends_without_any_button(
    field: tuple[str, ...], given: dict[str, object]
) -> None:
    asked = judged(messaging(*field), "type", {"target": "e1", "text": "I quit", **given}, 1)
    assert asked.kind is ASKED
    assert "press “Enter” in" in asked.prompt
    focused = (field[0].replace("[ref", "[active] [ref"), *field[1:])
    assert judged(messaging(*focused), "press_key", {"key": "Control+Enter"}, 1).kind is ASKED


@pytest.mark.parametrize(
    "field",
    [
        *(
            '- textbox "Search messages" [ref=e1]',
            '- searchbox "Chat" [ref=e1]',
            '- textbox "Send to" [ref=e1]',
        ),
        *('- textbox "Post code" [ref=e1]', '- textbox "Your name" [ref=e1]', '- textbox "Email" [ref=e1]'),
        *('- textbox "Message subject" [ref=e1]', '- textbox "Enter your address" [ref=e1]'),
    ],
)
def test_enter_in_other_fields_needs_nobody(field: str) -> None:
    assert judged(messaging(field), "type", typing("e1"), 1).kind is ALLOWED


def test_a_message_is_written_without_asking() -> None:
    policy = messaging('- textbox "Message Bob" [ref=e1]')
    assert judged(policy, "type", {"target": "e1", "text": "Hello"}, 1).kind is ALLOWED


@pytest.mark.parametrize("role", ["switch", "tab", "link"])
def test_enter_in_a_field_presses_nothing_that_belongs_to_no_form(role: str) -> None:
    sight = seeing('- textbox "City" [ref=e1]', f'- {role} "Delete account" [ref=e2]')
    assert judged(policy_of(sight=sight, steps=ORDERING[:1]), "type", typing("e1"), 1).kind is ALLOWED
