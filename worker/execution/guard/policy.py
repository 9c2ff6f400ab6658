"""Whether an act may happen: decided on the plan and on what was really seen, never on the model's word."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.irreversible import step_is_irreversible
from models.plan import ComputerUsePlan, Step
from models.video import ApprovalPolicy
from worker.execution.guard import approval
from worker.execution.guard.act import Act
from worker.execution.guard.deeds import deed_of, follows, is_named_by
from worker.execution.guard.judgement import Judgement, Permission, allow, ask, deny
from worker.execution.guard.pinning import Pinning
from worker.execution.guard.reach import refusal
from worker.execution.guard.sight import Sight


class Policy:
    """Judges every call of a tool before it happens."""

    def __init__(
        self,
        plan: ComputerUsePlan,
        approval_policy: ApprovalPolicy,
        sight: Sight,
        doubtful: frozenset[int] = frozenset(),
    ) -> None:
        """`plan` has every value filled in; `doubtful` steps an earlier attempt began and never finished."""
        self._steps = plan.steps
        irreversible = {step.number for step in self._steps if step_is_irreversible(step)}
        self._critical = irreversible | doubtful
        self._doubtful = doubtful
        self._asks_always = approval_policy is ApprovalPolicy.ASK
        self._credentials = frozenset(credential.name for credential in plan.credentials)
        self._sight = sight
        self._pinning = Pinning(plan.credentials, plan.hosts, sight)
        self._granted: set[Permission] = set()
        self._begun: set[int] = set()  #: whose own deed was let through

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

    def begins(self, tool: str, given: Mapping[str, Any], step: int | None = None) -> None:
        """Take note that a call is let through: from now on it is not known what the page shows.

        `step`: the one it is an act of, if that cannot be taken back.
        """
        act = Act.of(tool, given, self._sight)
        if begun := self._untouched(act, self._steps):
            self._begun.add(begun.number)
        self._sight.begins(tool, given, step)

    def _judged(self, act: Act, current_step: int) -> Judgement:
        step = self._critical_step(act, current_step)
        if step is None:
            here = min(current_step, len(self._steps))
            prompt = self._with_fields(approval.unplanned(act), act)
            return ask(prompt, here) if act.looks_irreversible else allow()
        permission = self._permission(act, step)
        if permission in self._granted or self._needs_nobody(act, step, current_step):
            return allow(step.number)
        prompt = self._with_fields(self._prompt(act, step, current_step), act)
        return ask(prompt, step.number, permission)

    def _permission(self, act: Act, step: Step) -> Permission | None:
        """Return what a yes would be for from then on; None if it would be for this once."""
        deed = deed_of(act)
        its_own = act.touches(step) or is_named_by(step, act)
        return (step.number, deed) if deed and (its_own or not act.looks_irreversible) else None

    def _needs_nobody(self, act: Act, step: Step, current_step: int) -> bool:
        if step.number < current_step:
            return False
        if step.number in self._begun and follows(step, act):
            return True
        return not self._asks_always and step.number not in self._doubtful and is_named_by(step, act)

    def _prompt(self, act: Act, step: Step, current_step: int) -> str:
        if not (act.touches(step) or is_named_by(step, act)):
            return approval.unplanned(act) if act.looks_irreversible else approval.besides(step, act)
        if step.number < current_step:
            return approval.reported(step, act)
        return approval.repeated(step, act) if step.number in self._doubtful else approval.planned(step, act)

    def _with_fields(self, prompt: str, act: Act) -> str:
        shown = self._sight.filled_in if act.element else {}
        return approval.with_fields(prompt, shown, self._credentials)

    def _critical_step(self, act: Act, current_step: int) -> Step | None:
        """Return the step of those that cannot be taken back which an act belongs to, if it does."""
        here = next(iter(self._steps[current_step - 1 :]), None)
        at_critical = here is not None and self._is_critical(here)
        if here and at_critical and act.touches(here):
            return here
        meant = self._untouched(act, self._steps[: current_step - 1]) or self._meant_ahead(act, current_step)
        if meant and self._is_critical(meant):
            return meant
        if not at_critical or self._walks_back(act, current_step):
            return None
        return here if here and act.may_carry_out(here) else None

    def _meant_ahead(self, act: Act, current_step: int) -> Step | None:
        meant = [step for step in self._steps[current_step - 1 :] if self._is_meant(act, step)]
        submitted = [step for step in meant if act.submits(step)]
        return next(iter([*submitted, *meant]), None)

    def _untouched(self, act: Act, steps: Sequence[Step]) -> Step | None:
        """Return the first of these critical steps that an act is about and none was about before."""
        open_steps = (step for step in steps if self._is_critical(step) and step.number not in self._begun)
        return next((step for step in open_steps if act.touches(step)), None)

    def _walks_back(self, act: Act, current_step: int) -> bool:
        """Whether it does an earlier step again, to come to where the agent was before."""
        earlier = self._steps[: current_step - 1]
        return any(act.repeats(step) for step in earlier if not self._is_critical(step))

    def _is_meant(self, act: Act, step: Step) -> bool:
        return act.touches(step) if self._is_critical(step) else act.is_target_of(step)

    def _is_critical(self, step: Step) -> bool:
        return step.number in self._critical
