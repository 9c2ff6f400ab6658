"""The road to the model: what passes, what is added, what is taken out."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground.loopback import serving
from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import KEY, ScriptedModel, say, scripted
from tests.worker.network.gateways import (
    ASK,
    ModelAtWork,
    at_work,
    gateway_to,
    reaching,
    send,
    send_one_by_one,
    send_with,
)
from worker.network import model_gateway, model_service
from worker.network.model_service import KEY_REFUSED, UNREACHABLE


def test_the_key_is_added_and_secrets_are_taken_out(bench: Bench, workspaces: Path) -> None:
    with scripted(say("Hello.")) as model:
        gateway = gateway_to(bench, model)
        assert send(gateway, workspaces, ASK).status_code == 200
    assert model.refused == 0
    assert "hello [PASSWORD]" in model.received
    assert gateway.meter.input_tokens == 100


def test_a_one_time_code_reaches_the_model_that_has_to_type_it(bench: Bench, workspaces: Path) -> None:
    with scripted(say("Hello.")) as model:
        body = {**ASK, "messages": [{"role": "user", "content": "type 492039"}]}
        send(gateway_to(bench, model), workspaces, body)
    assert "type 492039" in model.received


def test_each_string_is_looked_at_by_itself(bench: Bench, workspaces: Path) -> None:
    blocks = [{"type": "text", "text": text} for text in ("a hunter22", "b hunter22")]
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": blocks}
    with scripted(say("Hello.")) as model:
        send(
            gateway_to(bench, model), workspaces, {**ASK, "messages": [{"role": "user", "content": [result]}]}
        )
    assert [block["text"] for block in model.requests[0]["messages"][0]["content"][0]["content"]] == [
        "a [PASSWORD]",
        "b [PASSWORD]",
    ]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_only_posting_is_possible(bench: Bench, workspaces: Path, method: str) -> None:
    with scripted() as model:
        assert send(gateway_to(bench, model), workspaces, ASK, method=method).status_code == 405
    assert not model.requests


def test_a_body_no_model_would_take_is_not_read_to_its_end(
    bench: Bench, workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_gateway, "_LARGEST_BODY", 1000)
    with scripted() as model:
        gateway = gateway_to(bench, model)
        assert send(gateway, workspaces, {**ASK, "system": "x" * 1000}).status_code == 413
    assert not model.requests


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
        ("sonnet", "claude-sonnet-hunter22", False),
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


def test_whoever_ignores_how_often_to_try_again_gets_nowhere(
    bench: Bench, workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_service, "_MOST_FAILURES", 3)
    asked: list[str] = []

    async def overloaded(request: Request) -> Response:
        asked.append(request.url.path)
        return JSONResponse({}, 529)

    with serving(Starlette(routes=[Route("/v1/messages", overloaded, methods=["POST"])])) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        assert send_one_by_one(gateway, workspaces, 5) == [529, 529, 529, 403, 403]
    assert len(asked) == 3
    assert gateway.trouble == UNREACHABLE


@pytest.mark.parametrize("prefix", ["/anthropic", "/llm/proxy/", ""])
def test_a_gateway_in_front_of_the_model_may_have_a_path_and_take_a_token(
    bench: Bench, workspaces: Path, prefix: str
) -> None:
    heard: list[tuple[str, str | None, str | None]] = []

    async def hear(request: Request) -> Response:
        heard.append(
            (request.url.path, request.headers.get("authorization"), request.headers.get("x-api-key"))
        )
        return JSONResponse({"usage": {"input_tokens": 1, "output_tokens": 1}})

    with serving(Starlette(routes=[Route("/{path:path}", hear, methods=["POST"])])) as port:
        model = ScriptedModel([], url=f"http://127.0.0.1:{port}{prefix}")
        gateway = gateway_to(bench, model, anthropic_auth_token=SecretStr("a-token"), anthropic_api_key=None)
        assert send(gateway, workspaces, ASK).status_code == 200
    assert heard == [(f"{prefix.rstrip('/')}/v1/messages", "Bearer a-token", None)]


def test_an_answer_is_passed_on_while_it_is_being_made(bench: Bench, workspaces: Path) -> None:
    first_arrived = threading.Event()

    async def parts() -> AsyncIterator[bytes]:
        yield b"data: first\n\n"
        assert await asyncio.to_thread(first_arrived.wait, 20)
        yield b"data: second\n\n"

    async def answer(_: Request) -> Response:
        return StreamingResponse(parts(), media_type="text/event-stream")

    async def talk() -> list[bytes]:
        chunks = []
        async with (
            reaching(gateway, workspaces) as client,
            client.stream("POST", "/v1/messages", json=ASK) as a,
        ):
            async for chunk in a.aiter_bytes():
                chunks.append(chunk)
                first_arrived.set()
        return chunks

    with serving(Starlette(routes=[Route("/v1/messages", answer, methods=["POST"])])) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        assert asyncio.run(talk()) == [b"data: first\n\n", b"data: second\n\n"]


def test_what_is_not_a_message_is_refused(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        assert send(gateway_to(bench, model), workspaces, ["practice"]).status_code == 400


def test_of_a_query_only_the_mark_of_a_beta_is_passed_on(bench: Bench, workspaces: Path) -> None:
    heard: list[str] = []

    async def hear(request: Request) -> Response:
        heard.append(request.url.query)
        return JSONResponse({})

    with serving(Starlette(routes=[Route("/v1/messages", hear, methods=["POST"])])) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        send(gateway, workspaces, ASK, "/v1/messages?beta=true&fetch=https://evil.test")
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        send(gateway, workspaces, ASK, "/v1/messages?beta=yes")
    assert heard == ["beta=true", ""]


def test_a_refused_request_says_why(bench: Bench, workspaces: Path) -> None:
    with scripted() as model:
        answer = send(gateway_to(bench, model), workspaces, {**ASK, "container": "container_1"})
    assert answer.status_code == 403
    assert "container" in answer.json()["error"]["message"]
    assert not model.requests


def test_only_a_few_requests_are_taken_in_at_a_time(bench: Bench, workspaces: Path) -> None:
    model = ModelAtWork()

    async def story() -> None:
        async with reaching(gateway, workspaces) as client:
            sending = [asyncio.create_task(client.post("/v1/messages", json=ASK)) for _ in range(12)]
            await asyncio.to_thread(model.begun.acquire)
            model.may_answer.set()
            assert {(await answer).status_code for answer in sending} == {200}

    with at_work(model) as there:
        gateway = gateway_to(bench, there)
        asyncio.run(asyncio.wait_for(story(), 20))
    assert model.most_at_a_time == 4


def _answering_with_headers(seen: list[dict[str, str]]) -> Starlette:
    async def answer(request: Request) -> Response:
        seen.append(dict(request.headers))
        return JSONResponse({"usage": {}})

    return Starlette(routes=[Route("/v1/messages", answer, methods=["POST"])])


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ("effort-2025-11-24", 200),
        ("claude-code-20250219,effort-2025-11-24", 200),
        ("effort-2025-11-24, fast-mode-2026-02-01", 403),
        ("hunter22", 403),
    ],
    ids=["one", "two", "one too many", "a secret"],
)
def test_only_what_the_agents_program_asks_for_can_be_asked_for(
    bench: Bench, workspaces: Path, flags: str, status: int
) -> None:
    seen: list[dict[str, str]] = []
    with serving(_answering_with_headers(seen)) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        answer = send_with(gateway, workspaces, ASK, {"anthropic-beta": flags})
    assert answer.status_code == status
    assert [headers["anthropic-beta"] for headers in seen] == [flags] * (status == 200)


def test_no_header_of_a_run_is_passed_on(bench: Bench, workspaces: Path) -> None:
    seen: list[dict[str, str]] = []
    hiding = {"user-agent": "hunter22", "anthropic-version": "hunter22", "content-type": "hunter22"}
    with serving(_answering_with_headers(seen)) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        send_with(gateway, workspaces, ASK, hiding)
    assert seen
    assert "hunter22" not in str(seen)


@pytest.mark.parametrize("host", ["x/v1/files?", "evil@x", "x:99999", "a b", ""])
def test_whatever_host_a_run_names_the_path_is_that_of_the_endpoint(
    bench: Bench, workspaces: Path, host: str
) -> None:
    asked: list[str] = []

    async def answer(request: Request) -> Response:
        asked.append(request.scope["path"])
        return JSONResponse({"usage": {}})

    with serving(Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])])) as port:
        gateway = gateway_to(bench, ScriptedModel([], url=f"http://127.0.0.1:{port}"))
        send_with(gateway, workspaces, ASK, {"host": host})
    assert asked == ["/v1/messages"]
