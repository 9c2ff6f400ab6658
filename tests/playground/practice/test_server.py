import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.plan import Action
from playground.practice.server import create_practice_model
from tests.playground.practice.talks import make_plan, make_step
from tests.worker.analysis.factories import make_sign_in
from worker.analysis.planning.literal import plan_literally

KEY = {"x-api-key": "practice-key"}
TOOLS = [{"name": "StructuredOutput", "input_schema": {"type": "object"}}]


def make_client() -> TestClient:
    return TestClient(create_practice_model("practice-key"))


def run_request(**more: Any) -> dict[str, Any]:
    plan = make_plan(make_step(Action.SHELL, value="date"))
    said = [{"role": "user", "content": "Carry out the plan."}]
    return {
        "model": "practice",
        "system": f"<plan>{plan.model_dump_json()}</plan>",
        "messages": said,
        **more,
    }


def plan_request() -> dict[str, Any]:
    evidence = f"<evidence>{make_sign_in().model_dump_json(exclude_none=True)}</evidence>"
    content = [{"type": "text", "text": "The screen at 0:01:"}, {"type": "text", "text": evidence}]
    return {"model": "practice", "messages": [{"role": "user", "content": content}], "tools": TOOLS}


def events_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "other"}, {"authorization": "Bearer other"}])
def test_without_the_key_nothing_is_answered(headers: dict[str, str]) -> None:
    refused = make_client().post("/v1/messages", json=run_request(), headers=headers)

    assert refused.status_code == 401
    assert refused.json()["error"]["type"] == "authentication_error"


def test_a_bearer_token_is_as_good_as_the_key() -> None:
    taken = make_client().post(
        "/v1/messages", json=run_request(), headers={"authorization": "Bearer practice-key"}
    )

    assert taken.status_code == 200


def test_an_answer_says_what_it_used_and_why_it_stopped() -> None:
    message = make_client().post("/v1/messages", json=run_request(), headers=KEY).json()

    assert message["stop_reason"] == "tool_use"
    assert message["content"][0]["input"]["command"] == "date"
    assert message["usage"]["input_tokens"] > 0


def test_a_stream_adds_up_to_the_same_answer() -> None:
    client = make_client()
    whole = client.post("/v1/messages", json=run_request(), headers=KEY).json()

    events = events_of(client.post("/v1/messages", json=run_request(stream=True), headers=KEY).text)

    pieces = [event["delta"]["partial_json"] for event in events if event["type"] == "content_block_delta"]
    assert json.loads("".join(pieces)) == whole["content"][0]["input"]
    assert (events[0]["type"], events[-1]["type"]) == ("message_start", "message_stop")


def test_evidence_becomes_the_literal_plan() -> None:
    message = make_client().post("/v1/messages", json=plan_request(), headers=KEY).json()

    (block,) = message["content"]
    assert block["name"] == "StructuredOutput"
    assert block["input"] == plan_literally(make_sign_in()).model_dump(mode="json")


def test_a_title_is_asked_for_and_given() -> None:
    asked = {"model": "practice", "messages": [{"role": "user", "content": "Hi"}], "output_config": {}}

    message = make_client().post("/v1/messages", json=asked, headers=KEY).json()

    assert json.loads(message["content"][0]["text"]) == {"title": "Practice run"}


def test_small_talk_is_answered_with_what_it_is() -> None:
    asked = {"model": "practice", "messages": [{"role": "user", "content": "Who are you?"}]}

    message = make_client().post("/v1/messages", json=asked, headers=KEY).json()

    assert "practice model" in message["content"][0]["text"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"messages": "hello"}'])
def test_a_request_without_messages_is_refused(body: bytes) -> None:
    refused = make_client().post("/v1/messages", content=body, headers=KEY)

    assert refused.status_code == 400
    assert refused.json()["error"]["type"] == "invalid_request_error"


def test_a_picture_counts_as_a_picture_and_not_as_text() -> None:
    picture = {"type": "image", "source": {"type": "base64", "data": "A" * 400_000}}
    body = {"messages": [{"role": "user", "content": [picture]}]}

    counted = make_client().post("/v1/messages/count_tokens", json=body, headers=KEY).json()

    assert 1000 < counted["input_tokens"] < 2000


def test_the_command_line_may_say_hello_first() -> None:
    assert make_client().head("/api/hello").status_code == 200


def test_what_it_was_asked_is_recorded_without_the_key(tmp_path: Path) -> None:
    record = tmp_path / "requests.jsonl"
    client = TestClient(create_practice_model("practice-key", record))

    client.post("/v1/messages", json=run_request(), headers={**KEY, "user-agent": "story"})

    (line,) = record.read_text().splitlines()
    entry = json.loads(line)
    assert json.loads(entry["body"]) == run_request()
    assert entry["headers"]["user-agent"] == "story"
    assert "practice-key" not in line
