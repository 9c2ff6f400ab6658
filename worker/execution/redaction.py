"""Taking secrets out of everything that leaves a run: their plain form and the usual encodings.

This is the second line. The first is that values are never handed to the model; but a page may show one
and a command may print one. It is best effort by nature: whoever can run code can disguise a value.
"""

import base64
import html
import json
import re
import shlex
import urllib.parse
from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick, MatchKind

_SHORTEST_PLAIN = 4  # shorter ones would turn ordinary text into noise
_SHORTEST_ENCODED = 6
# A character of base64 carries 6 bits: so many leading ones also depend on what stands before.
_BASE64_SKIP = (0, 2, 3)


class Redactor:
    """Replaces every known secret by its name in brackets, e.g. ``[ORCHARD_PASSWORD]``."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = ()) -> None:
        """`secrets`: pairs of name and value; one name may have several values."""
        self._secrets = tuple(secrets)
        labels: dict[bytes, bytes] = {}
        for name, secret in self._secrets:
            for form in forms_of(secret):
                labels.setdefault(form, f"[{name}]".encode())
        self._labels = list(labels.values())
        self._search = BytesAhoCorasick(list(labels), matchkind=MatchKind.LeftmostLongest) if labels else None
        self._held_back = max(map(len, labels), default=1) - 1

    def with_secret(self, name: str, secret: str) -> "Redactor":
        """Return one that knows one more."""
        return Redactor([*self._secrets, (name, secret)])

    def stream(self) -> "RedactedStream":
        """Return a redactor of one stream that arrives in pieces."""
        return RedactedStream(self._search, self._labels, self._held_back)

    def text(self, text: str) -> str:
        stream = self.stream()
        data = text.encode("utf-8", "surrogatepass")
        return (stream.feed(data) + stream.close()).decode("utf-8", "surrogatepass")

    def strings_of(self, value: object) -> object:
        """Return parsed JSON with every string in it redacted."""
        match value:
            case str():
                return self.text(value)
            case list():
                return [self.strings_of(item) for item in value]
            case dict():
                return {key: self.strings_of(item) for key, item in value.items()}
            case _:
                return value


class RedactedStream:
    """One stream: bytes go in as they arrive and come out once no secret can begin in them any more."""

    def __init__(self, search: BytesAhoCorasick | None, labels: list[bytes], held_back: int) -> None:
        self._search = search
        self._labels = labels
        self._held_back = held_back
        self._waiting = b""

    def feed(self, data: bytes) -> bytes:
        """Return what is safe to pass on by now."""
        self._waiting += data
        return self._pass_on(len(self._waiting) - self._held_back)

    def close(self) -> bytes:
        """Return the rest."""
        return self._pass_on(len(self._waiting))

    def _pass_on(self, settled: int) -> bytes:
        """Pass on everything before `settled`: whatever begins there has arrived in full."""
        out: list[bytes] = []
        position = 0
        for label, start, end in self._matches():
            if start >= settled:
                break
            out += [self._waiting[position:start], label]
            position = end
        if position < settled:
            out.append(self._waiting[position:settled])
            position = settled
        self._waiting = self._waiting[position:]
        return b"".join(out)

    def _matches(self) -> Iterator[tuple[bytes, int, int]]:
        if self._search is not None:
            for pattern, start, end in self._search.find_matches_as_indexes(self._waiting):
                yield self._labels[pattern], start, end


def forms_of(secret: str) -> set[bytes]:
    """Return how a secret may look in text, a page, a URL, JSON, a shell or encoded in a stream."""
    plain = {secret.encode(), *(line.strip().encode() for line in secret.splitlines())}
    encoded = {*_escaped(secret), *_base64_anywhere(secret.encode()), *_hexadecimal(secret.encode())}
    long_enough = {form for form in plain if len(form) >= _SHORTEST_PLAIN}
    return long_enough | {form for form in encoded if len(form) >= _SHORTEST_ENCODED}


def _escaped(secret: str) -> Iterator[bytes]:
    in_json = (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])
    in_urls = (
        urllib.parse.quote(secret, safe=""),
        urllib.parse.quote(secret),
        urllib.parse.quote_plus(secret),
    )
    yield from (form.encode() for form in in_json)
    yield from (json.dumps(form)[1:-1].encode() for form in in_json)
    yield from (form.encode() for form in in_urls)
    yield from (_lower_case_escapes(form).encode() for form in in_urls)
    yield html.escape(secret).encode()
    yield shlex.quote(secret)[1:-1].encode() if shlex.quote(secret) != secret else secret.encode()
    yield re.sub(r"([^\w@%+=:,./-])", r"\\\1", secret).encode()


def _lower_case_escapes(url: str) -> str:
    return re.sub("%[0-9A-F]{2}", lambda escape: escape[0].lower(), url)


def _base64_anywhere(secret: bytes) -> Iterator[bytes]:
    """Yield what base64 of any text containing the secret must contain, for each of the three alignments."""
    for before, skip in enumerate(_BASE64_SKIP):
        whole = (before + len(secret)) * 8 // 6  # characters that no later byte can change
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + secret)[skip:whole]


def _hexadecimal(secret: bytes) -> Iterator[bytes]:
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
