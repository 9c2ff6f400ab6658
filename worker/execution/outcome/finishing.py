"""How an agent says how far it is: its word is taken only with a look behind it.

A step is reported with what was seen, in order, right after a look. The run is reported once, when every step
is, with a quote for each success criterion; what a quote is worth is told by `verification`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from models.patience import insist
from models.plan import fill_in
from worker.execution.agent.own_tools import OwnTool, ToolRefused
from worker.execution.assignment import Assignment
from worker.execution.guard.sight import Sight
from worker.execution.outcome.keeping import FileKeeper
from worker.execution.outcome.verification import Claim, judge, unanswered, unseen
from worker.execution.progress import Progress
from worker.execution.telling.reporting import Reporter, Verdict

LOOK_FIRST: Final = (
    "You have not looked since you last did something. Take a snapshot, or run a command that shows it, "
    "then call this again with what you see."
)

_CLAIM: Final = {
    "type": "object",
    "properties": {
        "criterion": {"type": "integer", "description": "its number: 1 is the plan's first"},
        "holds": {"type": "boolean"},
        "seen": {"type": "string", "description": "words of your last look that show it, copied exactly"},
    },
    "required": ["criterion", "holds", "seen"],
}

_Report = TypeVar("_Report", bound=BaseModel)


class _StepReport(BaseModel):
    step: int
    observed: str


class _RunReport(BaseModel):
    succeeded: bool
    summary: str
    criteria: list[Claim] = []


@dataclass
class Finishing:
    """Takes the agent's reports on one run."""

    assignment: Assignment
    progress: Progress
    sight: Sight
    reporter: Reporter
    files: FileKeeper
    _told_of_quotes: bool = False

    @property
    def tools(self) -> tuple[OwnTool, OwnTool]:
        """The tools to give to the agent."""
        step_finished = OwnTool(
            name="step_finished",
            description="Tell that a step is done, in order, after looking",
            call=self._step_finished,
            arguments={"step": {"type": "integer"}, "observed": {"type": "string"}},
        )
        run_finished = OwnTool(
            name="run_finished",
            description="Tell how the run ended; call it once, last",
            call=self._run_finished,
            arguments={
                "succeeded": {"type": "boolean"},
                "summary": {"type": "string"},
                "criteria": {"type": "array", "items": _CLAIM},
            },
            optional=frozenset({"criteria"}),
        )
        return step_finished, run_finished

    async def _step_finished(self, given: Mapping[str, Any]) -> str:
        report = _read(_StepReport, given)
        self._check_step(report)
        observed = self.reporter.journal.clean(report.observed)
        await asyncio.to_thread(insist, partial(self.progress.finish_step, report.step, observed))
        self.reporter.step_finished(report.step, observed)
        await asyncio.to_thread(self.files.keep_after, report.step)
        return "Noted."

    def _check_step(self, report: _StepReport) -> None:
        expected, last = self.reporter.signs.step + 1, len(self.assignment.plan.steps)
        if expected > last:
            raise ToolRefused("Every step is reported. Look at the end state, then call run_finished.")
        if report.step != expected:
            raise ToolRefused(f"The next step to report is step {expected}. Report each once, in order.")
        if not report.observed.strip():
            raise ToolRefused("Say in `observed` what you see now that shows the step worked.")
        if not self.sight.fresh:
            raise ToolRefused(LOOK_FIRST)

    async def _run_finished(self, given: Mapping[str, Any]) -> str:
        report = _read(_RunReport, given)
        if self.reporter.verdict is not None:
            raise ToolRefused("The run is reported already. Stop here.")
        self._check_numbers(report.criteria)
        if report.succeeded:
            self._check_success(report.criteria)
        clean = self.reporter.journal.clean
        outcome = judge(self._criteria, report.criteria, self.sight.saw, clean)
        self.reporter.run_finished(Verdict(report.succeeded, report.summary, outcome))
        return "Noted. Stop here."

    def _check_numbers(self, claims: list[Claim]) -> None:
        numbers = [claim.criterion for claim in claims]
        if len(set(numbers)) < len(numbers) or max(numbers, default=0) > len(self._criteria):
            raise ToolRefused(f"The plan has {len(self._criteria)} success criteria: speak of each once.")

    def _check_success(self, claims: list[Claim]) -> None:
        steps = self._unreported_steps()
        if steps:
            raise ToolRefused(
                f"Not reported yet: {steps}. Report each with step_finished, also one that was not needed "
                "(say why), or call this with succeeded false."
            )
        if not self.sight.fresh:
            raise ToolRefused(LOOK_FIRST)
        self._check_quotes(claims)

    def _unreported_steps(self) -> str:
        steps = self.assignment.plan.steps[self.reporter.signs.step :]
        return ", ".join(f"step {step.number}" for step in steps)

    def _check_quotes(self, claims: list[Claim]) -> None:
        """Tell once what nothing bears out; after that it is recorded as it is."""
        missing = [f"criterion {number}: not answered" for number in unanswered(self._criteria, claims)]
        missing += [
            f"criterion {claim.criterion}: “{claim.seen}” is not in your last look, does not speak of the "
            "criterion, or a number or quoted text of the criterion is not to be seen"
            for claim in unseen(self._criteria, claims, self.sight.saw)
        ]
        if missing and not self._told_of_quotes:
            self._told_of_quotes = True
            raise ToolRefused(
                f"{'; '.join(missing)}. Look again, then call this with words copied exactly from what "
                "you see, or with holds false."
            )

    @property
    def _criteria(self) -> list[str]:
        values = self.assignment.values
        return [fill_in(text, values).strip() or text for text in self.assignment.plan.success_criteria]


def _read(kind: type[_Report], given: Mapping[str, Any]) -> _Report:
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ToolRefused(f"{where}: {first['msg']}") from error
