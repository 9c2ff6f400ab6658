"""The card of a run: state, steps, last lines, and what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.blocks.elements import Block, Message, actions, button, context, section
from bot.blocks.plan import PRACTICE_NOTICE
from bot.blocks.text import count, describe_duration, mention, quote, unfence
from models import AgentLog, AgentRun, LogLevel, RunStatus
from models.analysis import PRACTICE_MODEL
from models.plan import ComputerUsePlan, Step, fill_in

#: How many steps are listed; the rest is told as a number.
_STEPS: Final = 14
_LINE: Final = 160  #: characters of one log line

_STATES: Final = {
    RunStatus.PENDING: ":hourglass_flowing_sand: *Waiting for a worker*",
    RunStatus.RUNNING: ":arrow_forward: *Running*",
    RunStatus.WAITING: ":raised_hand: *Waiting for you*",
    RunStatus.COMPLETED: ":white_check_mark: *Completed*",
    RunStatus.FAILED: ":x: *Failed*",
    RunStatus.CANCELLED: ":black_square_for_stop: *Cancelled*",
}


#: How the step looks that a run ended at.
_CURRENT: Final = {RunStatus.FAILED: ":x:", RunStatus.CANCELLED: ":black_square_for_stop:"}


@dataclass(frozen=True)
class RunFacts:
    """What the card of a run shows."""

    run: AgentRun
    member: str  #: who started it
    now: datetime
    lines: Sequence[AgentLog] = field(default=())  #: the last ones, oldest first
    checkpoints: int = 0


def build_run(facts: RunFacts) -> Message:
    plan = ComputerUsePlan.model_validate(facts.run.plan)
    state = _describe_state(facts.run)
    blocks = [section(f"{state}  ·  {quote(plan.goal, 300)}"), section(_list_steps(facts.run, plan.steps))]
    if facts.lines:
        blocks.append(section(_list_lines(facts.lines)))
    if facts.run.error_message:
        blocks.append(section(f":warning: {quote(facts.run.error_message, 1500)}"))
    elif facts.run.summary:
        blocks.append(section(f":speech_balloon: {quote(facts.run.summary, 1500)}"))
    blocks.append(context(_list_figures(facts)))
    if facts.run.model == PRACTICE_MODEL:
        blocks.append(context(PRACTICE_NOTICE))
    blocks += _build_buttons(facts)
    return Message(f"{state.replace('*', '')}: {quote(plan.goal)}", blocks)


def _describe_state(run: AgentRun) -> str:
    if run.cancel_requested_at and not run.status.ended:
        return ":hand: *Stopping …*"
    return _STATES[run.status]


def _list_steps(run: AgentRun, steps: Sequence[Step]) -> str:
    first = max(0, min(run.current_step - _STEPS // 2, len(steps) - _STEPS))
    shown = steps[first : first + _STEPS]
    lines = [_describe_step(run, step) for step in shown]
    if first:
        lines.insert(0, f"… {first} before")
    if rest := len(steps) - first - len(shown):
        lines.append(f"… {rest} more")
    return "\n".join(lines)


def _describe_step(run: AgentRun, step: Step) -> str:
    instruction = quote(fill_in(step.instruction, run.parameters), 150)
    if step.number <= run.current_step or run.status is RunStatus.COMPLETED:
        return f":ballot_box_with_check:  {instruction}"
    if step.number > run.current_step + 1 or run.status is RunStatus.PENDING:
        return f":white_small_square:  {instruction}"
    return f"{_CURRENT.get(run.status, ':arrow_right:')}  *{instruction}*"


def _list_lines(lines: Sequence[AgentLog]) -> str:
    return "```" + "\n".join(_describe_line(line) for line in lines) + "```"


def _describe_line(line: AgentLog) -> str:
    mark = "! " if line.level is LogLevel.ERROR else ""
    return f"{line.timestamp:%H:%M:%S}  {mark}{quote(unfence(line.message), _LINE)}"


def _list_figures(facts: RunFacts) -> str:
    run = facts.run
    figures = [f"Step {run.current_step} of {len(run.plan['steps'])}", f"started by {mention(facts.member)}"]
    if run.started_at:
        seconds = ((run.completed_at or facts.now) - run.started_at).total_seconds()
        figures.append(describe_duration(max(0.0, seconds)))
    if run.cost_usd:
        figures.append(f"${run.cost_usd:.2f}")
    if facts.checkpoints:
        figures.append(count(facts.checkpoints, "checkpoint"))
    if run.retry_of:
        figures.append("a retry")
    return " · ".join(figures)


def _build_buttons(facts: RunFacts) -> list[Block]:
    run = facts.run
    if not run.status.ended:
        cancel = button("Cancel", "cancel_run", run.id, style="danger")
        return [] if run.cancel_requested_at else [actions(cancel)]
    buttons = [button("Retry", "retry_run", run.id)]
    if facts.checkpoints:
        buttons.append(button("Restore checkpoint", "choose_checkpoint", run.id))
    return [actions(*buttons)]
