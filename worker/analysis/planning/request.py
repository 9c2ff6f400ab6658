"""What the planner is shown: pictures first, then the evidence, marked as data."""

import base64
import json
from pathlib import Path
from typing import Any

from worker.analysis.evidence import Evidence
from worker.analysis.planning.pictures import Picture, choose_pictures

#: A content block of the Messages API.
Block = dict[str, Any]


def build_request(evidence: Evidence, folder: Path, complaint: str | None = None) -> list[Block]:
    """Return the blocks of one user message; `folder` holds the evidence's frames.

    `complaint` says what was wrong with an earlier answer.
    """
    pictures = choose_pictures(evidence, folder)
    blocks = [block for picture in pictures for block in (_text(picture.caption), _image(picture))]
    blocks.append(_text(f"<evidence>{_as_json(evidence)}</evidence>"))
    if complaint:
        blocks.append(_text(f"An earlier plan was refused: {json.dumps(complaint)}. Avoid that this time."))
    return blocks


def _as_json(evidence: Evidence) -> str:
    """Return the evidence without what only this machine can use."""
    telling = evidence.model_copy(update={"frames": [frame for frame in evidence.frames if frame.url]})
    seen = telling.model_dump_json(
        exclude={"timings": True, "events": {"__all__": {"before", "after"}}}, exclude_none=True
    )
    # Nothing in the evidence can close the tag around it: within JSON, < may be written as an escape.
    return seen.replace("<", "\\u003c")


def _text(text: str) -> Block:
    return {"type": "text", "text": text}


def _image(picture: Picture) -> Block:
    data = base64.b64encode(picture.jpeg).decode()
    return {"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": data}}
