"""Secrets leave nothing behind, however they are written and wherever their lines end."""

import base64
import html
import json
import os
import re
import shlex
import subprocess
import textwrap
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worker.execution.secrecy.disguises import forms_of
from worker.execution.secrecy.redaction import Redactor

SECRET = "pa$$ wörd/+'&\"9"
REDACTOR = Redactor({"ORCHARD_PASSWORD": SECRET, "TOKEN": "sk-0123456789abcdef"}.items())


def _base64_after(before: bytes) -> Callable[[str], str]:
    return lambda text: base64.b64encode(before + text.encode() + b"tail").decode()


def _base64_in_lines(width: int) -> Callable[[str], str]:
    return lambda text: textwrap.fill(base64.b64encode(b"x" * 45 + text.encode() + b"x" * 45).decode(), width)


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "base64 of json": lambda text: _base64_after(b"ab")(json.dumps({"p": text})),
    "base64 of json without ascii": lambda text: _base64_after(b"")(json.dumps(text, ensure_ascii=False)),
    "base64 of a form": lambda text: _base64_after(b"user=x&p=")(urllib.parse.quote_plus(text)),
    "base64 of a page": lambda text: _base64_after(b"<p>")(html.escape(text)),
    "base64 of latin-1": lambda text: base64.b64encode(text.encode("latin-1")).decode(),
    "json": json.dumps,
    "json without ascii": lambda text: json.dumps(text, ensure_ascii=False),
    "json in json": lambda text: json.dumps(json.dumps(text)),
    "json with slashes escaped": lambda text: json.dumps(text).replace("/", "\\/"),
    "json for a page": lambda text: json.dumps(text).replace("&", "\\u0026"),
    "a query": urllib.parse.quote_plus,
    "a path": urllib.parse.quote,
    "a part of a URL in JavaScript": lambda text: urllib.parse.quote(text, safe="!'()*"),
    "a URL in JavaScript": lambda text: urllib.parse.quote(text, safe=";,/?:@&=+$!*'()#"),
    "a form": lambda text: urllib.parse.quote_plus(text, safe="*"),
    "a lower-case url": lambda text: re.sub(
        "%..", lambda escape: escape[0].lower(), urllib.parse.quote(text)
    ),
    "html": html.escape,
    "html with other quotes": lambda text: html.escape(text).replace("&#x27;", "&#39;"),
    "text in html": lambda text: html.escape(text, quote=False),
    "a shell word": shlex.quote,
    "export -p": lambda text: re.sub(r'([$`"\\])', r"\\\1", text),
    "printf %q": lambda text: re.sub(r"([^\w/+])", r"\\\1", text),
    "hex": lambda text: text.encode().hex(),
    "upper-case hex": lambda text: text.encode().hex().upper(),
    "base64": _base64_after(b""),
    "base64 after one byte": _base64_after(b"x"),
    "base64 after two bytes": _base64_after(b"xy"),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "base64 in lines": _base64_in_lines(76),
    "base64 in lines of PEM": _base64_in_lines(64),
    "base64 for PowerShell": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_secret_is_found_in_every_usual_form(written: str) -> None:
    redacted = REDACTOR.text(f"before {WRITTEN[written](SECRET)} after")
    assert "[ORCHARD_PASSWORD]" in redacted
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")


def test_each_secret_is_replaced_by_its_own_name() -> None:
    assert REDACTOR.text("sk-0123456789abcdef") == "[TOKEN]"


def test_of_a_secret_of_several_lines_each_line_is_secret() -> None:
    redactor = Redactor([("KEY", "-----BEGIN KEY-----\n  first line\nsecond line\n")])
    assert redactor.text("> second line\n> first line") == "> [KEY]\n> [KEY]"


def test_of_secrets_that_overlap_nothing_is_left() -> None:
    redactor = Redactor([("FIRST", "abcdef"), ("SECOND", "efghij"), ("THIRD", "ghij")])
    assert redactor.text("-abcdefghij-") == "-[FIRST]-"


def test_text_without_a_secret_stays_as_it_is() -> None:
    assert REDACTOR.text("nothing to hide: 12") == "nothing to hide: 12"


def test_without_secrets_nothing_changes() -> None:
    assert Redactor().text("anything") == "anything"


def test_what_is_too_short_to_be_told_from_ordinary_text_stays() -> None:
    assert Redactor([("PIN", "409")]).text("of 4096 bytes") == "of 4096 bytes"


def test_numbers_of_a_document_survive() -> None:
    redactor = Redactor([("PIN", "4096")])
    document = {"max_tokens": 4096, "said": ["pin 4096", None, True]}
    assert redactor.strings_of(document) == {"max_tokens": 4096, "said": ["pin [PIN]", None, True]}


def test_a_request_stays_valid_when_a_secret_is_an_ordinary_word() -> None:
    redactor = Redactor([("LOGIN", "user"), ("WORD", "text"), ("TOOL", "Bash"), ("PIN", "4096")])
    picture = {"type": "base64", "media_type": "image/png", "data": "iVBOR4096w0KG"}
    marks = [
        {"type": "text", "role": "user"},
        {"type": "tool_use", "id": "toolu_4096", "name": "Bash", "input": {}},
        {
            "type": "tool_result",
            "tool_use_id": "toolu_4096",
            "content": [{"type": "image", "source": picture}],
        },
        {"name": "Bash", "input_schema": {"type": "object"}},
    ]
    assert redactor.strings_of(marks) == marks


