"""The road to the model: what passes, what is added, what is taken out, what it costs."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import KEY, ScriptedModel, say, scripted
from worker.execution.known_secrets import KnownSecrets
from worker.execution.metering import Allowance, AnswerReader, Meter, price_of
from worker.execution.model_gateway import KEY_REFUSED, UNREACHABLE, ModelGateway
from worker.execution.sockets import listening_socket

ASK = {"model": "practice", "messages": [{"role": "user", "content": "hello hunter22"}], "stream": True}


def gateway_to(bench: Bench, model: ScriptedModel, allowance: float = 1.0, **settings: Any) -> ModelGateway:
    workbench = bench.workbench(anthropic_base_url=model.url, **settings)
    secrets = KnownSecrets()
    secrets.add("PASSWORD", "hunter22")
    return ModelGateway(workbench.settings, secrets, Allowance(allowance, no_more))


async def no_more(allowance: float) -> float:
    return allowance


def send(gateway: ModelGateway, folder: Path, body: Any, path: str = "/v1/messages") -> httpx.Response:
    socket_path = folder / "model.sock"

    async def talk() -> httpx.Response:
        async with gateway.serve(listening_socket(socket_path, None)):
            transport = httpx.AsyncHTTPTransport(uds=str(socket_path))
            async with httpx.AsyncClient(transport=transport, base_url="http://model") as client:
                return await client.post(path, json=body, headers={"x-api-key": "added-outside"})

    return asyncio.run(talk())


def test_the_key_is_added_and_secrets_are_taken_out(bench: Bench, workspaces: Path) -> None:
    with scripted(say("Hello.")) as model:
        gateway = gateway_to(bench, model)
        assert send(gateway, workspaces, ASK).status_code == 200
    assert model.refused == 0
    assert "hello [PASSWORD]" in model.received
    assert gateway.meter.input_tokens == 100


@pytest.mark.parametrize("path", ["/v1/models", "/v1/files", "/api/hello", "/"])
def test_only_messages_can_be_sent(bench: Bench, workspaces: Path, path: str) -> None:
    with scripted() as model:
        assert send(gateway_to(bench, model), workspaces, ASK, path).status_code == 404


def test_only_the_runs_own_model_can_be_asked(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        answer = send(gateway_to(bench, model), workspaces, {**ASK, "model": "claude-opus-5"})
    assert answer.status_code == 403
    assert not model.requests


@pytest.mark.parametrize(
    ("wanted", "asked", "allowed"),
    [
        ("sonnet", "claude-sonnet-5", True),
        ("sonnet", "claude-sonnet-5-20260101", True),
        ("sonnet", "claude-opus-5", False),
        ("claude-sonnet-5", "claude-sonnet-5", True),
        ("claude-sonnet-5", "claude-sonnet-5-1", False),
        ("opus[1m]", "claude-opus-5", True),
    ],
)
def test_a_familys_name_stands_for_its_models(
    bench: Bench, wanted: str, asked: str, *, allowed: bool
) -> None:
    with scripted() as model:
        gateway = gateway_to(bench, model, understudy_model=wanted)
    assert gateway.allows(asked) is allowed


def test_a_refused_key_becomes_something_the_agent_does_not_try_again(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        model.key = f"not {KEY}"
        gateway = gateway_to(bench, model)
        assert send(gateway, workspaces, ASK).status_code == 403
    assert gateway.trouble == KEY_REFUSED


def test_a_model_that_is_away_is_worth_another_try(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        pass
    gateway = gateway_to(bench, model)
    assert send(gateway, workspaces, ASK).status_code == 529
    assert gateway.trouble == UNREACHABLE


def test_when_the_money_is_spent_nothing_more_is_sent(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        gateway = gateway_to(bench, model, allowance=0.0)
        assert send(gateway, workspaces, ASK).status_code == 403
    assert "limit of $0.00" in (gateway.trouble or "")
    assert not model.requests


def test_what_is_not_a_message_is_refused(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        assert send(gateway_to(bench, model), workspaces, ["practice"]).status_code == 403


def test_usage_is_read_from_a_stream_however_it_is_cut() -> None:
    stream = (
        b'event: message_start\ndata: {"type": "message_start", "message": {"usage": '
        b'{"input_tokens": 10, "cache_read_input_tokens": 1000, "output_tokens": 1}}}\n\n'
        b'data: {"type": "message_delta", "usage": {"output_tokens": 50}}\n\n'
    )
    for size in (1, 7, len(stream)):
        reader = AnswerReader()
        for start in range(0, len(stream), size):
            reader.feed(stream[start : start + size])
        assert reader.close() == {"input_tokens": 10, "cache_read_input_tokens": 1000, "output_tokens": 50}


def test_tokens_cost_what_their_kind_costs() -> None:
    meter = Meter(price_of("claude-sonnet-5"))
    meter.add({"input_tokens": 1_000_000, "cache_read_input_tokens": 1_000_000, "output_tokens": 1_000_000})
    assert (meter.input_tokens, meter.output_tokens) == (2_000_000, 1_000_000)
    assert meter.cost_usd == pytest.approx(3 + 0.3 + 15)
