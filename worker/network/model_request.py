"""Which requests to the model are passed on, and as what.

The model's own servers can fetch pages, files and tools for whoever asks. They are not held to the sites a
run may reach, so nothing that would make them do so is passed on.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from worker.network.metering import Estimate

PICTURES_NOT_SHOWN = "Pictures and documents are not shown to the model in a run. Read what they say as text."

#: What the agent's program sends, and what else only shapes an answer. Anything more might cost another
#: price, be worked on elsewhere, or reach beyond the wall.
_FIELDS: Final = frozenset({
    "model", "system", "messages", "tools", "tool_choice", "metadata", "max_tokens", "stop_sequences",
    "stream", "temperature", "top_p", "top_k", "thinking", "context_management", "output_config",
})  # fmt: skip
#: Parts of a conversation may be left out; what sums them up would be one more answer that nobody counts.
_EDITS: Final = frozenset({"clear_thinking_20251015", "clear_tool_uses_20250919"})
_CONTENT = ("system", "messages")
_BYTES_PER_TOKEN = 3  # of JSON; ordinary text has more, so this is rather too many tokens


class NotPassedOn(Exception):  # noqa: N818 - reads as what it says
    """A request that is answered here; the sentence is for the agent."""

    def __init__(self, status: int, kind: str, sentence: str) -> None:
        """`kind`: of error, as the Messages API names it."""
        super().__init__(sentence)
        self.status = status
        self.kind = kind


@dataclass(frozen=True)
class ModelRequest:
    """What is sent on."""

    model: str
    content: bytes
    at_most: Estimate  #: what answering it may take


def read_request(body: bytes, redacted: Callable[[object], object]) -> ModelRequest:
    """Return what of a request is sent on, its strings `redacted` and without pictures.

    Raises:
        NotPassedOn: it is none, or asks for more than an answer of the model.
    """
    try:
        document = json.loads(body)
        if not isinstance(document, dict):
            raise _unreadable()
        _check(document)
        shown = {name: _without_pictures(document[name]) for name in _CONTENT if name in document}
        content = json.dumps(redacted({**document, **shown})).encode()
    except (ValueError, RecursionError):
        raise _unreadable() from None
    tokens = len(content) // _BYTES_PER_TOKEN
    return ModelRequest(str(document.get("model")), content, Estimate(tokens, _most_written(document)))


def _check(document: Mapping[str, Any]) -> None:
    for name in document.keys() - _FIELDS:
        raise _refused(f"A run may not ask the model for {name}: only for what its own agent needs.")
    _check_edits(document.get("context_management"))
    tools = document.get("tools") or []
    if not isinstance(tools, list):
        raise _unreadable()
    for tool in tools:
        if not isinstance(tool, dict) or tool.get("type") not in {None, "custom"}:
            raise _refused("A run may use its own tools only, none that the model's servers carry out.")


def _check_edits(management: object) -> None:
    match management:
        case None:
            return
        case {"edits": [*edits], **others} if not others and all(map(_is_known, edits)):
            return
        case _:
            raise _refused("A run may only have old thoughts and results left out of its conversation.")


def _is_known(edit: object) -> bool:
    return isinstance(edit, dict) and edit.get("type") in _EDITS


def _without_pictures(value: object) -> object:
    """Return a part of a request with a text instead of each picture: no redactor can read those.

    Raises:
        NotPassedOn: something would have to be fetched first.
    """
    match value:
        case list():
            return [_without_pictures(item) for item in value]
        case {"type": "tool_use"}:
            return value  # what the model wrote itself, for the run's own tools
        case {"source": {"type": "url" | "file"}}:
            raise _refused("Nothing is fetched for a run outside its wall: pass on text instead.")
        case {"type": "image" | "document", "cache_control": mark}:
            return {"type": "text", "text": PICTURES_NOT_SHOWN, "cache_control": mark}
        case {"type": "image" | "document"}:
            return {"type": "text", "text": PICTURES_NOT_SHOWN}
        case dict():
            return {name: _without_pictures(item) for name, item in value.items()}
        case _:
            return value


def _most_written(document: Mapping[str, Any]) -> int:
    most = document.get("max_tokens", 0)
    if not isinstance(most, int):
        raise _unreadable()
    return max(0, most)


def _unreadable() -> NotPassedOn:
    return NotPassedOn(400, "invalid_request_error", "This is no request of the Messages API.")


def _refused(sentence: str) -> NotPassedOn:
    return NotPassedOn(403, "permission_error", sentence)
