"""What a request asks for: a plan from evidence, the next turn of a run, or something else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from models.plan import ComputerUsePlan
from playground.practice.content import Json, objects, text_of
from worker.analysis.evidence import Evidence

_TAG = re.compile(r"<(plan|parameters|evidence)>\s*")


@dataclass(frozen=True)
class PlanAsked:
    """Draw a plan from this."""

    evidence: Evidence


@dataclass(frozen=True)
class TurnAsked:
    """Carry on with this."""

    plan: ComputerUsePlan
    parameters: dict[str, str]


def read_request(body: Json) -> PlanAsked | TurnAsked | None:
    """Return what is asked for; only a run's instructions can hold its plan, never a tool's result."""
    instructions = text_of(body.get("system"))
    if plan := _plan_in(instructions):
        return TurnAsked(plan, _parameters_in(instructions))
    if evidence := _evidence_in(body):
        return PlanAsked(evidence)
    return None


def _plan_in(instructions: str) -> ComputerUsePlan | None:
    for value in _tagged("plan", instructions):
        try:
            return ComputerUsePlan.model_validate(value)
        except ValidationError:
            continue
    return None


def _parameters_in(instructions: str) -> dict[str, str]:
    given = next((value for value in _tagged("parameters", instructions) if isinstance(value, dict)), {})
    return {str(name): str(value) for name, value in given.items()}


def _evidence_in(body: Json) -> Evidence | None:
    for message in objects(body.get("messages")):
        for value in _tagged("evidence", text_of(message.get("content"))):
            try:
                return Evidence.model_validate(value)
            except ValidationError:
                continue
    return None


def _tagged(tag: str, text: str) -> Iterator[object]:
    """Yield the JSON after each ``<tag>``, read to its own end: tags within its strings are not tags."""
    decoder = json.JSONDecoder()
    at = 0
    while opening := _TAG.search(text, at):
        try:
            value, at = decoder.raw_decode(text, opening.end())
        except ValueError:
            at = opening.end()
            continue
        if opening[1] == tag:
            yield value
