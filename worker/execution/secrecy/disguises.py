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
#: What the various ways to write a URL leave alone, beside letters, digits and ``_.-~``.
_SAFE_IN_URLS = ("", "/", "*", "!'()*", ";,/?:@&=+$!*'()#")

_BASH_SPECIAL = re.compile(r"[ '\"\\|&;()<>!{}*\[\]?^$`,]|^[#~]|(?<=[:=])~")
_BASH_ESCAPES = dict(zip("\\'\x1b\a\b\f\n\r\t\v", "\\'Eabfnrtv", strict=True))
#: Characters that are, where the locale has letters beyond ASCII, and where it has not.
_UNPRINTABLE = (r"[\x00-\x1f\x7f-\x9f]", r"[^ -~]")


def forms_of(secret: str) -> frozenset[bytes]:
    """Return how a secret may look in text, a page, a URL, JSON, a shell or encoded in a stream."""
    plain = {secret, *(line.strip() for line in secret.splitlines())}
    long_enough = {form.encode() for form in plain if len(form) >= _SHORTEST_PLAIN}
    escaped = {form.encode() for form in _escaped(secret)}
    long_enough |= {form for form in escaped if len(form) >= _SHORTEST_ENCODED}
    return frozenset(long_enough | encoded_forms_of(secret))


def encoded_forms_of(secret: str) -> frozenset[bytes]:
    """Return what base64 and hexadecimal make of a secret. Programs may end a line anywhere in these."""
    return frozenset(form for form in _encoded(secret) if len(form) >= _SHORTEST_ENCODED)


def _escaped(secret: str) -> Iterator[str]:
    yield from _in_json(secret)
    for form in _in_json(secret):
        yield from _in_json(form)  # as in a document that is a string of another one
    yield from _in_urls(secret)
    yield from _in_html(secret)
    yield from _in_shells(secret)
    yield from _in_python(secret)


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
    for special in (r"[^\w@%+=:,./-]", r"[^\w@%+=:./-]"):
        yield re.sub(special, r"\\\g<0>", text)
    yield from _in_bash(text)


def _in_bash(text: str) -> Iterator[str]:
    """Yield what `printf %q` makes of words that contain `text`: bash's, and GNU's of its own."""
    for before in ("", "=", "x"):  # the first character depends on it
        yield _BASH_SPECIAL.sub(r"\\\g<0>", before + text)[len(before) :]
    plain = "".join(f"\\{_BASH_ESCAPES[sign]}" if sign in _BASH_ESCAPES else sign for sign in text)
    for unprintable in _UNPRINTABLE:
        yield re.sub(unprintable, _octal, plain)  # in ``$'...'``
    gnu = re.sub("[^ -~]+", lambda signs: f"'$'{_octal(signs)}''", text)  # only these are in such quotes
    yield gnu.strip("'")


def _octal(character: re.Match[str]) -> str:
    return "".join(f"\\{byte:03o}" for byte in character[0].encode())


def _in_python(text: str) -> Iterator[str]:
    yield repr(text)[1:-1]
    yield repr(text.encode())[2:-1]


def _encoded(secret: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):  # the second is what PowerShell takes
        raw = secret.encode(encoding)
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for form in _base64_anywhere(raw):
            yield form
            yield form.translate(bytes.maketrans(b"+/", b"-_"))


def _base64_anywhere(secret: bytes) -> Iterator[bytes]:
    """Yield what base64 of any text containing the secret must contain, for each of the three alignments."""
    for before, skip in enumerate(_BASE64_SKIP):
        whole = (before + len(secret)) * 8 // 6  # characters that no later byte can change
        yield base64.b64encode(b"\0" * before + secret)[skip:whole]
