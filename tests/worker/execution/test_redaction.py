"""Secrets leave nothing behind, however they are written and wherever a stream is cut."""

import base64
import html
import json
import re
import shlex
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.execution.disguises import forms_of
from worker.execution.redaction import Redactor

SECRET = "pa$$ wörd/+'&\"9"
REDACTOR = Redactor({"ORCHARD_PASSWORD": SECRET, "TOKEN": "sk-0123456789abcdef"}.items())


def _base64_after(before: bytes) -> Callable[[str], str]:
    return lambda text: base64.b64encode(before + text.encode() + b"tail").decode()


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "json": json.dumps,
    "json without ascii": lambda text: json.dumps(text, ensure_ascii=False),
    "json in json": lambda text: json.dumps(json.dumps(text)),
    "a query": urllib.parse.quote_plus,
    "a path": urllib.parse.quote,
    "a lower-case url": lambda text: re.sub(
        "%..", lambda escape: escape[0].lower(), urllib.parse.quote(text)
    ),
    "html": html.escape,
    "a shell word": shlex.quote,
    "hex": lambda text: text.encode().hex(),
    "base64": _base64_after(b""),
    "base64 after one byte": _base64_after(b"x"),
    "base64 after two bytes": _base64_after(b"xy"),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_secret_is_found_in_every_usual_form(written: str) -> None:
    redacted = REDACTOR.text(f"before {WRITTEN[written](SECRET)} after")
    assert "[ORCHARD_PASSWORD]" in redacted
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")


def test_each_secret_is_replaced_by_its_own_name() -> None:
    assert REDACTOR.text("sk-0123456789abcdef") == "[TOKEN]"


def test_text_without_a_secret_stays_as_it_is() -> None:
    assert REDACTOR.text("nothing to hide: 12") == "nothing to hide: 12"


def test_without_secrets_nothing_changes() -> None:
    assert Redactor().text("anything") == "anything"


def test_numbers_and_keys_of_a_document_survive() -> None:
    redactor = Redactor({"PIN": "4096"}.items())
    document = {"max_tokens": 4096, "4096": ["pin 4096", None, True]}
    assert redactor.strings_of(document) == {"max_tokens": 4096, "4096": ["pin [PIN]", None, True]}


@given(st.text(min_size=6).filter(lambda secret: len(secret.encode("utf-8", "ignore")) >= 6), st.data())
def test_cutting_a_stream_anywhere_changes_nothing(secret: str, data: st.DataObject) -> None:
    redactor = Redactor({"SECRET": secret.encode("utf-8", "ignore").decode()}.items())
    noise = st.binary(max_size=20)
    form = st.sampled_from(sorted(forms_of(secret.encode("utf-8", "ignore").decode())))
    whole = b"".join(data.draw(noise) + data.draw(form) for _ in range(3)) + data.draw(noise)
    one_piece = redactor.stream()
    expected = one_piece.feed(whole) + one_piece.close()

    pieces, stream = b"", redactor.stream()
    rest = whole
    while rest:
        size = data.draw(st.integers(1, 12))
        pieces, rest = pieces + stream.feed(rest[:size]), rest[size:]
    assert pieces + stream.close() == expected


@given(st.text(st.characters(codec="utf-8"), min_size=6), st.binary(max_size=9), st.binary(max_size=9))
def test_base64_of_any_text_around_a_secret_is_found(secret: str, before: bytes, after: bytes) -> None:
    encoded = base64.b64encode(before + secret.encode() + after).decode()
    assert "[SECRET]" in Redactor({"SECRET": secret}.items()).text(encoded)
