"""In a document everything that somebody said is redacted, and what only programs read is left alone."""

import json

import pytest

from worker.execution.secrecy.redaction import Redactor

REDACTOR = Redactor([("PASSWORD", "hunter22"), ("WORD", "secret")])


def redacted(document: object) -> str:
    return json.dumps(REDACTOR.strings_of(document))


@pytest.mark.parametrize("key", ["password_id", "userid", "paid", "Valid", "bid"])
def test_a_key_that_ends_like_an_id_hides_nothing(key: str) -> None:
    assert redacted({key: "hunter22"}) == json.dumps({key: "[PASSWORD]"})


@pytest.mark.parametrize("key", ["id", "tool_use_id", "uuid", "parentUuid", "sessionId"])
def test_what_programs_tell_things_apart_by_stays(key: str) -> None:
    assert redacted({key: "toolu_hunter22"}) == json.dumps({key: "toolu_hunter22"})


def test_keys_are_redacted_as_well() -> None:
    assert redacted({"the hunter22": 1}) == '{"the [PASSWORD]": 1}'
    assert redacted({"input": {"secret": {"hunter22": 1}}}) == '{"input": {"[WORD]": {"[PASSWORD]": 1}}}'


def test_what_a_tool_was_given_has_no_marks_of_programs() -> None:
    given = {"type": "tool_use", "input": {"id": "hunter22", "type": ["hunter22"], "role": "hunter22"}}
    assert "hunter22" not in redacted(given)


def test_the_names_a_format_uses_stay_although_a_secret_is_such_a_word() -> None:
    assert redacted({"secret": 1, "input_schema": {"properties": {"secret": {}}}}) == (
        '{"secret": 1, "input_schema": {"properties": {"secret": {}}}}'
    )
