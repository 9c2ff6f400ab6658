"""Base64 of a few letters shows hardly a mark of them, so whatever looks like it is read."""

import base64
import json
import textwrap
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.execution.secrecy.redaction import Redactor

Encode = Callable[[bytes], bytes]
_ENCODINGS: list[Encode] = [base64.b64encode, base64.urlsafe_b64encode]
_WRITTEN: list[Callable[[str], str]] = [str, json.dumps, urllib.parse.quote]

REDACTOR = Redactor([("PIN", "4711"), ("WORD", "Pear5")])


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("NDcxMQ==", "[PIN]=="),
        ("Authorization: Basic dXNlcjo0NzEx", "Authorization: Basic dXNlcj[PIN]"),
        ("key=NDcxMQ&n=1", "key=[PIN]&n=1"),
        ("/files/NDcxMQ/list", "/files/[PIN]/list"),
        ('{"a": "NDcx\\nMQ=="}', '{"a": "[PIN]=="}'),
        ("> NDcx\n> MQ==\n> so", "> [PIN]==\n> so"),
        ("     1\tNDcx\n     2\tMQ==", "     1\t[PIN]=="),
    ],
)
def test_a_value_of_four_letters_is_found_in_base64(text: str, redacted: str) -> None:
    assert REDACTOR.text(text) == redacted


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=4, max_size=5
    ),
    st.tuples(st.binary(max_size=40), st.binary(max_size=40)),
    st.sampled_from(_ENCODINGS),
    st.sampled_from([3, 10, 76, 1000]),
    st.data(),
)
def test_it_is_found_amid_other_bytes_wherever_lines_end(
    secret: str, around: tuple[bytes, bytes], encode: Encode, width: int, data: st.DataObject
) -> None:
    encoded = encode(secret.encode().join(around)).decode()
    written = data.draw(st.sampled_from(_WRITTEN))
    text = written("\n".join(textwrap.wrap(encoded, width)))
    assert "[SECRET]" in Redactor([("SECRET", secret)]).text(f"Basic {text} so")


@pytest.mark.parametrize(
    "text", ["Authorization: Basic dXNlcjo0NzEy", "The order has the number 4712", "MTIzNDU="]
)
def test_other_base64_and_ordinary_words_stay(text: str) -> None:
    assert REDACTOR.text(text) == text
