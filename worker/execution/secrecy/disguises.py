"""How a secret may look when something prints it: as it is, quoted by a shell, encoded, or letter by letter.

Escapes of single characters are not listed here: they are undone before anything is looked for.
"""

import base64
import html
import json
import re
import shlex
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from worker.execution.secrecy.unescaping import layers_of

_SHORTEST_PLAIN = 4  # characters or bytes; shorter ones would turn ordinary text into noise
_SHORTEST_ENCODED = 6
_SHORTEST_IN_BASE64 = 5  # bytes; of fewer, too few characters depend on them alone
_SHORTEST_IN_OTHER_CAPITALS = 8  # characters; words alone are often written in either
_SHORTEST_FOLDED = 8  # letters; fewer may end one line and begin the next by chance
#: What may stand between any two letters.
_SPACES = (" ", "  ", "\t", "\n", "\r\n")
_SEPARATORS = (*"-_.,;:|/\\+*=~'\"`\0", "·", "•")
# A character of base64 carries 6 bits: so many leading ones also depend on what stands before.
_BASE64_SKIP = (0, 2, 3)

_BASH_SPECIAL = re.compile(r"[ '\"\\|&;()<>!{}*\[\]?^$`,]|^[#~]|(?<=[:=])~")
_BASH_ESCAPES = dict(zip("\\'\x1b\a\b\f\n\r\t\v", "\\'Eabfnrtv", strict=True))
#: Characters that are, where the locale has letters beyond ASCII, and where it has not.
_UNPRINTABLE = (r"[\x00-\x1f\x7f-\x9f]", r"[^ -~]")


def forms_of(secret: str) -> frozenset[bytes]:
    """Return how a secret may look once escapes are undone: as it is, in a shell, or encoded in a stream."""
    plain = {form for form in (secret, *map(str.strip, secret.splitlines())) if len(form) >= _SHORTEST_PLAIN}
    quoted = {form for form in _in_shells(secret) if len(form.encode()) >= _SHORTEST_ENCODED}
    # What is an escape in these, or looks like one, is undone with the text.
    undone = {layer.data for form in plain | quoted for layer in layers_of(form.encode())}
    return frozenset({form for form in undone if len(form) >= _SHORTEST_PLAIN} | encoded_forms_of(secret))


def in_latin_1(secret: str) -> frozenset[bytes]:
    """Return a secret with letters beyond ASCII as older pages and programs write it; these are no UTF-8."""
    try:
        written = secret.encode("cp1252")
    except UnicodeEncodeError:
        return frozenset()
    long_enough = len(written) >= _SHORTEST_PLAIN and not secret.isascii()
    return frozenset([written]) if long_enough else frozenset()


def in_other_capitals(secret: str) -> frozenset[bytes]:
    """Return a secret that is no mere word as programs write hosts and other names: in one case."""
    long_enough = len(secret) >= _SHORTEST_IN_OTHER_CAPITALS and not secret.isalpha()
    forms = {secret.lower(), secret.upper()} if long_enough else set()
    undone = {layer.data for form in forms for layer in layers_of(form.encode())}
    return frozenset(form for form in undone if len(form) >= _SHORTEST_PLAIN)


def encoded_forms_of(secret: str) -> frozenset[bytes]:
    """Return what base64 and hexadecimal make of a secret. Programs may end a line anywhere in these."""
    return frozenset(form for form in _encoded(secret) if len(form) >= _SHORTEST_ENCODED)


def folded_forms_of(secret: str) -> frozenset[bytes]:
    """Return what is left, once spaces and line ends are gone, of a secret in lines or letter by letter."""
    letters = _without_spaces(secret)
    folded = [letters] if len(letters) >= _SHORTEST_FOLDED else []
    apart = map(_without_spaces, _letter_by_letter(secret)) if len(letters) >= _SHORTEST_ENCODED else ()
    written = {*folded, *apart}
    # In a text with wide spaces accents stand apart, but what looks like an escape there may be none yet.
    written |= {unicodedata.normalize("NFKD", form) for form in written}
    return frozenset(layer.data for form in written for layer in layers_of(form.encode()))


def spaced_forms_of(secret: str) -> frozenset[bytes]:
    """Return a secret letter by letter that is too short to be looked for where all spaces are gone."""
    letters = _without_spaces(secret)
    fits = _SHORTEST_ENCODED <= len(letters) < _SHORTEST_FOLDED
    spaced = (space.join(letters).encode() for space in (_SPACES if fits else ()))
    return frozenset(layer.data for form in spaced for layer in layers_of(form))


def _letter_by_letter(secret: str) -> Iterator[str]:
    for letters in (secret, _without_spaces(secret)):
        yield from (separator.join(letters) for separator in _SEPARATORS)
        lists = (
            str(list(letters)),
            *(json.dumps(list(letters), ensure_ascii=plain) for plain in (True, False)),
        )
        yield from (written.strip("[]'\"") for written in lists)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def short_forms_of(secret: str) -> frozenset[bytes]:
    """Return a secret as it is, if it is too short for what base64 makes of it to be looked for."""
    raw = secret.encode()
    return frozenset([raw] if _SHORTEST_PLAIN <= len(raw) < _SHORTEST_IN_BASE64 else [])


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


def _encoded(secret: str) -> Iterator[bytes]:
    for raw in _written(secret):
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for form in _base64_anywhere(raw):
            yield form
            yield form.translate(bytes.maketrans(b"+/", b"-_"))


def _written(secret: str) -> frozenset[bytes]:
    """Return the bytes that are encoded of a secret: its own, or as it stands in a document or in a form."""
    in_json = (json.dumps(secret, ensure_ascii=plain)[1:-1] for plain in (True, False))
    escaped = (*in_json, quote_plus(secret), quote(secret, safe=""), quote(secret), html.escape(secret))
    own = (
        secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )  # as PowerShell takes it
    return frozenset((*own, *(form.encode() for form in escaped), *in_latin_1(secret)))


def _base64_anywhere(secret: bytes) -> Iterator[bytes]:
    """Yield what base64 of any text containing the secret must contain, for each of the three alignments."""
    for before, skip in enumerate(_BASE64_SKIP):
        whole = (before + len(secret)) * 8 // 6  # characters that no later byte can change
        yield base64.b64encode(b"\0" * before + secret)[skip:whole]
