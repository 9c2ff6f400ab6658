"""What a request to the model may ask for, and what becomes of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from worker.execution.secrecy.redaction import Redactor
from worker.network.model_request import PICTURES_NOT_SHOWN, NotPassedOn, read_request

PICTURE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBOR"}}
NOT_SHOWN = {"type": "text", "text": PICTURES_NOT_SHOWN}


def asking(*content: dict[str, Any], **more: Any) -> bytes:
    body = {"model": "practice", "messages": [{"role": "user", "content": list(content)}], **more}
    return json.dumps(body).encode()


def refusal_of(body: bytes) -> NotPassedOn:
    with pytest.raises(NotPassedOn) as refused:
        read_request(body, Redactor().request)
    return refused.value


def shown(*content: dict[str, Any]) -> object:
    request = read_request(asking(*content), Redactor().request)
    return json.loads(request.content)["messages"][0]["content"]


@pytest.mark.parametrize(
    "more",
    [
        {"mcp_servers": [{"type": "url", "url": "https://evil.test"}]},
        {"container": "container_1"},
        {"tools": [{"type": "web_fetch_20250910", "name": "web_fetch"}]},
        {"tools": [{"name": "Bash", "input_schema": {}}, {"type": "code_execution_20250825"}]},
        {"tools": ["web_search"]},
        {"speed": "fast"},
        {"service_tier": "priority"},
        {"inference_geo": "us"},
        {"context_management": {"edits": [{"type": "compact_20260112"}]}},
        {"context_management": {"edits": "all"}},
    ],
)
def test_nothing_is_asked_for_that_costs_more_or_works_elsewhere(more: dict[str, Any]) -> None:
    assert refusal_of(asking(**more)).status == 403


@pytest.mark.parametrize(
    "source", [{"type": "url", "url": "https://evil.test/?secret"}, {"type": "file", "file_id": "file_1"}]
)
@pytest.mark.parametrize("kind", ["image", "document"])
def test_nothing_is_fetched_for_a_run_outside_its_wall(kind: str, source: dict[str, str]) -> None:
    block = {"type": kind, "source": source}
    nested = {"type": "tool_result", "tool_use_id": "toolu_1", "content": [block]}
    for content in (block, nested):
        assert refusal_of(asking(content)).status == 403
    assert refusal_of(asking(system=[block])).status == 403


def test_the_runs_own_tools_may_be_given_whatever_they_take() -> None:
    call = {"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"source": {"type": "url"}}}
    tool = {"name": "add", "type": "custom", "input_schema": {"properties": {"source": {"type": "url"}}}}
    request = read_request(asking(call, tools=[tool, {"name": "Bash"}]), Redactor().request)
    assert json.loads(request.content)["messages"][0]["content"] == [call]
    assert json.loads(request.content)["tools"] == [tool, {"name": "Bash"}]


def test_pictures_are_not_shown_to_the_model() -> None:
    paper = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}}
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": [PICTURE]}
    assert shown(PICTURE, paper, result) == [NOT_SHOWN, NOT_SHOWN, {**result, "content": [NOT_SHOWN]}]


def test_what_marks_the_end_of_a_cache_stays_where_a_picture_was() -> None:
    mark = {"cache_control": {"type": "ephemeral"}}
    assert shown({**PICTURE, **mark}) == [{**NOT_SHOWN, **mark}]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000 + b"]" * 100_000,
        asking(tools={"type": "web_search"}),
        asking(max_tokens="many"),
    ],
)
def test_what_is_no_request_is_not_passed_on(body: bytes) -> None:
    assert refusal_of(body).status == 400


def nested_content(depth: int) -> bytes:
    return b'{"messages": ' + b'{"a": ' * depth + b"1" + b"}" * depth + b"}"


def nested_elsewhere(depth: int) -> bytes:
    return b'{"metadata": ' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize("nested", [nested_content, nested_elsewhere])
def test_what_is_too_deep_for_any_part_of_the_way_is_not_passed_on(nested: Callable[[int], bytes]) -> None:
    for depth in (600, 950, 5000):
        assert refusal_of(nested(depth)).status == 400


def test_what_a_request_may_take_is_guessed_from_its_size() -> None:
    request = read_request(asking({"type": "text", "text": "x" * 3000}, max_tokens=700), Redactor().request)
    assert request.at_most.input_tokens > 1000
    assert request.at_most.output_tokens == 700
