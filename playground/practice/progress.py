"""How far a run is, told from the messages of one request and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playground.practice.content import Json, blocks_of, objects, text_of
from playground.practice.snapshot import Page, read_page


@dataclass(frozen=True)
class Call:
    """One tool call of the model, and what came back."""

    tool: str  #: without the server's prefix: ``browser_click``, ``step_finished``, ``Bash``
    arguments: Json
    result: str
    failed: bool


@dataclass(frozen=True)
class Progress:
    """Where the run stands."""

    calls: int  #: tool calls so far
    finished: int  #: the last step that was reported as finished, 0 before the first
    current: tuple[Call, ...]  #: the calls made for the step after it
    here: Page | None  #: the page as it is; None if it has to be looked at
    page_before: Page | None  #: the last page seen before `current` acted
    ended: bool  #: the end of the run was reported

    def made(self, tool: str) -> list[Call]:
        return [call for call in self.current if call.tool == tool]


def read_progress(messages: Iterable[Json]) -> Progress:
    calls = list(_calls(list(messages)))
    finished, start = 0, 0
    for index, call in enumerate(calls):
        if call.tool == "step_finished" and not call.failed:
            finished, start = _step_of(call, finished), index + 1
    page, is_current = _last_page(calls)
    return Progress(
        calls=len(calls),
        finished=finished,
        current=tuple(calls[start:]),
        here=page if is_current else None,
        page_before=_page_before(calls, start),
        ended=any(call.tool == "run_finished" and not call.failed for call in calls),
    )


def _calls(messages: list[Json]) -> Iterator[Call]:
    """Yield the model's own calls in order; a result counts only for the call it answers."""
    results = {
        str(block.get("tool_use_id")): block
        for message in messages
        if message.get("role") == "user"
        for block in blocks_of(message.get("content"))
        if block.get("type") == "tool_result"
    }
    for message in messages:
        if message.get("role") != "assistant":
            continue
        for block in objects(message.get("content")):
            if block.get("type") == "tool_use":
                yield _call(block, results.get(str(block.get("id")), {}))


def _call(use: Json, result: Json) -> Call:
    arguments = use.get("input")
    return Call(
        tool=str(use.get("name", "")).rsplit("__", 1)[-1],
        arguments=arguments if isinstance(arguments, dict) else {},
        result=text_of(result.get("content")),
        failed=bool(result.get("is_error", False)),
    )


def _step_of(call: Call, finished: int) -> int:
    step = call.arguments.get("step")
    return step if isinstance(step, int) else finished + 1


def _last_page(calls: list[Call]) -> tuple[Page | None, bool]:
    page, is_current = None, False
    for call in calls:
        if call.tool.startswith("browser_"):
            seen = read_page(call.result)
            page, is_current = seen or page, seen is not None
    return page, is_current


def _page_before(calls: list[Call], start: int) -> Page | None:
    acted = next((n for n in range(start, len(calls)) if _acts(calls[n])), len(calls))
    return _last_page(calls[:acted])[0]


def _acts(call: Call) -> bool:
    return call.tool.startswith("browser_") and call.tool not in {"browser_snapshot", "browser_wait_for"}
