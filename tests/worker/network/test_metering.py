"""What a run costs is counted, and at its limit somebody decides."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import ScriptedModel, say, scripted
from tests.worker.network.gateways import (
    ASK,
    ModelAtWork,
    at_work,
    gateway_to,
    no_more,
    reaching,
    send,
    send_at_once,
    send_one_by_one,
    up_to,
)
from worker.network.answer_reader import AnswerReader
from worker.network.metering import Allowance, Estimate, Meter, price_of


def test_when_the_money_is_spent_nothing_more_is_sent(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        gateway = gateway_to(bench, model, up_to(0.0))
        assert send(gateway, workspaces, ASK).status_code == 403
    assert gateway.trouble == "That was all of $0.00."
    assert not model.requests


def test_what_earlier_attempts_spent_counts(bench: Bench, workspaces: Path) -> None:
    told: list[float] = []
    with scripted(say("Hello.")) as model:
        near = gateway_to(bench, model, up_to(5.0), spent=4.9, tell_cost=told.append)
        over = gateway_to(bench, model, up_to(5.0), spent=5.0)
        assert send(near, workspaces, ASK).status_code == 200
        assert send(over, workspaces, ASK).status_code == 403
    assert told == [near.meter.cost_usd] == [4.9]


def test_requests_that_come_at_the_limit_wait_for_one_decision(bench: Bench, workspaces: Path) -> None:
    asked: list[float] = []

    async def raised(allowance: float, _needed: float) -> float:
        asked.append(allowance)
        await asyncio.sleep(0)
        return allowance + 5

    with scripted() as model:
        gateway = gateway_to(bench, model, Allowance(5.0, raised), spent=6.0)
        assert send_at_once(gateway, workspaces, 3) == [200, 200, 200]
    assert asked == [5.0]


def test_a_decision_to_stop_is_not_asked_for_again(bench: Bench, workspaces: Path) -> None:
    asked: list[float] = []

    async def declined(allowance: float, needed: float) -> float:
        asked.append(allowance)
        return await no_more(allowance, needed)

    with scripted() as model:
        gateway = gateway_to(bench, model, Allowance(5.0, declined), spent=6.0)
        assert send_one_by_one(gateway, workspaces, 3) == [403, 403, 403]
    assert asked == [5.0]
    assert not model.requests
    assert gateway.trouble == "That was all of $5.00."


def test_a_run_that_ends_while_somebody_decides_waits_for_nobody(bench: Bench, workspaces: Path) -> None:
    undecided = asyncio.Event()

    async def never(allowance: float, needed: float) -> float:
        undecided.set()
        await asyncio.Event().wait()
        return allowance

    async def talk() -> None:
        async with reaching(gateway, workspaces) as client:
            waiting = asyncio.create_task(client.post("/v1/messages", json=ASK))
            await undecided.wait()
        with pytest.raises(httpx.HTTPError):
            await waiting

    with scripted() as model:
        gateway = gateway_to(bench, model, Allowance(5.0, never), spent=6.0)
        asyncio.run(asyncio.wait_for(talk(), 20))


def test_usage_is_read_from_a_stream_however_it_is_cut() -> None:
    stream = (
        b'event: message_start\ndata: {"type": "message_start", "message": {"usage": '
        b'{"input_tokens": 10, "cache_read_input_tokens": 1000, "output_tokens": 1}}}\n\n'
        b'data: {"type": "message_delta", "usage": {"output_tokens": 50}}\n\n'
    )
    for size in (1, 7, len(stream)):
        reader = AnswerReader(Estimate(0, 0))
        for start in range(0, len(stream), size):
            reader.feed(stream[start : start + size])
        assert reader.close() == {"input_tokens": 10, "cache_read_input_tokens": 1000, "output_tokens": 50}


def test_tokens_cost_what_their_kind_costs() -> None:
    meter = Meter(price_of("claude-sonnet-5"))
    meter.add({"input_tokens": 1_000_000, "cache_read_input_tokens": 1_000_000, "output_tokens": 1_000_000})
    assert meter.told == "The model read 2,000,000 tokens and wrote 1,000,000."
    assert meter.cost_usd == pytest.approx(3 + 0.3 + 15)


def test_a_request_that_is_given_up_while_a_person_decides_is_never_sent(
    bench: Bench, workspaces: Path
) -> None:
    async def story(model: ScriptedModel) -> None:
        asked, decided = asyncio.Event(), asyncio.Event()

        async def decide(_limit: float, _needed: float) -> float:
            asked.set()
            await decided.wait()
            return 10.0

        gateway = gateway_to(bench, model, Allowance(5.0, decide), spent=6.0)
        async with reaching(gateway, workspaces) as client:
            given_up = asyncio.create_task(client.post("/v1/messages", json=ASK))
            await asked.wait()
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            assert (await client.get("/v1/messages")).status_code == 405  # the gateway has noticed by then
            decided.set()
            assert (await client.post("/v1/messages", json=ASK)).status_code == 200

    with scripted(say("Hello."), say("Hello again.")) as model:
        asyncio.run(story(model))
    assert len(model.requests) == 1


def test_a_stream_that_is_cut_short_is_charged_by_what_arrived_of_it() -> None:
    start = (
        b'data: {"type": "message_start", "message": {"usage": {"input_tokens": 10, "output_tokens": 1}}}\n'
    )
    reader = AnswerReader(Estimate(500, 1000))
    reader.feed(start + b"x" * 4000)
    assert reader.close()["input_tokens"] == 10
    assert reader.close()["output_tokens"] == 1000


def test_an_answer_that_told_nothing_is_charged_as_estimated_and_never_less_than_what_was_told() -> None:
    told = b'data: {"type": "message_start", "message": {"usage": {"output_tokens": 70}}}\n'
    silent, talkative = AnswerReader(Estimate(500, 1000)), AnswerReader(Estimate(500, 1000))
    talkative.feed(told)
    assert silent.close() == {"input_tokens": 500, "output_tokens": 0}
    assert talkative.close() == {"input_tokens": 500, "output_tokens": 70}


def test_a_cache_that_lasts_an_hour_and_searches_cost_more() -> None:
    meter = Meter(price_of("claude-sonnet-5"))
    written = {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 1_000_000}
    meter.add({"cache_creation_input_tokens": 1_000_000, "cache_creation": written})
    assert meter.cost_usd == pytest.approx(6)
    meter.add({"server_tool_use": {"web_search_requests": 3}})
    assert meter.cost_usd == pytest.approx(6.03)


def test_many_requests_at_once_cannot_spend_more_than_one_after_the_other(
    bench: Bench, workspaces: Path
) -> None:
    """Each may cost $0.75 and costs $0.075, so of ten at once the second is the last that $0.16 pays for."""
    body = {**ASK, "model": "claude-unknown-9", "max_tokens": 10_000}
    model = ModelAtWork(output_tokens=1000)
    model.may_answer.set()
    with at_work(model) as there:
        gateway = gateway_to(bench, there, up_to(0.16), understudy_model="claude-unknown-9")
        statuses = send_at_once(gateway, workspaces, 10, body)
    assert sorted(statuses) == [200, 200, *[403] * 8]
    assert model.most_at_a_time == 1
    assert gateway.meter.cost_usd == pytest.approx(0.15)


def test_a_limit_is_not_passed_where_the_length_of_a_request_tells_that_it_would_be(
    bench: Bench, workspaces: Path
) -> None:
    asked: list[tuple[float, float]] = []

    async def declined(allowance: float, needed: float) -> float:
        asked.append((allowance, needed))
        return await no_more(allowance, needed)

    body = {**ASK, "model": "claude-unknown-9", "system": "x" * 30_000, "max_tokens": 100_000}
    with scripted() as model:
        gateway = gateway_to(
            bench, model, Allowance(5.0, declined), spent=4.8, understudy_model="claude-unknown-9"
        )
        assert send(gateway, workspaces, body).status_code == 403
    assert not model.requests
    ((allowance, needed),) = asked
    assert allowance == 5.0
    assert needed == pytest.approx(4.8 + 10_000 * 15e-6 + 1000 * 75e-6, rel=1e-3)


def test_a_request_is_taken_for_as_dear_as_its_length_turned_out_to_be_before() -> None:
    meter, guessed = Meter(price_of("claude-sonnet-5")), Estimate(input_tokens=1000, output_tokens=100)
    assert meter.will_cost(guessed) == pytest.approx(1000 * 3e-6 + 100 * 15e-6)
    meter.add({"input_tokens": 500, "cache_read_input_tokens": 19_500}, guessed)
    assert meter.will_cost(guessed) == pytest.approx(20_000 * 3e-6 + 100 * 15e-6)
    meter.add({"input_tokens": 700}, guessed)
    assert meter.will_cost(guessed) == pytest.approx(1000 * 3e-6 + 100 * 15e-6)


def test_an_answer_nobody_waits_for_any_more_is_charged(bench: Bench, workspaces: Path) -> None:
    body = {**ASK, "model": "claude-unknown-9", "max_tokens": 10_000}

    async def story() -> None:
        async with reaching(gateway, workspaces) as client:
            given_up = asyncio.create_task(client.post("/v1/messages", json=body))
            await asyncio.to_thread(model.begun.acquire)
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            assert gateway.meter.cost_usd == 0

    model = ModelAtWork()
    with at_work(model) as there:
        gateway = gateway_to(bench, there, understudy_model="claude-unknown-9")
        asyncio.run(asyncio.wait_for(story(), 20))
    assert gateway.meter.cost_usd > 0