def test_what_a_tool_was_given_or_gave_back_is_redacted_whatever_it_is_called() -> None:
    redactor = Redactor([("PASSWORD", "hunter22")])
    given = {
        "type": "tool_use",
        "name": "fill",
        "input": {"fields": [{"name": "hunter22", "value": "hunter22"}]},
    }
    result = {"type": "tool_result", "content": [{"type": "text", "text": "is hunter22"}]}
    document = {"type": "base64", "media_type": "text/plain", "data": base64.b64encode(b"hunter22").decode()}
    assert "hunter22" not in json.dumps(redactor.strings_of([given, result]))
    assert "[PASSWORD]" in json.dumps(redactor.strings_of(document))


SECRETS = st.text(st.characters(codec="utf-8"), min_size=6)


_ENCODED: list[Callable[[bytes], bytes]] = [
    base64.b64encode,
    base64.urlsafe_b64encode,
    lambda raw: raw.hex().encode(),
]

# No part of the labels, which are what is put in place of a secret.
_APART_FROM_LABELS = st.text(
    st.characters(codec="utf-8", exclude_characters="[]_SECRTI0123456789"), min_size=6
)


@settings(deadline=None)
@given(st.lists(_APART_FROM_LABELS, min_size=1, max_size=3), st.data())
def test_no_form_of_any_secret_is_left(secrets: list[str], data: st.DataObject) -> None:
    redactor = Redactor((f"SECRET_{number}", secret) for number, secret in enumerate(secrets))
    plain = [form for secret in secrets for form in (secret.encode(), secret.encode().hex().encode())]
    form = st.sampled_from(sorted(redactor.forms)).map(bytes.decode)
    redacted = redactor.text("".join(data.draw(st.text(max_size=9)) + data.draw(form) for _ in range(4)))
    assert not [form for form in plain if form in redacted.encode()]


@settings(deadline=None)
@given(
    SECRETS,
    st.tuples(st.binary(max_size=80), st.binary(max_size=80)),
    st.sampled_from([60, 64, 76, 10_000]),
    st.sampled_from(["\n", "\r\n", "\n    ", r"\n", r"\r\n", r"\\r\\n"]),
    st.sampled_from(_ENCODED),
)
def test_a_secret_encoded_amid_other_bytes_is_found_wherever_lines_end(
    secret: str, around: tuple[bytes, bytes], width: int, line_end: str, encode: Callable[[bytes], bytes]
) -> None:
    for characters in ("utf-8", "utf-16-le", "utf-16-be"):
        encoded = encode(secret.encode(characters).join(around)).decode()
        lines = [encoded[at : at + width] for at in range(0, len(encoded), width)]
        assert "[SECRET]" in Redactor([("SECRET", secret)]).text(line_end.join(lines))


def test_of_an_encoded_secret_no_line_is_left_and_nothing_else_is_taken() -> None:
    encoded = base64.encodebytes(SECRET.encode() * 9).decode()
    assert REDACTOR.text(f"a\nb\n{encoded}c\nd").startswith("a\nb\n[ORCHARD_PASSWORD]")
    assert REDACTOR.text(f"a\nb\n{encoded}c\nd").endswith("\nc\nd")
    assert encoded.splitlines()[1] not in REDACTOR.text(encoded)


def test_ordinary_lines_that_only_together_make_a_secret_stay() -> None:
    redactor = Redactor([("PIN", "409612")])
    assert redactor.text("4096\n12") == "4096\n12"


#: Of which every locale of UTF-8 knows whether they are printable.
_LETTERS = st.characters(codec="utf-8", exclude_characters="\0", max_codepoint=0x24F)
_PLAIN_LETTERS = st.characters(categories=["L", "N"], max_codepoint=0x24F)


@settings(deadline=None, max_examples=60)
@given(
    st.text(_LETTERS, min_size=6), st.sampled_from(["", "x", "x=", "\a"]), st.sampled_from(["C", "C.UTF-8"])
)
@example("p\xe4ss,word~'1", "", "C")
@example("~#a,b~c$1", "x=", "C.UTF-8")
def test_what_bash_quotes_is_found(secret: str, before: str, locale: str) -> None:
    quoted = _said_by(["bash", "-c", 'printf %q "$1"', "bash", before + secret], locale)
    assert "[SECRET]" in Redactor([("SECRET", secret)]).text(quoted)


@settings(deadline=None, max_examples=30)
@given(st.text(_PLAIN_LETTERS, min_size=6), st.sampled_from(["", "x "]), st.sampled_from(["C", "C.UTF-8"]))
def test_what_gnu_quotes_is_found(secret: str, before: str, locale: str) -> None:
    quoted = _said_by(["env", "printf", "%q", before + secret], locale)
    assert "[SECRET]" in Redactor([("SECRET", secret)]).text(quoted)


def _said_by(command: list[str], locale: str) -> str:
    environment = {**os.environ, "LC_ALL": locale}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()


@settings(deadline=None)
@given(SECRETS)
def test_every_form_is_long_enough_to_be_told_from_ordinary_text(secret: str) -> None:
    assert all(len(form) >= 4 for form in forms_of(secret))


@pytest.mark.parametrize("written", [str.lower, str.upper])
def test_a_value_in_one_case_as_hosts_are_written_is_found(written: Callable[[str], str]) -> None:
    text = f"There is no host {written('Pippin-42k')}.evil.test"
    assert Redactor([("KEY", "Pippin-42k")]).text(text) == "There is no host [KEY].evil.test"


def test_a_value_that_is_a_mere_word_is_found_as_it_is_only() -> None:
    assert Redactor([("KEY", "Orchards")]).text("orchards and Orchards") == "orchards and [KEY]"
