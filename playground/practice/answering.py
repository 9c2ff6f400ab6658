"""A request to the content of its answer."""

import json

from models.errors import UserError
from playground.practice.asked import PlanAsked, ReadingAsked, TurnAsked, read_request
from playground.practice.content import Json, objects, text_block
from playground.practice.follow import next_turn
from playground.practice.progress import read_progress
from playground.practice.second_reading import read_end
from playground.practice.toolbox import Do, Toolbox
from worker.analysis.planning.literal import plan_literally
from worker.execution.outcome.second_reader import TOOL as READING_TOOL

_ANSWER_TOOL = "StructuredOutput"
_TITLE = "Practice run"


def answer(body: Json) -> list[Json]:
    """Return the content blocks with which the practice model answers the request `body`."""
    match read_request(body):
        case TurnAsked(plan, parameters):
            return next_turn(plan, parameters, objects(body.get("messages")), objects(body.get("tools")))
        case ReadingAsked(criteria, seen):
            readings = Do(READING_TOOL, {"readings": read_end(criteria, seen)})
            return [Toolbox(objects(body.get("tools"))).use(readings, 1)]
        case PlanAsked() as asked:
            return _plan(asked, body)
        case None if "output_config" in body:
            return [text_block(json.dumps({"title": _TITLE}))]
        case None:
            return [text_block("This is the practice model. It follows plans; it cannot talk.")]


def _plan(asked: PlanAsked, body: Json) -> list[Json]:
    """Hand in the plan once; when it was taken, there is nothing left to say."""
    handed_in = read_progress(objects(body.get("messages"))).made(_ANSWER_TOOL)
    if handed_in:
        return [text_block("This is the practice model: the plan repeats what was seen, line by line.")]
    try:
        plan = plan_literally(asked.evidence).model_dump(mode="json")
    except UserError as error:
        return [text_block(str(error))]
    if not any(tool.get("name") == _ANSWER_TOOL for tool in objects(body.get("tools"))):
        return [text_block(json.dumps(plan))]
    return [Toolbox(objects(body.get("tools"))).use(Do(_ANSWER_TOOL, plan), 1)]
