"""The pictures of one analysis: what each request of it may still send, and what it has sent already.

A conversation is sent as a whole with every request, its pictures each time anew. Those a model has had once
give way to a line of text as soon as the budget would not hold.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from worker.analysis.planning.budget import budget_for, tokens_of

#: A part of a conversation as the Messages API has it: blocks within blocks, whatever they are.
_Part = Any

_LEFT_OUT = (
    "(This picture is shown only once, and was. Take a closer look at a piece of its frame if you need it.)"
)


@dataclass(frozen=True)
class _Sent:
    """One picture of a request, known by its content."""

    digest: str
    tokens: int


@dataclass(frozen=True)
class Serving:
    """The messages of a request as they are sent, and the pictures left in them."""

    messages: _Part
    pictures: Sequence[_Sent]


@dataclass
class Rations:
    """Image tokens of one analysis: earned by the time it looks at, spent by every request."""

    left: int = 0
    spent: int = 0
    _sent: set[str] = field(default_factory=set)

    def earn(self, seconds: float) -> None:
        """Add what may be spent on so many more seconds of the screencast."""
        self.left += budget_for(seconds).whole

    def serve(self, messages: _Part, reserved: int) -> Serving:
        """Return messages with no more pictures than there are tokens for.

        What was not sent yet goes first, then the latest of the others. These leave `reserved` tokens alone.
        """
        pictures = [_measured(image) for image in _images(messages)]
        chosen = self._affordable(pictures, reserved)
        kept = (number in chosen for number in range(len(pictures)))
        return Serving(_with_those(messages, kept), [pictures[number] for number in sorted(chosen)])

    def pay(self, serving: Serving) -> None:
        """Count a request that was answered; one that was turned away has cost nothing."""
        cost = sum(picture.tokens for picture in serving.pictures)
        self.left, self.spent = self.left - cost, self.spent + cost
        self._sent |= {picture.digest for picture in serving.pictures}

    def _affordable(self, pictures: Sequence[_Sent], reserved: int) -> set[int]:
        new = [n for n, picture in enumerate(pictures) if picture.digest not in self._sent]
        old = [n for n in reversed(range(len(pictures))) if n not in new]
        first = _within(self.left, pictures, new)
        rest = self.left - sum(pictures[n].tokens for n in first) - reserved
        return first | _within(rest, pictures, old)


def _within(tokens: int, pictures: Sequence[_Sent], order: Sequence[int]) -> set[int]:
    chosen = set()
    for number in order:
        if pictures[number].tokens <= tokens:
            tokens -= pictures[number].tokens
            chosen.add(number)
    return chosen


def _images(part: _Part) -> Iterator[dict[str, Any]]:
    """Yield the pictures of a part of a conversation, in order."""
    match part:
        case {"type": "image", "source": dict()}:
            yield part
        case dict():
            yield from _images(part.get("content"))
        case list():
            for item in part:
                yield from _images(item)


def _with_those(part: _Part, kept: Iterator[bool]) -> _Part:
    """Return a part of a conversation with a text for each picture that is not kept; asks in order."""
    match part:
        case {"type": "image", "source": dict()} if not next(kept):
            mark = {name: part[name] for name in ("cache_control",) if name in part}
            return {"type": "text", "text": _LEFT_OUT, **mark}
        case {"type": "image"}:
            return part
        case {"content": content}:
            return {**part, "content": _with_those(content, kept)}
        case list():
            return [_with_those(item, kept) for item in part]
    return part


def _measured(image: dict[str, Any]) -> _Sent:
    data = base64.b64decode(image["source"]["data"])
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    height, width = pixels.shape[:2] if pixels is not None else (0, 0)
    return _Sent(hashlib.sha256(data).hexdigest(), tokens_of(width, height))
