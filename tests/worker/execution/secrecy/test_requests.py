"""In a request to the model every string is redacted, whatever the field is called that it stands in."""

import json

import pytest

from worker.execution.secrecy.redaction import Redactor

REDACTOR = Redactor([("PASSWORD", "hunter22"), ("WORD", "text"), ("TOOL", "Bash"), ("PIN", "4096")])

HIDING: dict[str, object] = {
    "a tool": {"tools": [{"name": "hunter22", "input_schema": {"type": "hunter22"}}]},
    "a call": {"type": "tool_use", "id": "hunter22", "name": "hunter22", "input": {}},
    "a result": {"type": "tool_result", "tool_use_id": "hunter22", "content": []},
    "a signature": {"type": "thinking", "thinking": "", "signature": "hunter22"},
    "what looks like a picture": {"type": "text", "z": {"media_type": "image/png", "data": "hunter22"}},
    "a role": {"role": "hunter22", "model": "hunter22"},
    "a key": {"input_schema": {"properties": {"hunter22": {}}}},
    "who asks": {"metadata": {"user_id": '{"session": "hunter22"}'}},
    "a list": {"stop_sequences": ["hunter22"]},
}


@pytest.mark.parametrize("place", HIDING)
def test_no_field_hides_a_secret(place: str) -> None:
    redacted = json.dumps(REDACTOR.request(HIDING[place]))
    assert "hunter22" not in redacted
    assert "[PASSWORD]" in redacted


def test_a_request_stays_valid_when_a_secret_is_a_word_of_its_format() -> None:
    request = {
        "max_tokens": 4096,
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Begin."}]},
            {
                "role": "assistant",
                "content": [{"type": "tool_use", "id": "a_1", "name": "Bash", "input": {}}],
            },
        ],
        "tools": [{"name": "Bash", "input_schema": {"type": "object", "properties": {"text": {}}}}],
    }
    assert REDACTOR.request(request) == request


def test_what_signs_a_thought_stays_valid() -> None:
    thought = {"type": "thinking", "thinking": "Next.", "signature": "EqQBCkYIBRgCKkAxyz+/=="}
    assert REDACTOR.request(thought) == thought


def test_a_word_that_is_part_of_a_sentence_is_no_word_of_the_format() -> None:
    assert REDACTOR.request({"text": "the text"}) == {"text": "the [WORD]"}
