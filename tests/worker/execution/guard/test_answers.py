"""A yes to a deed covers one question of the page about it, as long as that names nothing more."""

from collections.abc import Mapping

import pytest

from models.plan import Action, Step
from tests.worker.execution.guard.judging import ALLOWED, ASKED, UNATTENDED, click, judged, policy_of
from tests.worker.execution.pages import TOOL, seeing
from worker.execution.guard.judgement import JudgementKind
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight

PAGE = (
    '- row "Order 4711 Delete" [ref=e2]:',
    '  - cell "Order 4711 for $40" [ref=e3]',
    '  - button "Delete" [ref=e4]',
    '- button "Publish photo" [ref=e5]',
)
DELETING = Step(
    number=1, instruction="Delete order 4711", action=Action.CLICK, target="Delete", irreversible=True
)
PUBLISHING = Step(
    number=1, instruction="Publish tree.jpg", action=Action.CLICK, target="Publish photo", irreversible=True
)
ACCEPT = {"accept": True}


def told(message: str, kind: str = "confirm") -> str:
    return f'- ["{kind}" dialog with message "{message}"]: can be handled by browser_handle_dialog'


def does(policy: Policy, sight: Sight, tool: str, given: Mapping[str, object], result: str) -> JudgementKind:
    judgement = judged(policy, tool, given, 1)
    policy.approve(judgement)
    policy.begins(f"{TOOL}{tool}", given, judgement)
    sight.hear(f"{TOOL}{tool}", given, result, failed=False)
    return judgement.kind


def having_clicked(ref: str, result: str, step: Step = DELETING) -> tuple[Policy, Sight]:
    sight = seeing(*PAGE)
    policy = policy_of(sight=sight, steps=(step,))
    does(policy, sight, *click(ref), result)
    return policy, sight


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Are you sure?", ALLOWED),
        ("Really delete order 4711? You cannot undo this.", ALLOWED),
        ("Delete it? The total was $40.", ALLOWED),
        ("Delete order 4712?", ASKED),
        ("Delete ALL orders?", ASKED),
        ("Delete all of these?", ASKED),
        ("Delete order 4711 and customer Bob?", ASKED),
        ("Bob's orders will be deleted. Continue?", ASKED),
        ("Delete 1 order?", ASKED),
        ("Delete the order and tell ann@orchard.test?", ASKED),
    ],
)
def test_a_dialog_is_part_of_a_deed_if_it_names_nothing_that_the_question_did_not(
    message: str, kind: JudgementKind
) -> None:
    policy, _ = having_clicked("e4", told(message))
    assert judged(policy, "handle_dialog", ACCEPT, 1).kind is kind


def test_a_second_dialog_is_asked_about_whatever_it_says() -> None:
    policy, sight = having_clicked("e4", told("Are you sure?"))
    assert does(policy, sight, "handle_dialog", ACCEPT, told("Delete order 4711?")) is ALLOWED
    assert judged(policy, "handle_dialog", ACCEPT, 1).kind is ASKED


def test_unattended_the_words_of_the_plan_are_what_a_dialog_may_name() -> None:
    sight = seeing(*PAGE)
    policy = policy_of(UNATTENDED, sight=sight, steps=(DELETING,))
    assert does(policy, sight, *click("e4"), told("Delete order 4711?")) is ALLOWED
    assert judged(policy, "handle_dialog", ACCEPT, 1).kind is ALLOWED
    sight.hear(f"{TOOL}click", {}, told("Delete order 4712?"), failed=False)
    assert judged(policy, "handle_dialog", ACCEPT, 1).kind is ASKED


@pytest.mark.parametrize(("value", "kind"), [("12", ALLOWED), ("5000", ASKED), (None, ASKED)])
def test_a_text_that_a_dialog_takes_is_shown_unless_the_step_names_it(
    value: str | None, kind: JudgementKind
) -> None:
    policy, _ = having_clicked("e4", told("Why?", "prompt"), DELETING.model_copy(update={"value": "12"}))
    asked = judged(policy, "handle_dialog", ACCEPT | ({"promptText": value} if value else {}), 1)
    assert asked.kind is kind
    assert value != "5000" or "say yes to “Why?” with the text “5000”" in asked.prompt


@pytest.mark.parametrize(("name", "kind"), [("tree.jpg", ALLOWED), ("private.txt", ASKED)])
def test_a_file_that_a_page_asks_for_is_shown_unless_the_step_names_it(
    name: str, kind: JudgementKind
) -> None:
    policy, _ = having_clicked("e5", "### Modal state\n- [File chooser]: ...", PUBLISHING)
    asked = judged(policy, "file_upload", {"paths": [f"/workspace/{name}"]}, 1)
    assert asked.kind is kind
    assert kind is ALLOWED or f"upload “{name}” through “Publish photo”" in asked.prompt
