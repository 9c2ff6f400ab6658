"""Evidence to plan, line by line: pure, deterministic, and standing on nothing but what was seen.

It claims no understanding. It is what the playground plans with, and what is left when there is no model.
"""

from collections.abc import Sequence

from models.errors import VideoError
from models.plan import (
    LONGEST_LINE,
    LONGEST_URL,
    MOST_QUESTIONS,
    MOST_STEPS,
    Action,
    Basis,
    ComputerUsePlan,
    Step,
)
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.planning.gaps import bridge
from worker.analysis.planning.inputs import Inputs
from worker.analysis.planning.moves import Move, gather_moves
from worker.analysis.planning.steps import StepWriter
from worker.analysis.web_address import any_number, openable, page_of
from worker.analysis.wording import clip, clock

_DOUBTFUL = 0.5
#: After these another page may have come up, which an event's own address does not say.
_LEADS_AWAY = frozenset({Action.CLICK, Action.PRESS, Action.SHELL, Action.OTHER})


def plan_literally(evidence: Evidence) -> ComputerUsePlan:
    """Return the plan that repeats what was seen.

    Raises:
        VideoError: nothing was seen to happen, or more than a plan can hold.
    """
    check_something_happened(evidence)
    moves = gather_moves(evidence.events)
    inputs = Inputs()
    steps = _write_steps(moves, inputs)
    return ComputerUsePlan(
        goal=_goal(steps, moves),
        start_url=next((step.url for step in steps if step.url), None),
        steps=steps,
        credentials=inputs.credentials,
        parameters=inputs.parameters,
        success_criteria=_success_criteria(evidence, steps),
        questions=[question for step in steps if (question := _question(step))][:MOST_QUESTIONS],
    )


def check_something_happened(evidence: Evidence) -> None:
    """Raise if there is nothing to draw a plan from.

    Raises:
        VideoError: nothing was seen to happen.
    """
    if not evidence.events:
        raise VideoError(
            "Nothing was seen to happen in this screencast. "
            "Record it again with the whole window and the pointer visible."
        )


def _write_steps(moves: Sequence[Move], inputs: Inputs) -> list[Step]:
    writer = StepWriter(inputs)
    drafts = _way_in(moves)
    for position, move in enumerate(moves):
        missing = bridge(moves[position - 1], move) if position else None
        drafts += [*filter(None, [missing]), writer.write(move, _page_after(moves, position))]
    if len(drafts) > MOST_STEPS:
        raise VideoError(
            f"This screencast shows {len(drafts)} steps and a plan holds at most {MOST_STEPS}. "
            "Share it in shorter parts."
        )
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


def _success_criteria(evidence: Evidence, steps: Sequence[Step]) -> list[str]:
    """Name the page on which the recording ended, as far as the evidence knows it."""
    shown = _last_page(evidence, steps)
    if shown:
        return [clip(f"{any_number(page_of(shown))} is shown without an error message.", LONGEST_LINE)]
    return ["There is no error message after the last step."]


def _last_page(evidence: Evidence, steps: Sequence[Step]) -> str | None:
    seen = next((openable(frame.url) for frame in reversed(evidence.frames) if frame.url), None)
    if seen or steps[-1].action in _LEADS_AWAY:
        return seen
    return next((openable(event.url) for event in reversed(evidence.events) if event.url), None)


def _addresses(moves: Sequence[Move]) -> list[str]:
    return [url for move in moves if (url := openable(move.event.url or ""))]


def _question(step: Step) -> str | None:
    moment = f"Step {step.number} (at {clock(step.timestamp or 0)})"
    if step.action in {Action.CLICK, Action.TYPE, Action.SELECT, Action.CHECK} and step.target is None:
        return f"{moment}: the label could not be read. What is it called?"
    if step.confidence < _DOUBTFUL:
        return f"{moment} was hard to make out. Is “{clip(step.instruction, 300)}” right?"
    return None
