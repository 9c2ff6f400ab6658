"""Steps that were reported done although nothing came of them: where it matters, that is no success."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from models.irreversible import step_is_irreversible
from models.outcome import CriterionOutcome, CriterionState
from models.plan import LONGEST_LINE, Action, ComputerUsePlan, Step
from worker.execution.telling.narration import ACT_FAILED, NOTHING_DONE

#: What these consist in is let happen without being written down: it can always be taken back.
_LEAVE_NO_TRACE = frozenset({Action.SCROLL, Action.TYPE})


@dataclass(frozen=True)
class Deeds:
    """What is known of the acts that cannot be undone, by the numbers of their steps."""

    begun: Container[int]  #: one was let happen
    failed: Container[int]  #: every one that was heard of failed
    refused_commands: Container[str] = frozenset()  #: these reached nobody

    def objection(self, step: Step) -> str | None:
        """Return why a reported step that cannot be undone does not count as done; None if it may."""
        if not step_is_irreversible(step) or step.action in _LEAVE_NO_TRACE:
            return None
        if step.number not in self.begun:
            return NOTHING_DONE
        reached_nobody = step.action is Action.SHELL and (step.value or "").strip() in self.refused_commands
        return ACT_FAILED if reached_nobody or step.number in self.failed else None


def undone_steps(
    plan: ComputerUsePlan, last_reported: int, deeds: Deeds, clean: Callable[[str], str]
) -> list[CriterionOutcome]:
    """Return an entry of the outcome for each such step; its text passes through `clean`."""
    return [
        CriterionOutcome(
            criterion=clean(f"Step {step.number}: {step.instruction}")[:LONGEST_LINE],
            state=CriterionState.NOT_VERIFIED,
            reason=objection,
        )
        for step in plan.steps[:last_reported]
        if (objection := deeds.objection(step))
    ]
