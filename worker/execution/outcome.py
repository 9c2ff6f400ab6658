"""How a run ended, in one sentence that says what to do next."""

from dataclasses import dataclass

from models import RunStatus
from models.plan import ComputerUsePlan
from worker.execution.agent import AgentEnd
from worker.execution.metering import price_of
from worker.execution.progress import Ending
from worker.execution.reporting import Reporter, Verdict
from worker.execution.stopping import Stop

_CANCELLED = 130  # as a shell says after an interrupt
_OVERTIME = 124  # as `timeout` says

WORKER_STOPPED = "The worker that carried this out was stopped. Click Retry to run it again from the start."


@dataclass(frozen=True)
class Finish:
    """All that is known when a run's agent is gone."""

    plan: ComputerUsePlan
    reporter: Reporter
    end: AgentEnd | None = None  #: None: it was stopped
    stop: Stop | None = None
    trouble: str | None = None  #: what the model gateway had to complain about
    spent_usd: float = 0.0  #: by the gateway's own count

    def ending(self, seconds: int) -> Ending:
        """Put it in words. `seconds` is the wall clock a run has."""
        if self.stop is not None or self.end is None:
            return self._stopped(seconds)
        verdict = self.reporter.verdict
        if verdict is None:
            return self._broken(self.end)
        if not verdict.succeeded:
            advice = self._advice(verdict)
            return Ending(RunStatus.FAILED, 1, advice, verdict.summary, self._cost(self.end))
        return Ending(RunStatus.COMPLETED, 0, None, verdict.summary, self._cost(self.end))

    def _stopped(self, seconds: int) -> Ending:
        cost = self.spent_usd
        match self.stop:
            case Stop.CANCELLED:
                return Ending(RunStatus.CANCELLED, _CANCELLED, cost_usd=cost)
            case Stop.OVERTIME:
                message = (
                    f"This run was not done after {seconds // 60 or 1} minutes and was stopped. "
                    "Look at its last lines; an operator can raise RUN_SECONDS. Then click Retry."
                )
                return Ending(RunStatus.FAILED, _OVERTIME, message, cost_usd=cost)
            case _:
                return Ending(RunStatus.FAILED, _CANCELLED, WORKER_STOPPED, cost_usd=cost)

    def _broken(self, end: AgentEnd) -> Ending:
        return Ending(RunStatus.FAILED, end.exit_code or 1, self._why(end), cost_usd=self._cost(end))

    def _why(self, end: AgentEnd) -> str:
        if self.trouble:
            return self.trouble
        if end.out_of_budget:
            return "This run reached its cost limit. An operator can raise RUN_COST_USD; then click Retry."
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

    def _cost(self, end: AgentEnd) -> float:
        if end.cost_usd is None:
            return self.spent_usd
        return price_of(self.reporter.signs.model or "").charged(end.cost_usd)
