"""The card of a run: its state, what came of it, steps, last lines, and what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.blocks.elements import Block, Message, actions, button, context, section
from bot.blocks.outcome import build_outcome, is_proven, read_criteria
from bot.blocks.plan import PRACTICE_NOTICE
from bot.blocks.question import describe_deadline
from bot.blocks.steps import list_steps
from bot.blocks.text import count, describe_duration, fit, mention, quote, unfence
from models import AgentLog, AgentRun, AgentStep, ApprovalPolicy, LogLevel, Question, RunStatus
from models.analysis import PRACTICE_MODEL
from models.plan import ComputerUsePlan

_LINE: Final = 160  #: characters of one log line
_MAX_LINES: Final = 2000  #: of them all, once they are escaped
_GIST: Final = 200  #: of a question
_NAMES: Final = 800  #: of files

_STATES: Final = {
    RunStatus.PENDING: ":hourglass_flowing_sand: *Waiting for a worker*",
    RunStatus.RUNNING: ":arrow_forward: *Running*",
    RunStatus.WAITING: ":raised_hand: *Waiting for you*",
    RunStatus.COMPLETED: ":white_check_mark: *Completed*",
    RunStatus.FAILED: ":x: *Failed*",
    RunStatus.CANCELLED: ":black_square_for_stop: *Cancelled*",
}


@dataclass(frozen=True)
class RunFacts:
    """What the card of a run shows."""

    run: AgentRun
    member: str  #: who started it
    lines: Sequence[AgentLog] = field(default=())  #: the last ones, oldest first
    checkpoints: int = 0
    steps: Sequence[AgentStep] = field(default=())  #: those that it has begun or finished
    question: Question | None = None  #: what it waits to be told
    artifacts: Sequence[str] = field(default=())  #: names of the files that are in the thread


def build_run(facts: RunFacts) -> Message:
    run = facts.run
    plan = ComputerUsePlan.model_validate(run.plan)
    state = _describe_state(run)
    blocks = [section(f"{state}  ·  {quote(plan.goal, 200)}")]
    if facts.question:
        blocks.append(section(_point_to(facts.question, facts.member)))
    blocks += build_outcome(run)
    blocks.append(section(list_steps(run, plan.steps, facts.steps)))
    if facts.lines:
        blocks.append(section(_list_lines(facts.lines)))
    blocks += [context(_list_figures(facts)), *_build_notices(facts), *_build_buttons(facts)]
    return Message(f"{state.replace('*', '')}: {quote(plan.goal)}", blocks)


def _describe_state(run: AgentRun) -> str:
    if run.cancel_requested_at and not run.status.ended:
        return ":hand: *Stopping …*"
    if run.status is RunStatus.COMPLETED and run.outcome is not None and not is_proven(run):
        how = "not all of it is verified" if read_criteria(run) else "by the agent's word"
        return f":ballot_box_with_check: *Completed*, {how}"
    return _STATES[run.status]


def _point_to(question: Question, member: str) -> str:
    until = describe_deadline(question.expires_at)
    gist = quote(question.prompt, _GIST)
    return f":point_right: {mention(member)}, it waits until {until} for your answer below:\n>{gist}"


def _list_lines(lines: Sequence[AgentLog]) -> str:
    # The last ones are worth the most, so they are the first to be given room.
    texts = [_describe_line(line) for line in reversed(lines)]
    return "```" + "\n".join(reversed(fit(texts, _MAX_LINES).split("\n"))) + "```"


def _describe_line(line: AgentLog) -> str:
    mark = "! " if line.level is LogLevel.ERROR else ""
    return f"{line.timestamp:%H:%M:%S}  {mark}{quote(unfence(line.message), _LINE)}"


def _list_figures(facts: RunFacts) -> str:
    run = facts.run
    figures = [f"Step {run.current_step} of {len(run.plan['steps'])}", f"started by {mention(facts.member)}"]
    if run.started_at:
        figures.append(_describe_time(run))
    if run.cost_usd:
        limit = f" of at most ${run.cost_limit_usd:.2f}" if run.cost_limit_usd else ""
        figures.append(f"${run.cost_usd:.2f}{limit}")
    if facts.checkpoints:
        figures.append(count(facts.checkpoints, "checkpoint"))
    if run.policy is ApprovalPolicy.UNATTENDED:
        figures.append("unattended")
    if run.retry_of:
        figures.append("a retry")
    return " · ".join(figures)


def _describe_time(run: AgentRun) -> str:
    """Return how long it worked; waiting for people, or for another worker, is told apart."""
    work = describe_duration(run.worked_seconds)
    if run.waited_seconds < 1:
        return work
    return f"{work} of work, {describe_duration(run.waited_seconds)} of waiting"


def _build_notices(facts: RunFacts) -> list[Block]:
    notices = []
    if facts.artifacts:
        notices.append(f":paperclip: In this thread: {quote(', '.join(facts.artifacts), _NAMES)}")
    if facts.run.attempt > 1:
        notices.append(_describe_attempts(facts.run.attempt))
    if facts.run.model == PRACTICE_MODEL:
        notices.append(PRACTICE_NOTICE)
    return [context(notice) for notice in notices]


def _describe_attempts(attempts: int) -> str:
    often = f" ({attempts - 1} times)" if attempts > 2 else ""  # noqa: PLR2004 - a first time needs no number
    return f":arrows_counterclockwise: Taken up again after its worker went away{often}."


def _build_buttons(facts: RunFacts) -> list[Block]:
    run = facts.run
    if not run.status.ended:
        cancel = button("Cancel", "cancel_run", run.id, style="danger")
        return [] if run.cancel_requested_at else [actions(cancel)]
    buttons = [button("Retry", "retry_run", run.id)]
    if facts.checkpoints:
        buttons.append(button("Restore checkpoint", "choose_checkpoint", run.id))
    return [actions(*buttons)]
