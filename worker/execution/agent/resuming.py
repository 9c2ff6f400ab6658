"""How an agent starts: anew, or where an earlier attempt at the same run was lost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from claude_agent_sdk import SessionKey
from claude_agent_sdk.types import SessionStoreEntry

from worker.execution.agent.prompt import START
from worker.execution.agent.transcript import PROJECT, TranscriptStore
from worker.execution.assignment import Assignment
from worker.wall.runtime import CONFIGURATION

RESUMED_MARK: Final = "This run was interrupted"

# Without one of these the command line knows nothing to go on with, and ends.
_SAID = frozenset({"user", "assistant"})


@dataclass(frozen=True)
class Beginning:
    """What an agent's process is started with."""

    words: str  #: the first message to the agent
    session_id: str | None = None  #: the session it goes on with; None = a new one
    copies: Mapping[str, bytes] = field(default_factory=dict)  #: see `Wall.copies`
    #: Of tools in that session: name and arguments.
    earlier_calls: Sequence[tuple[str, Mapping[str, Any]]] = ()

    @property
    def extra_args(self) -> dict[str, str | None]:
        """Options of the command line.

        The SDK's own `resume` would unpack the session outside, where the wall lets nobody see it.
        """
        return {} if self.session_id is None else {"resume": self.session_id}


async def beginning_of(assignment: Assignment, store: TranscriptStore) -> Beginning:
    """Return how the agent of this attempt starts.

    Raises:
        OperationalError, InterfaceError: the rows stayed away.
    """
    if not assignment.resumed:
        return Beginning(START)
    found = await _last_session(store)
    if found is None:
        return Beginning(f"{_what_happened(assignment)}\n{START}")
    session_id, entries = found
    path = f"{CONFIGURATION}/projects/{PROJECT}/{session_id}.jsonl"
    return Beginning(
        _what_happened(assignment), session_id, {path: _as_lines(entries)}, list(_calls_in(entries))
    )


async def _last_session(store: TranscriptStore) -> tuple[str, list[SessionStoreEntry]] | None:
    sessions = await store.list_sessions(PROJECT)
    for session in sorted(sessions, key=lambda each: each["mtime"], reverse=True):
        key = SessionKey(project_key=PROJECT, session_id=session["session_id"])
        entries = await store.load(key) or []
        if any(entry["type"] in _SAID for entry in entries):
            return session["session_id"], entries
    return None


def _calls_in(entries: list[SessionStoreEntry]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for entry in entries:
        match entry:
            case {"message": {"content": list(blocks)}}:
                for block in blocks:
                    match block:
                        case {"type": "tool_use", "name": str(tool), "input": dict(given)}:
                            yield tool, given


def _as_lines(entries: list[SessionStoreEntry]) -> bytes:
    return "".join(f"{json.dumps(entry)}\n" for entry in entries).encode()


def _what_happened(assignment: Assignment) -> str:
    sentences = [
        f"{RESUMED_MARK}: the worker that carried it out was lost, and you go on with it on another one.",
        _what_is_left(assignment),
        _where_to_go_on(assignment),
        *(_about_doubtful(number) for number in sorted(assignment.doubtful_steps)),
        "If you had asked a person something and got no answer, ask again.",
    ]
    return "\n".join(sentences)


def _what_is_left(assignment: Assignment) -> str:
    step = assignment.files_step
    when = f"after step {step}" if step else "before the first step"
    files = f"The files in /workspace are as they were {when}: later changes are lost."
    if not assignment.plan.uses_browser:
        return files
    return f"{files} The browser is a new one: no page is open and nobody is signed in."


def _where_to_go_on(assignment: Assignment) -> str:
    done = assignment.finished_step
    if done == 0:
        return "No step was reported finished. Look first at what is already there, then go on with step 1."
    return (
        f"Step {done} is the last one that was reported finished. Look first at what is already there, then "
        f"go on with step {done + 1}. Of the steps before, repeat only what leads back to where you were, "
        "such as signing in; never one that sends, creates or changes something."
    )


def _about_doubtful(number: int) -> str:
    return (
        f"Step {number} may have happened: look on the site first. If it did, report it finished and go on; "
        "if it did not, do it: a person is asked before it is done again."
    )
