"""How an agent starts after its worker was lost."""

import asyncio
import json
from typing import Any

import pytest
from claude_agent_sdk import SessionKey
from claude_agent_sdk.types import SessionStoreEntry

from tests.models.factories import make_plan
from tests.worker.execution.agent.transcripts import KEY, entry, store_of
from tests.worker.execution.assignments import assignment
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.agent.prompt import START
from worker.execution.agent.resuming import RESUMED_MARK, Beginning, beginning_of
from worker.execution.agent.transcript import PROJECT, TranscriptStore
from worker.wall.runtime import CONFIGURATION

MARK = entry(type="queue-operation", operation="enqueue")
SAID = entry(uuid="a", message="Carry out the plan.")


def resumed(store: TranscriptStore, **parts: Any) -> Beginning:
    return asyncio.run(beginning_of(assignment(attempt=2, **parts), store))


def kept(store: TranscriptStore, *entries: SessionStoreEntry, key: SessionKey = KEY) -> None:
    asyncio.run(store.append(key, list(entries)))


def test_a_first_attempt_starts_with_nothing_but_the_plan(bench: Bench) -> None:
    beginning = asyncio.run(beginning_of(assignment(), store_of(bench)))
    assert (beginning.words, beginning.extra_args, beginning.copies) == (START, {}, {})


def test_a_later_attempt_goes_on_with_the_session_of_the_lost_one(bench: Bench) -> None:
    store = store_of(bench)
    kept(store, MARK, SAID)
    beginning = resumed(store)
    session_id = KEY["session_id"]
    assert beginning.extra_args == {"resume": session_id}
    lines = beginning.copies[f"{CONFIGURATION}/projects/{PROJECT}/{session_id}.jsonl"].decode().splitlines()
    assert [json.loads(line) for line in lines] == [MARK, SAID]
    assert beginning.words.startswith(RESUMED_MARK)
    assert START not in beginning.words


def test_the_calls_of_the_lost_session_are_known(bench: Bench) -> None:
    store = store_of(bench)
    used = {"type": "tool_use", "id": "t", "name": "Bash", "input": {"command": "date"}}
    said = [{"type": "text", "text": "First the date."}, used]
    kept(store, SAID, entry(type="assistant", uuid="b", message={"role": "assistant", "content": said}))
    assert resumed(store).earlier_calls == [("Bash", {"command": "date"})]


def test_of_two_sessions_the_one_written_last_is_gone_on_with(bench: Bench) -> None:
    store = store_of(bench)
    kept(store, SAID, key=SessionKey(project_key=PROJECT, session_id="first"))
    kept(store, SAID)
    assert resumed(store).session_id == KEY["session_id"]


@pytest.mark.parametrize("entries", [[], [MARK]], ids=["nothing", "only a mark"])
def test_a_session_in_which_nothing_was_said_is_begun_anew(
    bench: Bench, entries: list[SessionStoreEntry]
) -> None:
    store = store_of(bench)
    kept(store, *entries)
    beginning = resumed(store, finished_step=2)
    assert (beginning.extra_args, beginning.copies) == ({}, {})
    assert beginning.words.startswith(RESUMED_MARK)
    assert beginning.words.endswith(START)
    assert "go on with step 3" in beginning.words


def test_it_is_told_what_is_left_and_where_it_was(bench: Bench) -> None:
    words = resumed(store_of(bench), finished_step=3, files_step=2).words
    assert "as they were after step 2" in words
    assert "no page is open and nobody is signed in" in words
    assert "Step 3 is the last one that was reported finished" in words


def test_without_a_browser_in_the_plan_none_is_spoken_of(bench: Bench) -> None:
    words = asyncio.run(beginning_of(assignment(SHELL_PLAN, attempt=2), store_of(bench))).words
    assert "browser" not in words
    assert "before the first step" in words


def test_each_doubtful_step_is_named(bench: Bench) -> None:
    words = resumed(store_of(bench), finished_step=1, doubtful_steps=frozenset({2, 4})).words
    assert "Step 2 may have happened: look on the site first" in words
    assert "Step 4 may have happened" in words
    assert "Step 1 may" not in words
    assert make_plan().goal not in words
