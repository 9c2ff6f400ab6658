"""A plan, a page, and what a policy makes of acts on it."""

from collections.abc import Mapping
from typing import Any

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.models.factories import make_plan
from tests.worker.execution.assignments import assignment
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.judgement import Judgement, JudgementKind
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight

ASK, UNATTENDED = ApprovalPolicy.ASK, ApprovalPolicy.UNATTENDED
ALLOWED, DENIED, ASKED = JudgementKind.ALLOW, JudgementKind.DENY, JudgementKind.ASK
PAGE = (
    '- button "Next" [ref=e1]',
    '- button "Send" [ref=e2]',
    '- button "Delete all" [ref=e3]',
    '- textbox "Message" [ref=e4]',
    '- checkbox "Send the newsletter" [ref=e5]',
    '- link "Payments" [ref=e6]',
    "- main [ref=e7]:",
    '  - button "Remove user" [ref=e8]',
    '- columnheader "Order" [ref=e9]',
    '- button "Continue" [ref=e10]: Delete everything',
    '- button "Confirm" [ref=e11]',
    '- link "Send me the report by Friday at noon please" [ref=e12]',
    "- button [ref=e13]",
)
STEPS = (
    Step(number=1, instruction="Click “Next”", action=Action.CLICK, target="Next"),
    Step(number=2, instruction="Type the message", action=Action.TYPE, target="Message", value="{TEXT}"),
    Step(number=3, instruction="Click “Send”", action=Action.CLICK, target="Send", irreversible=True),
    Step(
        number=4, instruction="Deploy {SITE}", action=Action.SHELL, value="git push {SITE}", irreversible=True
    ),
    Step(number=5, instruction="Look at the list", action=Action.OTHER),
)


def policy_of(
    kind: ApprovalPolicy = ASK,
    *,
    sight: Sight | None = None,
    steps: tuple[Step, ...] = STEPS,
    doubtful: frozenset[int] = frozenset(),
    begun: frozenset[int] = frozenset(),
) -> Policy:
    plan = assignment(make_plan(steps=list(steps)), parameters={"SITE": "origin"}).filled_plan
    return Policy(plan, kind, sight or seeing(*PAGE), doubtful, begun)


def judged(policy: Policy, tool: str, given: Mapping[str, Any], step: int) -> Judgement:
    return policy.judge(tool if tool == "Bash" else f"{TOOL}{tool}", given, step)


def click(ref: str) -> tuple[str, dict[str, str]]:
    return "click", {"target": ref, "element": "Something harmless"}


def lets_happen(
    policy: Policy, sight: Sight, tool: str, given: Mapping[str, Any], step: int = 1, *page: str
) -> Judgement:
    """Let an act happen, after a yes if one is needed; then `page` is seen, or the same as before."""
    judgement = judged(policy, tool, given, step)
    assert judgement.kind is not DENIED, judgement.reason
    if judgement.kind is ASKED:
        policy.approve(judgement)
        judgement = judged(policy, tool, given, step)
        assert judgement.kind is not DENIED
    policy.begins(tool if tool == "Bash" else f"{TOOL}{tool}", given, judgement)
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*(page or PAGE)), failed=False)
    return judgement
