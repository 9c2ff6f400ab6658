"""Whether an act may happen: decided on the plan and on what was really seen, never on the model's word."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.irreversible import step_is_irreversible
from models.plan import ComputerUsePlan, Step
from models.video import ApprovalPolicy
from worker.execution.guard import approval
from worker.execution.guard.act import Act
from worker.execution.guard.answers import follows
from worker.execution.guard.belonging import Belonging
from worker.execution.guard.deeds import Deed, deed_of, is_named_by
from worker.execution.guard.expected import is_expected
from worker.execution.guard.fields import each_field_of
from worker.execution.guard.judgement import Judgement, JudgementKind, allow, deny
from worker.execution.guard.pinning import Pinning
from worker.execution.guard.reach import refusal
from worker.execution.guard.record import Record
from worker.execution.guard.shell_secrets import ShellSecrets
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import acts_on_page

_ONE_BY_ONE = "One of these fields is asked about. Fill in each field in a call of its own."
_TYPE_AT_ONCE = "Put the text into this field at once, by browser_type: it is asked about."
_TYPE_FIRST = "Type it without submitting first, then press Enter in a call of its own: each is asked about."


class Policy:
    """Judges every call of a tool before it happens."""

    def __init__(
        self,
        plan: ComputerUsePlan,
        approval_policy: ApprovalPolicy,
        sight: Sight,
        doubtful: frozenset[int] = frozenset(),
        begun: frozenset[int] = frozenset(),
    ) -> None:
        """`plan` has every value filled in.

        Earlier attempts did something for the steps `begun`; the `doubtful` ones they never finished.
        """
        self._steps = plan.steps
        irreversible = frozenset(step.number for step in self._steps if step_is_irreversible(step))
        self._doubtful = doubtful
        self._asks_always = approval_policy is ApprovalPolicy.ASK
        self._credentials = frozenset(credential.name for credential in plan.credentials)
        self._addresses = {plan.start_url, *(step.url for step in plan.steps)}
        self._sight = sight
        self._hosts = plan.hosts
        self._pinning = Pinning(plan.credentials, plan.hosts, sight)
        self._shell_secrets = ShellSecrets(plan)
        self._record = Record(begun, doubtful)
        self._belonging = Belonging(self._steps, irreversible | doubtful, self._record, sight)

    def judge(self, tool: str, given: Mapping[str, Any], current_step: int) -> Judgement:
        """Judge one call; `current_step` is the number after the step last finished."""
        if self._sight.nothing_happened:
            self._record.take_back()
        act = Act.of(tool, given, self._sight)
        if reason := refusal(act, self._sight):
            return deny(reason)
        typing = self._pinning.judge(tool, given, self._record.granted)
        judged = self._judged_by_field(act, current_step)
        if typing and {typing.kind, judged.kind} == {JudgementKind.ASK} and not act.only_writes:
            return deny(_TYPE_FIRST)
        return typing or judged

    def approve(self, judgement: Judgement) -> None:
        """Take note that a person approved what `judgement` asked."""
        self._record.approve(judgement)

    def waited(self) -> None:
        """Take note that time went by: what a page showed before may not hold any more."""
        self._sight.outdate()

    def begins(self, tool: str, given: Mapping[str, Any], judgement: Judgement) -> None:
        """Take note that a call is let through: from now on it is not known what the page shows."""
        if judgement.step is not None or acts_on_page(tool, given):
            self._record.begins(judgement)
        self._sight.begins(tool, given, judgement.step)

    def _judged_by_field(self, act: Act, current_step: int) -> Judgement:
        """Judge an act; a form of which one field is a person's to decide is filled in field by field."""
        parts = each_field_of(act.tool, act.given)
        if len(parts) <= 1:
            return self._judged(act, current_step)
        judged = [self._judged(Act.of(act.tool, part, self._sight), current_step) for part in parts]
        matters = any(each.kind is not JudgementKind.ALLOW or each.step is not None for each in judged)
        return deny(_ONE_BY_ONE) if matters else allow()

    def _judged(self, act: Act, current_step: int) -> Judgement:
        step = self._belonging.step_of(act, current_step)
        if step is not None and act.keyed_into and act.touches(step):
            return deny(_TYPE_AT_ONCE)
        if step is not None:
            return self._of_step(act, step, current_step)
        if not self._is_asked_about(act):
            return allow()
        here = min(current_step, len(self._steps))
        return self._asked(act, Judgement(JudgementKind.ASK, prompt=approval.unplanned(act), step=here))

    def _is_asked_about(self, act: Act) -> bool:
        """Whether a person decides on it although it belongs to no step that cannot be taken back."""
        if self._shell_secrets.at_stake(act):
            return True
        return act.looks_irreversible and act.opens not in self._addresses - {None, ""}

    def _of_step(self, act: Act, step: Step, current_step: int) -> Judgement:
        its_own = act.touches(step) or is_named_by(step, act)
        prompt = self._prompt(act, step, current_step, its_own=its_own)
        asked = Judgement(JudgementKind.ASK, prompt=prompt, step=step.number, is_its_deed=its_own)
        judged = self._asked(act, asked)
        answers = follows(step, act, self._record.latest)
        if not self._needs_nobody(act, step, current_step, answers=answers):
            return judged
        return replace(judged, kind=JudgementKind.ALLOW, is_its_deed=True, is_answer=answers)

    def _asked(self, act: Act, asked: Judgement) -> Judgement:
        """Return a question with all that a yes is for; none is needed if that was said before."""
        filled_in = self._sight.filled_in if act.element else ()
        deed = deed_of(act, self._steps[(asked.step or 1) - 1], self._sight)
        permission = (asked.step, deed) if asked.step and deed else None
        question = f"{asked.prompt} {self._shell_secrets.at_stake(act)}".rstrip()
        beside = self._sight.text_beside(act.ref) if act.element and act.ref and not act.row else ""
        prompt = approval.with_surroundings(question, beside, filled_in, self._credentials)
        said = deed is not None and self._was_granted(asked.step, deed)
        kind = JudgementKind.ALLOW if said else JudgementKind.ASK
        return replace(asked, kind=kind, prompt=prompt, permission=permission)

    def _was_granted(self, step: int | None, deed: Deed) -> bool:
        """Whether a person said yes to a deed, be it before it was known what is written beside it."""
        alike = (deed, replace(deed, text=""))
        return step is not None and any((step, each) in self._record.granted for each in alike)

    def _needs_nobody(self, act: Act, step: Step, current_step: int, *, answers: bool) -> bool:
        if step.number < current_step or self._shell_secrets.at_stake(act):
            return False
        if answers:
            return True
        asked_anyway = self._asks_always or step.number in self._doubtful or self._record.is_done(step.number)
        expected = is_expected(act, step, self._hosts, self._sight)
        return not asked_anyway and expected and is_named_by(step, act)

    def _prompt(self, act: Act, step: Step, current_step: int, *, its_own: bool) -> str:
        if not its_own:
            return approval.unplanned(act) if act.looks_irreversible else approval.besides(step, act)
        if self._record.is_done(step.number):
            return approval.again(step, act)
        if step.number < current_step:
            return approval.reported(step, act)
        return approval.repeated(step, act) if step.number in self._doubtful else approval.planned(step, act)
