"""How far a run is in its plan: the steps around the present one, with what was seen after each."""

from collections.abc import Sequence
from typing import Final

from bot.blocks.elements import MAX_TEXT
from bot.blocks.text import marked, quote, remark
from models import AgentRun, AgentStep, RunStatus
from models.plan import Step, fill_in

#: How many steps are listed; the rest is told as a number.
_STEPS: Final = 14
_INSTRUCTION: Final = 150
_OBSERVED: Final = 140

#: How the step looks that a run is at, or ended at.
_CURRENT: Final = {
    RunStatus.WAITING: ":raised_hand:",
    RunStatus.FAILED: ":x:",
    RunStatus.CANCELLED: ":black_square_for_stop:",
}


def list_steps(run: AgentRun, plan: Sequence[Step], reports: Sequence[AgentStep]) -> str:
    """Return the steps around the one that a run is at; `reports` says what came of those it has begun."""
    first = max(0, min(run.current_step - _STEPS // 2, len(plan) - _STEPS))
    shown = plan[first : first + _STEPS]
    lines = _add_remarks(
        {step.number: _describe_step(run, step) for step in shown},
        {report.number: _remark(run, report) for report in reports},
    )
    if first:
        lines.insert(0, f"… {first} before")
    if rest := len(plan) - first - len(shown):
        lines.append(f"… {rest} more")
    return "\n".join(lines)


def _add_remarks(lines: dict[int, str], remarks: dict[int, str]) -> list[str]:
    """Add to each line its remark, the last ones first, as far as there is room."""
    room = MAX_TEXT - 50 - sum(len(line) + 1 for line in lines.values())
    for number in sorted(lines, reverse=True):
        said = remarks.get(number, "")
        room -= len(said)
        if room < 0:
            break
        lines[number] += said
    return list(lines.values())


def _describe_step(run: AgentRun, step: Step) -> str:
    instruction = quote(fill_in(step.instruction, run.parameters), _INSTRUCTION)
    if step.number <= run.current_step:
        return marked(":ballot_box_with_check:", instruction)
    warning = "  :warning:" if step.irreversible else ""
    if step.number > run.current_step + 1 or run.status in {RunStatus.PENDING, RunStatus.COMPLETED}:
        return marked(":white_small_square:", f"{instruction}{warning}")
    return marked(_CURRENT.get(run.status, ":arrow_right:"), f"*{instruction}*{warning}")


def _remark(run: AgentRun, report: AgentStep) -> str:
    if report.finished_at is not None and report.observed:
        return remark(f"the agent says: {quote(report.observed, _OBSERVED)}")
    # Only a step that cannot be undone is marked when it is begun.
    if report.finished_at is None and report.begun_at is not None and run.status.ended:
        return remark(":warning: begun, and not known to be done: look before you run it again")
    return ""
