"""Evidence to plan, line by line: pure, deterministic, and standing on nothing but what was seen.

It claims no understanding. It is what the playground plans with, and what is left when there is no model.
"""

from collections.abc import Sequence

from models.plan import (
    LONGEST_LINE,
    LONGEST_URL,
    MOST_QUESTIONS,
    Action,
    Basis,
    ComputerUsePlan,
    Step,
)
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.planning.citing import cite
from worker.analysis.planning.ending import success_criteria
from worker.analysis.planning.fitness import check_fits_a_plan, check_something_happened
from worker.analysis.planning.gaps import bridge
from worker.analysis.planning.inputs import Inputs
from worker.analysis.planning.moves import Move, gather_moves
from worker.analysis.planning.steps import StepWriter
from worker.analysis.web_address import any_number, openable, page_of
from worker.analysis.wording import clip, clock

_DOUBTFUL = 0.5


def plan_literally(evidence: Evidence) -> ComputerUsePlan:
    """Return the plan that repeats what was seen.

    Raises:
        VideoError: nothing was seen to happen, or more than a plan can hold.
    """
    check_something_happened(evidence)
    moves = gather_moves(evidence.events)
    inputs = Inputs()
    steps = [cite(step, evidence) for step in _write_steps(moves, inputs)]
    return ComputerUsePlan(
        goal=_goal(steps, moves),
        start_url=next((step.url for step in steps if step.url), None),
        steps=steps,
        credentials=inputs.credentials,
        parameters=inputs.parameters,
        success_criteria=success_criteria(evidence, steps),
        questions=[question for step in steps if (question := _question(step))][:MOST_QUESTIONS],
    )


def _write_steps(moves: Sequence[Move], inputs: Inputs) -> list[Step]:
    writer = StepWriter(inputs)
    drafts = _way_in(moves)
    for position, move in enumerate(moves):
        missing = bridge(moves[position - 1], move) if position else None
        drafts += [*filter(None, [missing]), writer.write(move, _page_after(moves, position))]
    check_fits_a_plan(len(drafts))
    return [step.model_copy(update={"number": number}) for number, step in enumerate(drafts, start=1)]


def _way_in(moves: Sequence[Move]) -> list[Step]:
    """Open the page that was already there when the recording began."""
    opened = (move for move in moves if move.event.kind is EventKind.NAVIGATE or move.event.url)
    first = next(opened, None)
    if first is None or first.event.kind is EventKind.NAVIGATE:
        return []
    url = openable(first.event.url or "")
    if url is None or len(url) > LONGEST_URL:
        return []
    return [
        Step(
            number=1,
            instruction=clip(f"Open {url}", LONGEST_LINE),
            action=Action.NAVIGATE,
            url=url,
            basis=Basis.INFERRED,
            confidence=0.9,
            timestamp=0,
            events=list(first.indices[:1]),
        )
    ]


def _page_after(moves: Sequence[Move], position: int) -> str | None:
    """Return the page that opened through the move at `position`, if the address changed after it."""
    here = moves[position].event.url
    there = moves[position + 1].event.url if position + 1 < len(moves) else None
    if not (here and there) or moves[position + 1].event.kind in {EventKind.NAVIGATE, EventKind.SWITCH_TAB}:
        return None
    return any_number(page_of(there)) if page_of(there) != page_of(here) else None


def _goal(steps: Sequence[Step], moves: Sequence[Move]) -> str:
    """Name the last thing that was clicked, which is what a recording usually leads up to."""
    deeds = [step.target for step in steps if step.action is Action.CLICK and step.target]
    deed = f"“{clip(deeds[-1], 200)}”" if deeds else "Repeat what the screencast shows"
    place = next((page_of(url).partition("/")[0] for url in _addresses(moves)), None)
    return clip(f"{deed} on {place}" if place else deed, LONGEST_LINE)


def _addresses(moves: Sequence[Move]) -> list[str]:
    return [url for move in moves if (url := openable(move.event.url or ""))]


def _question(step: Step) -> str | None:
    moment = clock(step.timestamp or 0)
    if step.action in {Action.CLICK, Action.TYPE, Action.SELECT, Action.CHECK} and step.target is None:
        return f"The label of what was used at {moment} could not be read. What is it called?"
    if step.confidence < _DOUBTFUL:
        return f"What was done at {moment} was hard to make out. Is “{clip(step.instruction, 300)}” right?"
    return None
