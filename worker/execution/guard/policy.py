"""Whether an act may happen: decided on the plan and on what was really seen, never on the model's word."""

from collections.abc import Mapping
from typing import Any

from models.irreversible import step_is_irreversible
from models.plan import ComputerUsePlan, Step, fill_in
from models.video import ApprovalPolicy
from worker.execution.guard import approval
from worker.execution.guard.act import Act
from worker.execution.guard.judgement import Judgement, Permission, allow, ask, deny
from worker.execution.guard.pinning import Pinning
from worker.execution.guard.reach import refusal
from worker.execution.guard.sight import Sight


class Policy:
    """Judges every call of a tool before it happens."""

    def __init__(
        self,
        plan: ComputerUsePlan,
        parameters: Mapping[str, str],
        approval_policy: ApprovalPolicy,
        sight: Sight,
        doubtful: frozenset[int] = frozenset(),
    ) -> None:
        """`doubtful` are the steps that an earlier attempt began and nobody saw finished."""
        values = {**{each.name: each.default or "" for each in plan.parameters}, **parameters}
        self._steps = [_filled_in(step, values) for step in plan.steps]
        irreversible = {step.number for step in self._steps if step_is_irreversible(step)}
        self._critical = irreversible | doubtful
        self._doubtful = doubtful
        self._asks_always = approval_policy is ApprovalPolicy.ASK
        self._sight = sight
        self._pinning = Pinning(plan.credentials, plan.hosts, sight)
        self._granted: set[Permission] = set()

    def judge(self, tool: str, given: Mapping[str, Any], current_step: int) -> Judgement:
        """Judge one call; `current_step` is the number after the step last finished."""
        act = Act.of(tool, given, self._sight)
        if reason := refusal(act):
            return deny(reason)
        typing = self._pinning.judge(tool, given, self._granted)
        return typing or self._judged(act, current_step)

    def approve(self, judgement: Judgement) -> None:
        """Take note that a person approved what `judgement` asked."""
        if judgement.permission is not None:
            self._granted.add(judgement.permission)

    def begins(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note that a call is let through: from now on it is not known what the page shows."""
        self._sight.begins(tool, given)

    def _judged(self, act: Act, current_step: int) -> Judgement:
        step = self._critical_step(act, current_step)
        if act.goes_beyond(step):
            return ask(approval.unplanned(act), min(current_step, len(self._steps)))
        if step is None:
            return allow()
        doubtful = step.number in self._doubtful
        if step.number in self._granted or not (self._asks_always or doubtful):
            return allow(step.number)
        prompt = approval.repeated(step, act) if doubtful else approval.planned(step, act)
        return ask(prompt, step.number, permission=step.number)

    def _critical_step(self, act: Act, current_step: int) -> Step | None:
        """Return the step of those that cannot be taken back which an act begins, if it does."""
        ahead = [step for step in self._steps if step.number >= current_step]
        meant = next((step for step in ahead if act.is_target_of(step)), None)
        if meant is None:
            here = next(iter(ahead), None)
            meant = here if here and act.may_carry_out(here) else None
        return meant if meant and meant.number in self._critical else None


def _filled_in(step: Step, values: Mapping[str, str]) -> Step:
    return step.model_copy(
        update={
            "instruction": fill_in(step.instruction, values),
            "target": fill_in(step.target or "", values),
            "value": fill_in(step.value or "", values),
        }
    )
