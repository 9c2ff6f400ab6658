"""Steps that were reported done although nothing was done for them: where it matters, that is no success."""

from collections.abc import Callable, Container

from models.irreversible import step_is_irreversible
from models.outcome import CriterionOutcome, CriterionState
from models.plan import LONGEST_LINE, Action, ComputerUsePlan, Step
from worker.execution.telling.narration import NOTHING_DONE

#: What these consist in is let happen without being written down: it can always be taken back.
_LEAVE_NO_TRACE = frozenset({Action.SCROLL, Action.TYPE})


def is_undone(step: Step, begun: Container[int]) -> bool:
    """Whether a reported step should have done what cannot be undone, and no act of it was let happen.

    `begun` are the numbers of the steps of which one was.
    """
    leaves_trace = step_is_irreversible(step) and step.action not in _LEAVE_NO_TRACE
    return leaves_trace and step.number not in begun


def undone_steps(
    plan: ComputerUsePlan, last_reported: int, begun: Container[int], clean: Callable[[str], str]
) -> list[CriterionOutcome]:
    """Return an entry of the outcome for each such step; its text passes through `clean`."""
    return [
        CriterionOutcome(
            criterion=clean(f"Step {step.number}: {step.instruction}")[:LONGEST_LINE],
            state=CriterionState.NOT_VERIFIED,
            reason=NOTHING_DONE,
        )
        for step in plan.steps[:last_reported]
        if is_undone(step, begun)
    ]
