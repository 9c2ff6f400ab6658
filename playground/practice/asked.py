"""What a request asks for: a plan, the next turn of a run, a reading of its end, or something else."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from models.plan import ComputerUsePlan
from playground.practice.content import Json, objects, text_of
from playground.practice.second_reading import Seen
from worker.analysis.evidence import Evidence
from worker.execution.outcome.second_reader import TOOL as READING_TOOL

_TAG = re.compile(r"<(plan|parameters|evidence|criteria|seen)>\s*")


@dataclass(frozen=True)
class PlanAsked:
    """Draw a plan from this."""

    evidence: Evidence


@dataclass(frozen=True)
class TurnAsked:
    """Carry on with this."""

    plan: ComputerUsePlan
    parameters: dict[str, str]


@dataclass(frozen=True)
class ReadingAsked:
    """Say of each criterion whether what was seen shows it."""

    criteria: Mapping[int, str]
    seen: Sequence[Seen]


def read_request(body: Json) -> PlanAsked | TurnAsked | ReadingAsked | None:
    """Return what is asked for; only a run's instructions can hold its plan, never a tool's result."""
    if any(tool.get("name") == READING_TOOL for tool in objects(body.get("tools"))):
        return _reading_in(text_of(objects(body.get("messages"))[-1].get("content")))
    instructions = text_of(body.get("system"))
    if plan := _plan_in(instructions):
        return TurnAsked(plan, _parameters_in(instructions))
    if evidence := _evidence_in(body):
        return PlanAsked(evidence)
    return None


def _reading_in(message: str) -> ReadingAsked:
    said = {tag: objects(value) for tag in ("criteria", "seen") for value in _tagged(tag, message)}
    criteria = {int(str(each["criterion"])): str(each["text"]) for each in said.get("criteria", [])}
    return ReadingAsked(criteria, [Seen(str(each["of"]), str(each["text"])) for each in said.get("seen", [])])


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
