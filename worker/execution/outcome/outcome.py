"""How a run ended, in one sentence that says what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import RunStatus, exit_codes
from models.outcome import CriterionOutcome, CriterionState
from models.plan import ComputerUsePlan
from worker.execution.agent.agent import AgentEnd
from worker.execution.ending import Ending
from worker.execution.stopping import Stop
from worker.execution.telling.reporting import Reporter, Verdict

_MOST_NAMED = 3


@dataclass(frozen=True)
class Finish:
    """All that is known when a run's agent is gone. What it cost is told by the signs."""

    plan: ComputerUsePlan
    reporter: Reporter
    end: AgentEnd | None = None  #: None: it was stopped
    stop: Stop | None = None
    trouble: str | None = None  #: what the model gateway, or the wall, had to complain about

    def ending(self, question_minutes: int) -> Ending:
        """Put it in words. `question_minutes`: how long a question waits for its answer."""
        if self.stop is not None or self.end is None:
            return self._stopped(question_minutes)
        verdict = self.reporter.verdict
        if verdict is None:
            return Ending(RunStatus.FAILED, self.end.exit_code or 1, self._why(self.end))
        return self._judged(verdict)

    def _judged(self, verdict: Verdict) -> Ending:
        failed = [one for one in verdict.outcome.criteria if one.state is CriterionState.FAILED]
        if not verdict.succeeded:
            complaint = self._advice(verdict)
        elif failed:
            complaint = _name(failed)
        else:
            return Ending(RunStatus.COMPLETED, 0, summary=verdict.summary, outcome=verdict.outcome)
        return Ending(RunStatus.FAILED, 1, complaint, verdict.summary, outcome=verdict.outcome)

    def _stopped(self, question_minutes: int) -> Ending:
        match self.stop:
            case Stop.OVERTIME:
                message = (
                    "This run used up its time and was stopped. Look at its last lines, then click Retry; "
                    "an operator can raise RUN_SECONDS."
                )
                return Ending(RunStatus.FAILED, exit_codes.OVERTIME, message)
            case Stop.DISK_FULL:
                return Ending(RunStatus.FAILED, exit_codes.KILLED, f"{self.trouble} Then click Retry.")
            case Stop.UNANSWERED:
                minutes = "1 minute" if question_minutes == 1 else f"{question_minutes} minutes"
                message = (
                    f"Nobody answered within {minutes}, so this run was cancelled. "
                    "Its files are kept. Click Retry when somebody can answer."
                )
                return Ending(RunStatus.CANCELLED, exit_codes.CANCELLED, message)
            case _:
                return Ending(RunStatus.CANCELLED, exit_codes.CANCELLED)

    def _why(self, end: AgentEnd) -> str:
        if self.trouble:
            return self.trouble
        if end.complaint:
            return f"The agent could not go on: {end.complaint} Click Retry; if it stays, tell an operator."
        return "The agent stopped without saying whether it was done. Check the site, then click Retry."

    def _advice(self, verdict: Verdict) -> str:
        """Return the agent's closing words with what a person can do about them."""
        said = verdict.summary.strip()
        said = said if said.endswith((".", "!", "?")) else f"{said}."
        if self._is_about_credentials():
            return f"{said} Click *Implement automation* and type the credentials again."
        return f"{said} Click Retry, or start it again with other values."

    def _is_about_credentials(self) -> bool:
        """Whether a credential was just typed: that it is refused shows a step later."""
        near = {self.reporter.signs.step, self.reporter.signs.step + 1}
        return any(step.credential and {step.number, step.number + 1} & near for step in self.plan.steps)


def _name(failed: Sequence[CriterionOutcome]) -> str:
    """Return what should hold at the end and does not."""
    named = "; ".join(map(_describe, failed[:_MOST_NAMED]))
    more = f", and {len(failed) - _MOST_NAMED} more" if len(failed) > _MOST_NAMED else ""
    return f"At the end this did not hold: {named}{more}. Check the site, then click Retry."


def _describe(criterion: CriterionOutcome) -> str:
    seen = f" (seen: “{criterion.seen}”)" if criterion.seen else ""
    return f"“{criterion.criterion.rstrip('.')}”{seen}"
