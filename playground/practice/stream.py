"""An answer on the wire: one JSON message, or the events of a stream."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playground.practice.content import Json

_CHARACTERS_PER_TOKEN = 4
_TOKENS_PER_PICTURE = 1200
_PICTURE = re.compile(r'"data": "[A-Za-z0-9+/=]{1000,}"')
_CHUNK = 60  #: characters of one delta


@dataclass(frozen=True)
class Answer:
    """One assistant message, with token counts estimated from its size."""

    id: str
    model: str
    content: list[Json]
    new_tokens: int  #: of the last message
    known_tokens: int  #: of all before it, as if it had been cached

    @property
    def stop_reason(self) -> str:
        return "tool_use" if any(block["type"] == "tool_use" for block in self.content) else "end_turn"

    @property
    def output_tokens(self) -> int:
        return tokens_in(self.content)

    def as_json(self) -> dict[str, object]:
        ending = {"stop_reason": self.stop_reason, "usage": self._usage(self.output_tokens)}
        return {**self._head(), "content": self.content, **ending}

    def as_events(self) -> Iterator[str]:
        """Yield server-sent events in the order a client expects."""
        yield _event("message_start", message={**self._head(), "content": [], "usage": self._usage(1)})
        for index, block in enumerate(self.content):
            yield from _block_events(index, block)
        ending = {"stop_reason": self.stop_reason, "stop_sequence": None}
        yield _event("message_delta", delta=ending, usage={"output_tokens": self.output_tokens})
        yield _event("message_stop")

    def _usage(self, output_tokens: int) -> dict[str, int]:
        return {
            "input_tokens": self.new_tokens,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": self.known_tokens,
            "output_tokens": output_tokens,
        }

    def _head(self) -> dict[str, object]:
        unset = {"stop_reason": None, "stop_sequence": None}
        return {"id": self.id, "type": "message", "role": "assistant", "model": self.model, **unset}


def tokens_in(content: object) -> int:
    """A plausible number of tokens for `content`, from its size alone; at least 1."""
    whole = json.dumps(content)
    pictures = _PICTURE.findall(whole)
    characters = len(whole) - sum(map(len, pictures))
    return max(1, characters // _CHARACTERS_PER_TOKEN + _TOKENS_PER_PICTURE * len(pictures))


def _block_events(index: int, block: Json) -> Iterator[str]:
    if block["type"] == "tool_use":
        empty, kind, name = {**block, "input": {}}, "input_json_delta", "partial_json"
        whole = json.dumps(block["input"])
    else:
        empty, kind, name = {**block, "text": ""}, "text_delta", "text"
        whole = str(block["text"])
    yield _event("content_block_start", index=index, content_block=empty)
    for start in range(0, len(whole), _CHUNK):
        delta = {"type": kind, name: whole[start : start + _CHUNK]}
        yield _event("content_block_delta", index=index, delta=delta)
    yield _event("content_block_stop", index=index)


def _event(kind: str, **data: object) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data})}\n\n"
