"""What the planner is shown: pictures first, then the evidence, marked as data."""

import base64
import json
from pathlib import Path
from typing import Any

from models.plan import ComputerUsePlan
from worker.analysis.planning.choosing import choose_pictures
from worker.analysis.planning.pictures import Picture
from worker.analysis.planning.windows import Window
from worker.inert import inert

#: A content block of the Messages API.
Block = dict[str, Any]

_STEPS_TOLD = 8  #: of the plan so far: enough to see what was being done
_OF_THE_REVIEWER = {"expected", "irreversible", "basis", "confidence", "timestamp", "events", "frame"}


def build_request(
    window: Window, folder: Path, so_far: ComputerUsePlan | None = None, complaint: str | None = None
) -> list[Block]:
    """Return the blocks of one user message: equal arguments give equal blocks.

    Args:
        window: what is to be planned.
        folder: holds the evidence's frames.
        so_far: the plan of the windows before this one.
        complaint: what was wrong with an earlier answer.
    """
    pictures = choose_pictures(window.evidence, folder, window.seconds)
    blocks = [block for picture in pictures for block in (_text(picture.caption), _image(picture))]
    blocks.append(_text(f"<evidence>{_evidence(window)}</evidence>"))
    if so_far:
        blocks.append(_text(f"<so_far>{_summary(so_far)}</so_far>"))
    if so_far or not window.is_last:
        blocks.append(_text(_place_of(window)))
    if complaint:
        told = inert(json.dumps(complaint))
        blocks.append(_text(f"An earlier plan was refused: {told}. Avoid that this time."))
    return blocks


def _evidence(window: Window) -> str:
    """Return the evidence without what only this machine can use."""
    return inert(
        window.evidence.model_dump_json(
            exclude={"timings": True, "events": {"__all__": {"before", "after"}}}, exclude_none=True
        )
    )


def _summary(plan: ComputerUsePlan) -> str:
    """Return what a later window's plan has to fit: the last steps, and all that is asked for."""
    telling = plan.model_copy(update={"steps": plan.steps[-_STEPS_TOLD:], "questions": []})
    return inert(
        telling.model_dump_json(exclude={"steps": {"__all__": _OF_THE_REVIEWER}}, exclude_defaults=True)
    )


def _place_of(window: Window) -> str:
    if window.is_last:
        return "This is the last part of a longer screencast: goal and success_criteria are for the whole."
    if window.first_event:
        return "This is a part from the middle of a longer screencast."
    return "This is the first part of a longer screencast; the rest follows later."


def _text(text: str) -> Block:
    return {"type": "text", "text": text}


def _image(picture: Picture) -> Block:
    data = base64.b64encode(picture.jpeg).decode()
    return {"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": data}}
