"""Deeds by an address alone, and by an option of a list."""

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import ALLOWED, ASKED, UNATTENDED, click, judged, policy_of
from tests.worker.execution.pages import seeing

DELETING = "https://orchard.test/delete?id=1&confirm=yes"
PAGE = (
    '- link "more" [ref=e1]:',
    f"  - /url: {DELETING}",
    '- link "Orders" [ref=e2]:',
    "  - /url: /orders/7",
    '- combobox "Act" [ref=e3]:',
    '  - option "none" [selected]',
    '  - option "Export"',
    '  - option "Delete all"',
    '- option "Remove user" [ref=e4]',
)
LOOKING = Step(number=1, instruction="Look around", action=Action.OTHER)


@pytest.mark.parametrize("kind", ApprovalPolicy)
@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("navigate", {"url": DELETING}),
        ("tabs", {"action": "new", "url": DELETING}),
        ("click", {"target": "e1"}),
        ("click", {"target": "e4"}),
        ("select_option", {"target": "e3", "values": ["Delete all"]}),
        ("select_option", {"target": "e3", "values": ["3"]}),
        ("fill_form", {"fields": [{"target": "e3", "type": "combobox", "value": "Delete all"}]}),
    ],
    ids=["address", "tab", "link", "option", "choice", "value", "form"],
)
def test_it_is_asked_about(kind: ApprovalPolicy, tool: str, given: dict[str, object]) -> None:
    policy = policy_of(kind, sight=seeing(*PAGE), steps=(LOOKING,))
    assert judged(policy, tool, given, 1).kind is ASKED


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("navigate", {"url": "https://orchard.test/orders/7"}),
        ("click", {"target": "e2"}),
        ("click", {"target": "e3"}),
        ("select_option", {"target": "e3", "values": ["Export"]}),
        ("fill_form", {"fields": [{"target": "e3", "type": "combobox", "value": "Export"}]}),
    ],
    ids=["address", "link", "list", "choice", "form"],
)
def test_others_need_nobody(tool: str, given: dict[str, object]) -> None:
    policy = policy_of(sight=seeing(*PAGE), steps=(LOOKING,))
    assert judged(policy, tool, given, 1).kind is ALLOWED


def test_an_address_that_the_plan_names_needs_nobody() -> None:
    step = Step(number=1, instruction="Open it", action=Action.NAVIGATE, url=DELETING)
    policy = policy_of(UNATTENDED, sight=seeing(*PAGE), steps=(step,))
    assert judged(policy, "navigate", {"url": DELETING}, 1).kind is ALLOWED
    assert judged(policy, *click("e2"), 1).kind is ALLOWED
