"""Undoing what programs do to the characters of what they print: layer by layer, however they are mixed.

URLs (any character may be encoded, digits in either case), HTML, JSON, JavaScript, Python, the shell's
backslashes, quotes that YAML, CSV and SQL double, letters that are composed or not, or wide. What nobody sees
is taken out: codes that tell a terminal a color, letters that are struck twice, marks without a width. All
kinds are undone at once, and again, until nothing is left: so it does not matter what wrote into what.
"""

import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Final

from worker.execution.secrecy.rewriting import Rewritten, Span

#: What is inside more layers than these was hidden on purpose.
MOST_LAYERS: Final = 8

_BACKSLASHES: Final = rb"""
    \\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}
    | \\u[0-9a-fA-F]{4} | \\u\{[0-9a-fA-F]{1,6}\} | \\U[0-9a-fA-F]{8} | \\x[0-9a-fA-F]{2}
    | \\[0-7]{1,3} | \\[abefnrtvE] | \\[^0-9A-Za-z]
"""
_OTHERS: Final = rb"""
    %u[0-9a-fA-F]{4} | %[0-9a-fA-F]{2}
    | &\#[0-9]{1,7};? | &\#[xX][0-9a-fA-F]{1,6};? | &[A-Za-z][0-9A-Za-z]{1,31};?
    | '\\'' | '' | ""
    | \x1b\[[0-?]*[ -/]*[@-~] | \x1b\][^\x07\x1b]{0,500}(?:\x07|\x1b\\) | \x1b[()][0-9A-Z] | \x1b[78=>c]
    | _\x08 | \x08[ -~]
    | \xc2\xad | \xe2\x80[\x8b-\x8f] | \xe2\x81\xa0 | \xef\xbb\xbf
    | [\xc2-\xf4][\x80-\xbf]{1,3}
"""
_ESCAPE: Final = re.compile(_BACKSLASHES + b"|" + _OTHERS, re.VERBOSE | re.DOTALL)
_WITHOUT_BACKSLASHES: Final = re.compile(_OTHERS, re.VERBOSE)
_CONTROLS: Final = {
    sign.encode(): meant.encode() for sign, meant in zip("abefnrtvE", "\a\b\x1b\f\n\r\t\v\x1b", strict=True)
}
_OCTAL: Final = b"01234567"
_BACKSLASH, _PERCENT, _AMPERSAND = b"\\%&"
_QUOTES: Final = b"'\""
_ESCAPE_CODE: Final = 0x1B
_BACKSPACE: Final = b"\b"
_WITHOUT_WIDTH: Final = frozenset(
    sign.encode() for sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)


class Layer:
    """Text after some layers of escapes were taken off."""

    def __init__(self, steps: tuple[Rewritten, ...], data: bytes) -> None:
        self._steps, self.data = steps, data

    def origin(self, span: Span) -> Span:
        """Return where in the text itself stood what is in `data` at `span`."""
        for step in reversed(self._steps):
            span = step.origin(span)
        return span


def layers_of(text: bytes) -> Iterator[Layer]:
    """Yield `text` as it is, and then with one layer of escapes less each time, as long as there are any."""
    yield Layer((), text)
    yield from _below(text, _ESCAPE)
    if b"\\" in text:  # which means nothing in a URL, a page, YAML or CSV
        yield from _below(text, _WITHOUT_BACKSLASHES)


def _below(text: bytes, escape: re.Pattern[bytes]) -> Iterator[Layer]:
    steps: tuple[Rewritten, ...] = ()
    for _ in range(MOST_LAYERS):
        step = Rewritten(text, escape, _meaning)
        if step.data == text:
            return
        steps, text = (*steps, step), step.data
        yield Layer(steps, text)


def _meaning(escape: bytes) -> bytes:
    """Return what an escape stands for; itself if it is none after all."""
    sign = escape[0]
    if sign == _PERCENT:
        return _code_unit(escape[2:]) if escape[1:2] == b"u" else _byte(escape[1:])
    if sign == _BACKSLASH:
        return _after_a_backslash(escape[1:])
    if sign == _AMPERSAND:
        return html.unescape(escape.decode()).encode("utf-8", "surrogatepass")
    if sign in _QUOTES:
        return escape[:1]
    if sign == _ESCAPE_CODE or _BACKSPACE in escape or escape in _WITHOUT_WIDTH:
        return b""
    return _decomposed(escape)


def _after_a_backslash(rest: bytes) -> bytes:
    kind = rest[:1]
    if kind in _OCTAL:
        return bytes([int(rest, 8) & 0xFF])
    if len(rest) == 1:
        return _CONTROLS.get(kind, rest)
    if kind == b"x":
        return _byte(rest[1:])
    if rest[:2] == b"u{" or kind == b"U":
        return _character(rest)
    return _code_unit(rest[1:].replace(b"\\u", b""))


def _byte(digits: bytes) -> bytes:
    return bytes([int(digits, 16)])


def _code_unit(digits: bytes) -> bytes:
    """Return the character of one unit of UTF-16, or of two, as UTF-8."""
    units = bytes.fromhex(digits.decode())
    return units.decode("utf-16-be", "surrogatepass").encode("utf-8", "surrogatepass")


def _character(rest: bytes) -> bytes:
    number = int(rest[1:].strip(b"{}"), 16)
    known = number <= sys.maxunicode
    return chr(number).encode("utf-8", "surrogatepass") if known else b"\\" + rest


def _decomposed(character: bytes) -> bytes:
    """Return a letter and its accents apart, and any width of letter or space as the usual one."""
    try:
        return unicodedata.normalize("NFKD", character.decode()).encode()
    except UnicodeDecodeError:
        return character
