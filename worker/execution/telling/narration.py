"""What the agent does, in words for the people in the thread: one short line per act."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from models.outcome import CriterionOutcome, CriterionState
from worker.execution.tool_calls import BASH, EDIT, READ, WRITE, Given, browser_tool, fields_of, text_of

#: Of a step.
NOTHING_DONE: Final = "reported done, but nothing was done for it"
ACT_FAILED: Final = "reported done, but its command or click failed"
#: Of an act that is looked at once more before it happens.
APPROVED: Final = "The person in charge was asked and said: go ahead."


def announced(tool: str, given: Given) -> str | None:
    """Return the line for an act that begins; None for what is told when it is done."""
    if tool == BASH:
        return f"$ {text_of(given, 'command')}"
    return None


def done(tool: str, given: Given) -> str | None:
    """Return the line for an act that succeeded; None for what nobody needs to read."""
    tell = _DONE.get(browser_tool(tool) or tool)
    return tell(given) if tell else None


def failed(tool: str, given: Given, reason: str) -> str:
    """Return the line for an act that did not work or was not let through, with the gist of why."""
    act = done(tool, given) or announced(tool, given) or browser_tool(tool) or tool
    act = f"{act[0].lower()}{act[1:]}"
    if denial := _DENIAL.match(reason):
        why = gist(reason[denial.end() :])
        return why if why == APPROVED else f"Not allowed: {act}: {why}"
    return f"Did not work: {act}: {gist(reason)}"


def not_accepted(reason: str) -> str:
    """Return the line for a report or question of the agent that was not taken as it was."""
    return f"Not accepted from the agent: {gist(reason)}"


def step_reported(step: int, observed: str, objection: str | None) -> str:
    """Return the line for a step that the agent reports: what it says, and what speaks against it."""
    return f"Step {step} {objection or 'reported done'}. The agent says: {observed}"


def judged(criterion: CriterionOutcome) -> str:
    """Return the line for one success criterion: what became of it, and what showed that or did not."""
    seen = f" Seen: “{criterion.seen}”" if criterion.seen else ""
    reason = f" Why: {criterion.reason}." if criterion.reason else ""
    return f"{_JUDGED[criterion.state]}: {criterion.criterion}{seen}{reason}"


def gist(reason: str) -> str:
    """Return the first line of a tool's complaint that says something."""
    lines = (line.strip(" #\t") for line in _TAG.sub("", reason).splitlines())
    telling = (line.removeprefix("Error: ") for line in lines if line and line not in _HEADINGS)
    return next(telling, "no reason given")


def without_query(url: str) -> str:
    """Return a URL, or what was taken for one, without what may be private in it: user, query, fragment."""
    return _USER.sub("//", _QUERY.split(url, maxsplit=1)[0], count=1)


def _target(given: Given) -> str:
    return text_of(given, "element") or "the page"


def _file(given: Given) -> str:
    return text_of(given, "file_path").removeprefix("/workspace/")


def _fields(given: Given) -> str:
    return ", ".join(text_of(field, "name") for field in fields_of(given))


_DONE: Mapping[str, Callable[[Given], str]] = {
    "navigate": lambda given: f"Opened {without_query(text_of(given, 'url'))}",
    "navigate_back": lambda _: "Went back one page",
    "click": lambda given: f"Clicked {_target(given)}",
    "type": lambda given: f"Typed {text_of(given, 'text')} into {_target(given)}",
    "fill_form": lambda given: f"Filled in {_fields(given)}",
    "select_option": lambda given: (
        f"Chose {', '.join(map(str, given.get('values', [])))} in {_target(given)}"
    ),
    "press_key": lambda given: f"Pressed {text_of(given, 'key')}",
    "handle_dialog": lambda given: "Accepted a dialog" if given.get("accept") else "Dismissed a dialog",
    "file_upload": lambda _: "Chose a file to upload",
    READ: lambda given: f"Read {_file(given)}",
    WRITE: lambda given: f"Wrote {_file(given)}",
    EDIT: lambda given: f"Changed {_file(given)}",
}
_JUDGED = {
    CriterionState.VERIFIED: "Verified",
    CriterionState.NOT_VERIFIED: "Not verified",
    CriterionState.FAILED: "Does not hold",
}
_HEADINGS = frozenset({"Error", "Result"})
_TAG = re.compile("</?tool_use_error>")
_QUERY = re.compile("[?#]")
_USER = re.compile("//[^/]*@")
#: How the agent, and so we, hear of what was not let through.
_DENIAL = re.compile(r"PreToolUse:\S+ hook error: Not allowed: ")
