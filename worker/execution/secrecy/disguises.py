"""How a secret may look when something prints it: as it is, escaped, or encoded."""

import base64
import html
import json
import re
import shlex
import urllib.parse
from collections.abc import Iterator

_SHORTEST_PLAIN = 4  # characters or bytes; shorter ones would turn ordinary text into noise
_SHORTEST_ENCODED = 6
# A character of base64 carries 6 bits: so many leading ones also depend on what stands before.
_BASE64_SKIP = (0, 2, 3)
_LINE_WIDTHS = (64, 76)  # of openssl and PEM; of coreutils and MIME
#: What the various ways to write a URL leave alone, beside letters, digits and ``_.-~``.
_SAFE_IN_URLS = ("", "/", "*", "!'()*", ";,/?:@&=+$!*'()#")


def forms_of(secret: str) -> frozenset[bytes]:
    """Return how a secret may look in text, a page, a URL, JSON, a shell or encoded in a stream."""
    plain = {secret, *(line.strip() for line in secret.splitlines())}
    long_enough = {form.encode() for form in plain if len(form) >= _SHORTEST_PLAIN}
    encoded = {form.encode() for form in _escaped(secret)} | {*_encoded(secret)}
    return frozenset(long_enough | {form for form in encoded if len(form) >= _SHORTEST_ENCODED})


def _escaped(secret: str) -> Iterator[str]:
    yield from _in_json(secret)
    for form in _in_json(secret):
        yield from _in_json(form)  # as in a document that is a string of another one
    yield from _in_urls(secret)
    yield from _in_html(secret)
    yield from _in_shells(secret)


def _in_json(text: str) -> Iterator[str]:
    for only_ascii in (True, False):
        inside = json.dumps(text, ensure_ascii=only_ascii)[1:-1]
        yield inside
        yield inside.replace("/", "\\/")
        yield re.sub("[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", inside)  # so that it fits into a page


def _in_urls(text: str) -> Iterator[str]:
    for safe in _SAFE_IN_URLS:
        for quoted in (urllib.parse.quote(text, safe), urllib.parse.quote_plus(text, safe)):
            yield quoted
            yield re.sub("%[0-9A-F]{2}", lambda escape: escape[0].lower(), quoted)


def _in_html(text: str) -> Iterator[str]:
    yield html.escape(text, quote=False)
    yield html.escape(text)
    yield html.escape(text).replace("&#x27;", "&#39;")


def _in_shells(text: str) -> Iterator[str]:
    yield shlex.quote(text).strip("'")
    yield text.replace("'", "'\\''")
    yield re.sub(r'([$`"\\])', r"\\\1", text)  # in double quotes, as `export -p` writes them
    yield re.sub(r"([^\w@%+=:,./-])", r"\\\1", text)  # `printf %q`


def _encoded(secret: str) -> Iterator[bytes]:
    raw = secret.encode()
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for form in _base64_anywhere(raw):
        yield form
        yield form.translate(bytes.maketrans(b"+/", b"-_"))
        yield from _wrapped(form)
    yield from _base64_anywhere(secret.encode("utf-16-le"))  # what PowerShell takes


def _base64_anywhere(secret: bytes) -> Iterator[bytes]:
    """Yield what base64 of any text containing the secret must contain, for each of the three alignments."""
    for before, skip in enumerate(_BASE64_SKIP):
        whole = (before + len(secret)) * 8 // 6  # characters that no later byte can change
        yield base64.b64encode(b"\0" * before + secret)[skip:whole]


def _wrapped(form: bytes) -> Iterator[bytes]:
    """Yield base64 with line breaks, wherever the first of them falls."""
    for width in _LINE_WIDTHS:
        for first in range(1, min(width, len(form) - 1) + 1):
            rest = [form[start : start + width] for start in range(first, len(form), width)]
            yield b"\n".join([form[:first], *rest])
