"""How far a run is, told from the messages of one request and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from playground.practice.content import Json
from playground.practice.conversation import Call, Conversation, read_conversation
from playground.practice.snapshot import Page, read_page

PICTURE = "browser_take_screenshot"
#: What changes a page.
DEEDS = frozenset(
    {
        "browser_click",
        "browser_navigate",
        "browser_press_key",
        "browser_select_option",
        "browser_type",
    }
)


@dataclass(frozen=True)
class Progress:
    """Where the run stands."""

    calls: int  #: tool calls so far
    finished: int  #: the last step that was reported as finished, 0 before the first
    current: tuple[Call, ...]  #: the calls made for the step after it, with this browser
    here: Page | None  #: the page as it is; None if it has to be looked at
    page_before: Page | None  #: the last page seen before `current` acted
    look: str  #: what the last look said, as it came back
    resumed: bool  #: an earlier browser was lost, and no step was finished with this one
    lost_page: Page | None  #: what that one showed last
    put_in: tuple[str, ...]  #: what was typed and chosen since a page was last opened by its address
    unpictured: bool  #: a page is open of which no picture was taken yet
    is_guided: bool  #: a person said something since the last turn
    ended: bool  #: the end of the run was reported

    def made(self, tool: str) -> list[Call]:
        return [call for call in self.current if call.tool == tool]

    def deeds(self) -> list[Call]:
        return [call for call in self.current if call.tool in DEEDS and not call.is_to_be_repeated]

    def since(self, start: int) -> Self:
        """Return it with only the current calls from `start` on."""
        before = _last_page(self.current[: start + _first_deed(self.current[start:])])[0]
        return replace(self, current=self.current[start:], page_before=before or self.page_before)


def read_progress(messages: Iterable[Json]) -> Progress:
    said = read_conversation(messages)
    calls = said.calls
    finished, start = _finished(said), _start_of_current(said)
    page, is_current = _last_page(calls[said.resumed_at :])
    before = start + _first_deed(calls[start:])
    return Progress(
        calls=len(calls),
        finished=finished,
        current=calls[start:],
        here=page if is_current else None,
        page_before=_last_page(calls[said.resumed_at : before])[0],
        look=_last_look(calls[said.resumed_at :]),
        resumed=said.was_resumed and start == said.resumed_at,
        lost_page=_last_page(calls[: said.resumed_at])[0],
        put_in=_put_in(calls[said.resumed_at :]),
        unpictured=_is_unpictured(calls[said.resumed_at :]),
        is_guided=said.is_guided,
        ended=any(_went_well(call, "run_finished") for call in calls[said.resumed_at :]),
    )


def _finished(said: Conversation) -> int:
    finished = said.finished_before
    for call in said.calls[said.resumed_at :]:
        if _went_well(call, "step_finished"):
            step = call.arguments.get("step")
            finished = step if isinstance(step, int) else finished + 1
    return finished


def _start_of_current(said: Conversation) -> int:
    ends = (n for n, call in enumerate(said.calls, start=1) if _went_well(call, "step_finished"))
    return max([said.resumed_at, *ends])


def _went_well(call: Call, tool: str) -> bool:
    return call.tool == tool and not call.failed


def _first_deed(calls: tuple[Call, ...]) -> int:
    return next((n for n, call in enumerate(calls) if call.tool in DEEDS), len(calls))


def _last_page(calls: tuple[Call, ...]) -> tuple[Page | None, bool]:
    """Return the page seen last, and whether nothing was done in the browser since."""
    page, is_current = None, False
    for call in calls:
        if call.tool.startswith("browser_") and call.tool != PICTURE:
            seen = read_page(call.result)
            page, is_current = seen or page, seen is not None
    return page, is_current


def _put_in(calls: tuple[Call, ...]) -> tuple[str, ...]:
    opened = (n for n, call in enumerate(calls) if _went_well(call, "browser_navigate"))
    since = calls[max(opened, default=0) :]
    typed = [str(call.arguments.get("text")) for call in since if _went_well(call, "browser_type")]
    chosen = (call.arguments.get("values") for call in since if _went_well(call, "browser_select_option"))
    return (*typed, *(str(value) for values in chosen if isinstance(values, list) for value in values))


def _is_unpictured(calls: tuple[Call, ...]) -> bool:
    telling = (call for call in reversed(calls) if call.tool == PICTURE or _went_well_in_browser(call))
    return next((call.tool != PICTURE for call in telling), False)


def _went_well_in_browser(call: Call) -> bool:
    return call.tool in DEEDS and not call.failed


def _last_look(calls: tuple[Call, ...]) -> str:
    looks = (call.result for call in reversed(calls) if call.tool in {"browser_snapshot", "Bash"})
    return next(looks, "")
