"""After a yes a page may have gone on: what is called the same there may be another deed by now."""

from collections.abc import Mapping

import pytest

from models.plan import Action, Step
from tests.worker.execution.guard.judging import ALLOWED, ASKED, UNATTENDED, click, judged, policy_of
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.judgement import JudgementKind

LOOK = Step(number=1, instruction="Look", action=Action.OTHER)
DELETE = Step(
    number=1, instruction="Delete order 4711", action=Action.CLICK, target="Delete", irreversible=True
)
GROUPS = (
    "- generic [ref=e2]:",
    "  - generic [ref=e3]: Order 4711, Bob",
    '  - button "Delete" [ref=e4]',
    "- generic [ref=e5]:",
    "  - generic [ref=e6]: Order 4712, Ann",
    '  - button "Delete" [ref=e7]',
)
FRAMES = ('- button "Delete" [ref=e4]', "- iframe [ref=e5]:", '  - button "Delete" [ref=f1e2]')


def after_a_yes(
    step: Step, page: tuple[str, ...], act: tuple[str, Mapping[str, object]], later: tuple[str, ...]
) -> JudgementKind:
    """Return what is made of the same act on the `later` page after a yes to it on the first."""
    sight = seeing(*page)
    policy = policy_of(sight=sight, steps=(step,))
    policy.approve(judged(policy, *act, 1))
    policy.waited()
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*later), failed=False)
    return judged(policy, *act, 1).kind


@pytest.mark.parametrize(
    ("page", "approved", "other"),
    [
        (GROUPS, "e4", "e7"),
        (FRAMES, "e4", "f1e2"),
        (('- button "Delete" [ref=e1]', '- button "Delete" [ref=e2]'), "e1", "e2"),
    ],
    ids=["groups", "frames", "nothing that tells them apart"],
)
def test_a_yes_is_for_the_one_of_several_that_was_meant(
    page: tuple[str, ...], approved: str, other: str
) -> None:
    policy = policy_of(sight=seeing(*page), steps=(DELETE,))
    policy.approve(judged(policy, *click(approved), 1))
    assert judged(policy, *click(approved), 1).kind is ALLOWED
    assert judged(policy, *click(other), 1).kind is ASKED


def test_a_question_tells_the_group_of_one_of_several() -> None:
    policy = policy_of(sight=seeing(*GROUPS), steps=(DELETE,))
    assert "click “Delete” (beside “Order 4711, Bob”) on" in judged(policy, *click("e4"), 1).prompt


@pytest.mark.parametrize(("ref", "kind"), [("e4", ALLOWED), ("e7", ASKED)])
def test_unattended_the_group_is_what_a_step_is_held_against(ref: str, kind: JudgementKind) -> None:
    policy = policy_of(UNATTENDED, sight=seeing(*GROUPS), steps=(DELETE,))
    assert judged(policy, *click(ref), 1).kind is kind


def link(number: int) -> tuple[str, ...]:
    return ('- link "Confirm" [ref=e1]:', f"  - /url: /orders/{number}/delete")


def field(button: str) -> tuple[str, ...]:
    return ('- textbox "Note" [active] [ref=e1]: "x"', f'- button "{button}" [ref=e2]')


def beside(text: str) -> tuple[str, ...]:
    return ("- main [ref=e1]:", f"  - paragraph [ref=e3]: {text}", '  - button "Delete" [ref=e4]')


@pytest.mark.parametrize(
    ("step", "act", "page", "later"),
    [
        (LOOK, click("e1"), link(4711), link(4712)),
        (LOOK, ("press_key", {"key": "Enter"}), field("Send to Bob"), field("Delete account")),
        (DELETE, click("e4"), beside("You send 50 to Bob"), beside("You send 50 to Mallory")),
    ],
    ids=["an address", "what a key may press", "a text beside it"],
)
def test_what_changed_while_somebody_thought_is_asked_about_anew(
    step: Step, act: tuple[str, Mapping[str, object]], page: tuple[str, ...], later: tuple[str, ...]
) -> None:
    assert after_a_yes(step, page, act, page) is ALLOWED
    assert after_a_yes(step, page, act, later) is ASKED


@pytest.mark.parametrize(
    ("now", "later"), [("Saved 3 seconds ago", "Saved 8 seconds ago"), ("It is 14:30:05", "It is 14:30:59")]
)
def test_what_goes_on_by_itself_is_no_other_deed(now: str, later: str) -> None:
    assert after_a_yes(DELETE, beside(now), click("e4"), beside(later)) is ALLOWED


def test_what_a_page_says_of_a_text_once_it_was_typed_is_no_other_deed() -> None:
    """Such as how many letters are left: it was not looked at before the question."""
    form = ("- main [ref=e1]:", '  - textbox "Note" [ref=e3]', '  - button "Delete" [ref=e4]')
    sight = seeing(*form, "  - text: 0 of 500")
    policy = policy_of(sight=sight, steps=(DELETE,))
    sight.hear(f"{TOOL}type", {"target": "e3", "text": "Bye"}, "", failed=False)
    policy.approve(judged(policy, *click("e4"), 1))
    typed = (form[0], '  - textbox "Note" [ref=e3]: Bye', *form[2:], "  - text: 3 of 500")
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*typed), failed=False)
    assert judged(policy, *click("e4"), 1).kind is ALLOWED
