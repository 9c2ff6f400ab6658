"""How an agent says how far it is: its word is taken only with a look behind it.

A step is reported with what was seen, in order, right after a look. The run is reported once, when every step
is, with a quote for each success criterion. Whether a criterion holds is then read by somebody else, from the
same look; what that is worth is told by `verification`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pydantic import BaseModel

from models.outcome import Outcome
from models.patience import insist
from worker.execution.assignment import Assignment
from worker.execution.guard.sight import Sight
from worker.execution.outcome.keeping import FileKeeper
from worker.execution.outcome.reading import Read
from worker.execution.outcome.undone import Deeds, undone_steps
from worker.execution.outcome.verification import Claim, judge, objections
from worker.execution.own_tools import OwnTool, ToolRefused, read_call
from worker.execution.progress import Progress
from worker.execution.telling.reporting import Reporter, Verdict

LOOK_FIRST: Final = (
    "You have not looked since you last did something. Take a snapshot, or run a command that shows it, "
    "then call this again with what you see."
)

#: What was put into a page, that page may only repeat: in a heading, a preview, a form still to be sent.
LOOK_ANEW: Final = (
    "What you typed or chose proves nothing until the site shows it on a page that was opened anew: open the "
    "page where it is kept by its address (browser_navigate, without #) and take a snapshot, or look by a "
    "command that says nothing of it itself."
)

CHANGED_MEANWHILE: Final = (
    "Something was done, or looked at, while this was being checked. Look again, then call this alone."
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
    read: Read
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _told_of_quotes: bool = False

    @property
    def tools(self) -> tuple[OwnTool, OwnTool]:
        """The tools to give to the agent."""
        step_finished = OwnTool(
            name="step_finished",
            description="Report that a step is done, in order, after looking",
            call=self._step_finished,
            arguments={"step": {"type": "integer"}, "observed": {"type": "string"}},
        )
        run_finished = OwnTool(
            name="run_finished",
            description="Report how the run ended; call it once, last",
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
        report = read_call(_StepReport, given)
        self._check_step(report)
        observed = self.reporter.journal.clean(report.observed)
        await asyncio.to_thread(insist, partial(self.progress.finish_step, report.step, observed))
        step = self.assignment.filled_plan.steps[report.step - 1]
        self.reporter.step_finished(report.step, observed, (await self._deeds()).objection(step))
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
        report = read_call(_RunReport, given)
        async with self._one_at_a_time:
            await self._take(report)
        return "Noted. Stop here."

    async def _take(self, report: _RunReport) -> None:
        if self.reporter.verdict is not None:
            raise ToolRefused("The run is reported already. Stop here.")
        self._check_numbers(report.criteria)
        if report.succeeded:
            self._check_success(report.criteria)
        outcome = await self._outcome(report.criteria)
        self.reporter.run_finished(Verdict(report.succeeded, report.summary, outcome))

    async def _outcome(self, claims: list[Claim]) -> Outcome:
        clean, looks = self.reporter.journal.clean, tuple(self.sight.looks)
        claimed = {claim.criterion: self._criteria[claim.criterion - 1] for claim in claims if claim.holds}
        readings = await self.read(claimed, looks) if claimed and looks else {}
        deeds = await self._deeds()
        if looks != tuple(self.sight.looks):
            raise ToolRefused(CHANGED_MEANWHILE)
        judged = judge(self._criteria, claims, readings, looks, clean)
        undone = undone_steps(self.assignment.filled_plan, self.reporter.signs.step, deeds, clean)
        return Outcome(criteria=[*judged.criteria, *undone])

    async def _deeds(self) -> Deeds:
        begun = await asyncio.to_thread(insist, self.progress.begun_steps)
        return Deeds(begun, self.sight.failed_steps, self.reporter.refused_commands)

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
        missing = "; ".join(
            f"criterion {number}: {objection}"
            for number, objection in objections(self._criteria, claims, self.sight.looks).items()
        )
        if missing and not self._told_of_quotes:
            self._told_of_quotes = True
            raise ToolRefused(
                f"{missing}. {LOOK_ANEW} Then call this with words copied exactly from what you see, or "
                "with holds false."
            )

    @property
    def _criteria(self) -> list[str]:
        return self.assignment.filled_plan.success_criteria
