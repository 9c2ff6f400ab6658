"""A plan held against the evidence: what was not seen is marked as inferred, and no secret keeps a value."""

import re
from collections.abc import Iterator, Mapping

from models.irreversible import looks_irreversible, step_is_irreversible
from models.plan import (
    MOST_PARAMETERS,
    MOST_QUESTIONS,
    PLACEHOLDER,
    Action,
    Basis,
    ComputerUsePlan,
    NeededCredential,
    Parameter,
    Step,
)
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.planning.citing import cite
from worker.analysis.planning.concealing import without_secret_values
from worker.analysis.planning.doubts import doubts
from worker.analysis.planning.ending import success_criteria
from worker.analysis.planning.seen import Seen

_INFERRED = 0.5  #: the most confidence in what was not seen
_BY_A_CLICK = frozenset({Action.CLICK, Action.PRESS, Action.OTHER})
_NAME = re.compile(r"\w+")


def hold_to_evidence(plan: ComputerUsePlan, evidence: Evidence) -> ComputerUsePlan:
    """Return `plan` with everything that the evidence does not bear out marked or taken away."""
    seen = Seen.of(evidence)
    plan = _with_every_parameter(without_secret_values(plan, evidence.events))
    defaults = {parameter.name: parameter.default or "" for parameter in plan.parameters}
    cited = [cite(step, evidence) for step in plan.steps]
    marked = _once([_marked(step, seen, defaults) for step in cited])
    steps = [_flagged(step, seen) for step in marked]
    held = plan.model_copy(
        update={
            "steps": steps,
            "credentials": [_on_a_seen_host(credential, seen) for credential in plan.credentials],
            "success_criteria": plan.success_criteria or success_criteria(evidence, steps),
            # Ours come first: no plan can have so many of its own that nobody reads them.
            "questions": [*doubts(plan, steps, seen), *plan.questions][:MOST_QUESTIONS],
        }
    )
    return _without_unused_inputs(held)


def _marked(step: Step, seen: Seen, defaults: Mapping[str, str]) -> Step:
    """A step that says more than the evidence is inferred."""
    return step if seen.bears_out(step, defaults) else _inferred(step)


def _once(steps: list[Step]) -> Iterator[Step]:
    """What was done once bears out one step: the same again, resting on nothing else, is inferred."""
    told: set[tuple[object, ...]] = set()
    for step in steps:
        deed = (step.action, step.target, step.value, step.url, step.credential)
        shown = {(*deed, number) for number in step.events}
        yield _inferred(step) if shown and shown <= told else step
        told |= shown


def _inferred(step: Step) -> Step:
    return step.model_copy(update={"basis": Basis.INFERRED, "confidence": min(step.confidence, _INFERRED)})


def _flagged(step: Step, seen: Seen) -> Step:
    """Flag what cannot be taken back, by what was seen and said: no model and no video can unflag it."""
    clicked = [event.label or "" for event in seen.cited(step) if event.kind is EventKind.CLICK]
    shown = step.action in _BY_A_CLICK and any(map(looks_irreversible, clicked))
    return step.model_copy(update={"irreversible": shown or step_is_irreversible(step)})


def _with_every_parameter(plan: ComputerUsePlan) -> ComputerUsePlan:
    """List placeholders that stand in a step but not in the list: they will be asked for, without default."""
    known = {parameter.name for parameter in plan.parameters} | {c.name for c in plan.credentials}
    used = (name for s in plan.steps for name in PLACEHOLDER.findall(f"{s.value or ''}\n{s.url or ''}"))
    missing = [name for name in dict.fromkeys(used) if name not in known]
    added = [Parameter(name=name, label=name.replace("_", " ").capitalize()) for name in missing]
    return plan.model_copy(update={"parameters": [*plan.parameters, *added][:MOST_PARAMETERS]})


def _without_unused_inputs(plan: ComputerUsePlan) -> ComputerUsePlan:
    """Nobody is asked for what no step uses, least of all for a secret."""
    told = [plan.goal, *plan.success_criteria]
    for step in plan.steps:
        told += filter(None, (step.instruction, step.value, step.url, step.expected, step.credential))
    used = set(_NAME.findall("\n".join(told)))
    return plan.model_copy(
        update={
            "credentials": [needed for needed in plan.credentials if needed.name in used],
            "parameters": [parameter for parameter in plan.parameters if parameter.name in used],
        }
    )


def _on_a_seen_host(credential: NeededCredential, seen: Seen) -> NeededCredential:
    """A secret may only be bound to a site that was really shown."""
    host = (credential.host or "").lower()
    return credential.model_copy(update={"host": host if host in seen.hosts else None})
