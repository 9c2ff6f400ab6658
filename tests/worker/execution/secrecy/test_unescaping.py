"""A secret is found although any of its characters are escaped, in any mixture; nothing else is touched."""

import html
import json
import unicodedata
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worker.execution.secrecy.redaction import Redactor
from worker.execution.secrecy.unescaping import MOST_LAYERS, layers_of

Escape = Callable[[str], str]


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def _utf_16(sign: str) -> str:
    units = sign.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


#: Ways to write one character. Programs choose for themselves which characters they write so.
ESCAPES: dict[str, Escape] = {
    "percent": _percent,
    "percent in lower case": lambda sign: _percent(sign).lower(),
    "percent twice": lambda sign: _percent(sign).replace("%", "%25"),
    "unicode": _utf_16,
    "unicode in upper case": lambda sign: _utf_16(sign).upper().replace("U", "u"),
    "unicode in braces": lambda sign: f"\\u{{{ord(sign):x}}}",
    "unicode in eight digits": lambda sign: f"\\U{ord(sign):08x}",
    "bytes": lambda sign: "".join(f"\\x{byte:02x}" for byte in sign.encode()),
    "octal": lambda sign: "".join(f"\\{byte:03o}" for byte in sign.encode()),
    "decimal entity": lambda sign: f"&#{ord(sign)};",
    "hexadecimal entity": lambda sign: f"&#X{ord(sign):X};",
    "composed": lambda sign: unicodedata.normalize("NFC", sign),
    "decomposed": lambda sign: unicodedata.normalize("NFD", sign),
}

#: How whole texts are written into something else.
WRAPPINGS: dict[str, Escape] = {
    "JSON": json.dumps,
    "JSON with its slashes escaped": lambda text: json.dumps(text).replace("/", "\\/"),
    "YAML": lambda text: "'" + text.replace("'", "''") + "'",
    "CSV": lambda text: '"' + text.replace('"', '""') + '"',
    "HTML": html.escape,
    "a query": urllib.parse.quote_plus,
    "a path": urllib.parse.quote,
    "a page's own URL": lambda text: urllib.parse.quote(text, safe="^|{}[]~!'()*;,/?:@&=$"),
    "a form": lambda text: urllib.parse.quote_plus(text, safe="*").replace("~", "%7E"),
}

SIGNS = "'~^|{}%+ <&\"\\/$é漢😀"
# Not `n`, `x` and the like after a backslash: then nobody could tell whether it is an escape.
SECRETS = st.text(SIGNS + "KLMPQ79", min_size=6, max_size=20).filter(lambda text: len(text.strip()) > 4)
REDACTED = "[SECRET]"


def redacted(secret: str, text: str) -> str:
    return Redactor([("SECRET", secret)]).text(text)


@settings(deadline=None)
@given(SECRETS, st.sampled_from(sorted(WRAPPINGS)), st.sampled_from(sorted(WRAPPINGS)))
@example("Pa'ss-Word-9!", "YAML", "JSON")
@example("Tilde~Canary 77|x", "a form", "HTML")
@example("Can^ary 77|x{9}", "a page's own URL", "YAML")
def test_a_secret_is_found_in_whatever_it_was_written_into_and_that_into_another(
    secret: str, inner: str, outer: str
) -> None:
    for text in (WRAPPINGS[inner](secret), WRAPPINGS[outer](WRAPPINGS[inner](secret))):
        assert REDACTED in redacted(secret, f"before {text} after")


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_secret_is_found_if_all_its_characters_are_escaped(escape: str) -> None:
    secret = f"Kä9{SIGNS}"
    assert redacted(secret, f"({''.join(map(ESCAPES[escape], secret))})") == f"({REDACTED})"


@settings(deadline=None)
@given(st.text("KLMPQ79~^|{}<é漢😀 $", min_size=6, max_size=20), st.data())
def test_a_secret_is_found_if_some_characters_are_escaped_each_in_its_own_way(
    secret: str, data: st.DataObject
) -> None:
    ways: st.SearchStrategy[Escape] = st.sampled_from([str, *ESCAPES.values()])
    written = [(data.draw(ways), sign) for sign in secret]
    text = "".join(way(sign) for way, sign in written)
    assert redacted(secret, f"({text})") == f"({REDACTED})"


@settings(deadline=None)
@given(st.text())
def test_text_that_holds_no_secret_stays_as_it_is(text: str) -> None:
    assert redacted("Pippin-42-Grove^9", text) == text


def test_what_stands_around_an_escaped_secret_stays() -> None:
    assert redacted("a b&c^d<e", r"\u00e4 %41 a%20b&amp;c%5Ed\u003ce &lt; %42") == (
        rf"\u00e4 %41 {REDACTED} &lt; %42"
    )


@pytest.mark.parametrize("secret", ["100%25-sure", "it''s-mine", r"C:\new\table", "R&amp;D-2024", "a+b+c+d"])
def test_a_secret_that_looks_escaped_itself_is_found_as_it_is_and_escaped(secret: str) -> None:
    for text in (secret, *(wrap(secret) for wrap in WRAPPINGS.values())):
        assert REDACTED in redacted(secret, text)


def test_a_secret_of_an_older_encoding_is_found_in_a_url() -> None:
    assert redacted("Pässwörd-Ünï", "q=P%E4ssw%F6rd-%DCn%EF") == f"q={REDACTED}"


def test_a_match_within_a_character_takes_the_whole_character() -> None:
    assert redacted("¼abcdef", "12 üabcdef") == f"12 {REDACTED}"


def test_what_is_no_escape_after_all_is_left() -> None:
    for text in (rb"\U00ffffff", b"&nosuchthing;", b"\xff\x80", b"100% sure", b"\xc3("):
        assert [layer.data for layer in layers_of(text)] == [text]


@pytest.mark.parametrize(
    "hostile", ["%25", "&amp;", "\\\\", "''", "é", "%2525", "\\u0025", " ", "\n1:", "0" * 9]
)
def test_the_layers_of_hostile_text_are_few_and_ever_shorter(hostile: str) -> None:
    sizes = [len(layer.data) for layer in layers_of((hostile * 2000).encode())]
    assert len(sizes) <= 2 * MOST_LAYERS + 1
