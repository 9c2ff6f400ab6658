"""An analysis as text for a terminal."""

from collections.abc import Iterator
from pathlib import Path

from models.plan import ComputerUsePlan, Step
from worker.analysis.evidence import Evidence
from worker.analysis.wording import clock


def describe(evidence: Evidence, plan: ComputerUsePlan, drawn_by: str, out: Path) -> str:
    """Return what was seen, what follows from it, and where it is."""
    return "\n".join([*_seen(evidence), *_planned(plan, drawn_by), *_written(evidence, out)]) + "\n"


def _seen(evidence: Evidence) -> Iterator[str]:
    video = evidence.video
    size = f"{video.width}x{video.height}"
    yield f"{clock(video.duration)} of {video.codec}, {size}: {len(evidence.events)} events"
    yield from evidence.notices
    yield from (f"  {stage}: {seconds:.1f} s" for stage, seconds in evidence.timings.items())
    yield ""


def _planned(plan: ComputerUsePlan, drawn_by: str) -> Iterator[str]:
    yield f"Goal: {plan.goal}"
    yield f"Drawn by {drawn_by}."
    yield f"SHA-256 {plan.digest}."
    yield from (_numbered(step) for step in plan.steps)
    yield from (f"Credential {item.name} for {item.host or 'an unknown site'}" for item in plan.credentials)
    yield from (f"Parameter {item.name} = {item.default or ''}" for item in plan.parameters)
    yield from (f"Succeeds when: {criterion}" for criterion in plan.success_criteria)
    yield from (f"Question: {question}" for question in plan.questions)
    yield ""


def _numbered(step: Step) -> str:
    moment = clock(step.timestamp or 0)
    warning = " (cannot be undone)" if step.irreversible else ""
    return f"{step.number:3}. {step.instruction}{warning}  [{moment}, {step.basis}, {step.confidence:.0%}]"


def _written(evidence: Evidence, out: Path) -> Iterator[str]:
    yield f"Wrote {out / 'evidence.json'}, {out / 'plan.json'} and {len(evidence.frames)} frames."
