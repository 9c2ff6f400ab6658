"""What was called and said so far, in order: the messages of one request, read once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playground.practice.content import Json, blocks_of, objects, text_of

# As a worker words it: `worker.execution.agent.resuming` and `worker.execution.people.guidance`.
_RESUMED = re.compile(r"^This run was interrupted: ", re.MULTILINE)
_LAST_FINISHED = re.compile(r"^Step (\d+) is the last one that was reported finished", re.MULTILINE)
_OWN_ERROR = re.compile(r"\s*(### )?Error\b|\[Tool call interrupted|$")
_LOOK_FIRST = re.compile(r"\bTake a browser_snapshot\b")
_NOTHING_PRINTED = "(Bash completed with no output)"
_GUIDANCE = re.compile(r"^(The person who started|A person who helps with) this says: ", re.MULTILINE)


@dataclass(frozen=True)
class Call:
    """One tool call of the model, and what came back."""

    tool: str  #: without the server's prefix: ``browser_click``, ``step_finished``, ``Bash``
    arguments: Json
    result: str
    failed: bool  #: it did not work, or its worker was lost before it was known

    @property
    def was_refused(self) -> bool:
        """Whether the browser was never asked: what it says of its own errors has a heading."""
        return self.failed and not _OWN_ERROR.match(self.result)

    @property
    def is_to_be_repeated(self) -> bool:
        """Whether it may happen once the page was looked at again."""
        return self.was_refused and _LOOK_FIRST.search(self.result) is not None


@dataclass(frozen=True)
class Conversation:
    calls: tuple[Call, ...]
    was_resumed: bool  #: its worker was lost at least once
    resumed_at: int  #: number of the calls made before that
    finished_before: int  #: the last step finished before that, as the worker says
    is_guided: bool  #: a person said something since the model's last turn


def printed(command: Call) -> str:
    """Return what a command printed; that it printed nothing is said by who ran it."""
    said = command.result.strip()
    return "" if said == _NOTHING_PRINTED else said


def read_conversation(messages: Iterable[Json]) -> Conversation:
    listed = list(messages)
    marks = [n for n, message in enumerate(listed) if _RESUMED.search(_said_by_user(message))]
    resumed = marks[-1] if marks else 0
    told = _LAST_FINISHED.search(_said_by_user(listed[resumed])) if marks else None
    return Conversation(
        calls=tuple(_calls(listed)),
        was_resumed=bool(marks),
        resumed_at=len(list(_uses(listed[:resumed]))),
        finished_before=int(told[1]) if told else 0,
        is_guided=any(_GUIDANCE.search(_said_by_user(message)) for message in _unanswered(listed)),
    )


def _said_by_user(message: Json) -> str:
    """Return the words of a user's message; what tools said is in blocks of their own."""
    return text_of(message.get("content")) if message.get("role") == "user" else ""


def _unanswered(messages: list[Json]) -> list[Json]:
    turns = (n for n, message in enumerate(messages, start=1) if message.get("role") == "assistant")
    return messages[max(turns, default=0) :]


def _calls(messages: list[Json]) -> Iterator[Call]:
    """Yield the model's own calls in order; a result counts only for the call it answers."""
    results = {
        str(block.get("tool_use_id")): block
        for message in messages
        if message.get("role") == "user"
        for block in blocks_of(message.get("content"))
        if block.get("type") == "tool_result"
    }
    for use in _uses(messages):
        yield _call(use, results.get(str(use.get("id")), {"is_error": True}))


def _uses(messages: list[Json]) -> Iterator[Json]:
    for message in messages:
        if message.get("role") == "assistant":
            blocks = objects(message.get("content"))
            yield from (block for block in blocks if block.get("type") == "tool_use")


def _call(use: Json, result: Json) -> Call:
    arguments = use.get("input")
    return Call(
        tool=str(use.get("name", "")).rsplit("__", 1)[-1],
        arguments=arguments if isinstance(arguments, dict) else {},
        result=text_of(result.get("content")),
        failed=bool(result.get("is_error", False)),
    )
