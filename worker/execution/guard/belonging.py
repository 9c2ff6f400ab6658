"""Which of the steps that cannot be taken back an act belongs to, whatever step the agent says it is at."""

from collections.abc import Iterator, Sequence

from models.plan import Action, Step
from worker.execution.guard.act import Act
from worker.execution.guard.record import Record
from worker.execution.guard.sight import Sight

#: What these consist in can always be taken back, so nothing else is taken for them.
_NEVER_ASKED_ABOUT = frozenset({Action.SCROLL, Action.TYPE})


class Belonging:
    """Tells the step of an act by what the plan names, and by what was done so far."""

    def __init__(self, steps: Sequence[Step], critical: frozenset[int], record: Record, sight: Sight) -> None:
        """`critical`: the numbers of the steps that cannot be taken back, or may have been done already."""
        self._steps = steps
        self._critical = critical
        self._record = record
        self._sight = sight

    def step_of(self, act: Act, current_step: int) -> Step | None:
        """Return the step of those that cannot be taken back which an act belongs to, if it does."""
        here = next(iter(self._steps[current_step - 1 :]), None)
        if here and self._is_critical(here) and act.touches(here):
            return here
        meant = self._left_undone(act, current_step) or self._meant_ahead(act, current_step)
        if meant and self._is_critical(meant):
            return meant
        if self._walks_back(act, current_step):
            return None
        again = None if meant else self._named_before(act) or self._resembled(act)
        return again or next((each for each in self._open(current_step) if act.may_carry_out(each)), None)

    def _left_undone(self, act: Act, current_step: int) -> Step | None:
        """Return the first reported step that was not done and that an act is about."""
        earlier = self._steps[: current_step - 1]
        return next((step for step in earlier if self._is_undone(step) and act.touches(step)), None)

    def _meant_ahead(self, act: Act, current_step: int) -> Step | None:
        meant = [step for step in self._steps[current_step - 1 :] if self._is_meant(act, step)]
        submitted = [step for step in meant if act.submits(step)]
        return next(iter([*submitted, *meant]), None)

    def _named_before(self, act: Act) -> Step | None:
        """Return the first critical step whose own deed an act would be once more."""
        named = (step for step in self._steps if self._is_critical(step) and act.does_again(step))
        return next((step for step in named if act.may_carry_out(step)), None)

    def _resembled(self, act: Act) -> Step | None:
        """Return the first critical step that was not done and that an act may be, as it is called alike."""
        return next((step for step in self._steps if self._is_undone(step) and act.resembles(step)), None)

    def _open(self, current_step: int) -> Iterator[Step]:
        """Yield the critical step that the agent is at, and those it reported though nothing was done."""
        yield from (step for step in self._steps[current_step - 1 :][:1] if self._is_critical(step))
        yield from (step for step in self._steps[: current_step - 1] if self._is_only_reported(step))

    def _walks_back(self, act: Act, current_step: int) -> bool:
        """Whether it does an earlier step again, to come to where the agent was before."""
        earlier: Sequence[Step] = self._steps[: current_step - 1]
        return any(act.repeats(step) for step in earlier if not self._is_critical(step))

    def _is_meant(self, act: Act, step: Step) -> bool:
        if self._is_critical(step):
            return act.is_target_of(step) or (self._is_undone(step) and act.touches(step))
        return act.is_target_of(step)

    def _is_undone(self, step: Step) -> bool:
        return self._is_critical(step) and not self._record.is_done(step.number)

    def _is_only_reported(self, step: Step) -> bool:
        untouched = self._record.is_untouched(step.number) or step.number in self._sight.failed_steps
        return self._is_critical(step) and untouched and step.action not in _NEVER_ASKED_ABOUT

    def _is_critical(self, step: Step) -> bool:
        return step.number in self._critical
