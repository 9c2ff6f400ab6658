"""The agent's session in rows: what the SDK expects of it, and what we do besides."""

import asyncio

import pytest
from claude_agent_sdk.testing import run_session_store_conformance
from claude_agent_sdk.types import SessionStoreEntry
from sqlalchemy import Engine, delete
from sqlalchemy.exc import OperationalError

from models import AgentRun
from models.session import transaction
from tests.worker.execution.agent.transcripts import KEY, entry, store_of
from tests.worker.execution.bench import Bench
from worker.execution.agent import transcript
from worker.execution.agent.transcript import TranscriptStore


def test_it_is_a_session_store_as_the_sdk_defines_one(bench: Bench) -> None:
    asyncio.run(run_session_store_conformance(lambda: store_of(bench)))


def test_every_string_is_redacted_wherever_it_stands(bench: Bench) -> None:
    store = store_of(bench)
    said = {"content": [{"text": "it is Pippin-42-Grove", "more": ["Pippin-42-Grove", 4000]}]}
    loaded = asyncio.run(appended(store, entry(uuid="a", message=said)))
    cleaned = {"text": "it is [ORCHARD_PASSWORD]", "more": ["[ORCHARD_PASSWORD]", 4000]}
    assert loaded == [entry(uuid="a", message={"content": [cleaned]})]


def test_a_one_time_code_stays_out_of_rows_although_the_model_knew_it(bench: Bench) -> None:
    typed = entry(message={"content": [{"text": "typed 492039"}]})
    loaded = asyncio.run(appended(store_of(bench), typed))
    assert loaded == [entry(message={"content": [{"text": "typed [CODE]"}]})]


def test_what_links_entries_stays_even_if_a_secret_occurs_in_it(bench: Bench) -> None:
    linked = entry(
        uuid="6a1f5c9e-0000-4000-8000-000000000002",
        parentUuid="6a1f5c9e-0000-4000-8000-000000000003",
        timestamp="2026-11-22T23:50:12.400Z",
    )
    assert asyncio.run(appended(store_of(bench), linked)) == [linked]


def test_what_postgresql_cannot_store_is_left_out(bench: Bench) -> None:
    odd = entry(message="zero \0 byte and half a \ud83d pair")
    assert asyncio.run(appended(store_of(bench), odd)) == [entry(message="zero  byte and half a ? pair")]


def test_a_thought_about_a_secret_is_kept_as_text_because_its_signature_no_longer_fits(bench: Bench) -> None:
    thoughts = [
        {"type": "thinking", "thinking": "the code is 4000", "signature": "Sig"},
        {"type": "thinking", "thinking": "it is a code", "signature": "Sig"},
    ]
    loaded = asyncio.run(appended(store_of(bench), entry(message={"content": thoughts})))
    assert loaded == [
        entry(message={"content": [{"type": "text", "text": "the code is [PIN]"}, thoughts[1]]})
    ]


def test_an_entry_that_comes_twice_is_kept_once_in_its_first_place(bench: Bench) -> None:
    first, second = entry(uuid="a", n=1), entry(uuid="b", n=2)
    assert asyncio.run(appended(store_of(bench), first, second, first)) == [first, second]


def test_marks_without_an_id_may_repeat(bench: Bench) -> None:
    mark = entry(mode="normal")
    assert asyncio.run(appended(store_of(bench), mark, mark)) == [mark, mark]


def test_runs_do_not_see_each_other(bench: Bench) -> None:
    asyncio.run(appended(store_of(bench), entry(uuid="a")))
    assert asyncio.run(store_of(bench).load(KEY)) is None


def test_what_could_not_be_stored_is_stored_with_the_next_entries(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(bench)
    first, second = entry(uuid="a"), entry(uuid="b")
    with monkeypatch.context() as away:
        away.setattr(transcript, "_PATIENCE_SECONDS", 0)
        away.setattr(transcript, "transaction", _away)
        asyncio.run(store.append(KEY, [first]))
    assert asyncio.run(appended(store, second)) == [first, second]


def test_the_transcript_of_a_deleted_run_is_dropped(bench: Bench) -> None:
    store = store_of(bench)
    with transaction(bench.engine) as session:
        session.execute(delete(AgentRun))
    assert asyncio.run(appended(store, entry(uuid="a"))) is None


async def appended(store: TranscriptStore, *entries: SessionStoreEntry) -> list[SessionStoreEntry] | None:
    await store.append(KEY, list(entries))
    return await store.load(KEY)


def _away(_engine: Engine) -> None:
    raise OperationalError("SELECT 1", {}, Exception("connection refused"))
