"""Taking secrets out of everything that leaves a run, however it was escaped or encoded.

This is the second line. The first is that values are never handed to the model; but a page may show one
and a command may print one. It is best effort by nature: whoever can run code can disguise a value.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from worker.execution.secrecy.disguises import (
    encoded_forms_of,
    folded_forms_of,
    forms_of,
    in_latin_1,
    in_other_capitals,
    short_forms_of,
    spaced_forms_of,
)
from worker.execution.secrecy.documents import redacted_document
from worker.execution.secrecy.matching import Forms
from worker.execution.secrecy.requests import redacted_request

_REMEMBERED: Final = 2000  # strings


class Redactor:
    """Replaces every known secret by its name in brackets, e.g. ``[ORCHARD_PASSWORD]``."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = ()) -> None:
        """`secrets`: pairs of name and value; one name may have several values."""
        known = list(secrets)
        labels = _labelled(known, forms_of)
        broken = _labelled(known, encoded_forms_of) | _labelled(known, folded_forms_of)
        self.forms = frozenset(labels)  #: what is looked for in text, once nothing in it is escaped
        otherwise = {
            **_labelled(known, in_other_capitals),
            **_labelled(known, in_latin_1),
            **_labelled(known, spaced_forms_of),
        }
        self._search = Forms(otherwise | labels, broken, _labelled(known, short_forms_of))
        # A conversation is sent whole each time it goes on.
        self._remembered = lru_cache(_REMEMBERED)(self.text)

    def text(self, text: str) -> str:
        return self._redacted(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def finds(self, data: bytes) -> bool:
        """Whether anything in `data` would be replaced."""
        return bool(self.forms and self._search.matches(data))

    def _redacted(self, data: bytes) -> bytes:
        """Replace what is secret. Secrets that overlap are replaced as one, so that no end of one is left."""
        out: list[bytes] = []
        position = 0
        for begin, stop, label in self._search.matches(data) if self.forms else ():
            start, end = _characters(data, begin, stop)
            if start >= position:
                out += [data[position:start], label]
            position = max(position, end)
        return b"".join([*out, data[position:]])

    def strings_of(self, value: object) -> object:
        """Return parsed JSON redacted wherever it holds what somebody said."""
        return redacted_document(value, self.text)

    def request(self, value: object) -> object:
        """Return the parsed JSON of a request to the model redacted wherever it holds anything at all."""
        return redacted_request(value, self._remembered)


def _labelled(
    secrets: Iterable[tuple[str, str]], forms: Callable[[str], frozenset[bytes]]
) -> dict[bytes, bytes]:
    """Return what is read instead of each of the `forms` of secrets: of the first that has it."""
    labels: dict[bytes, bytes] = {}
    for name, secret in secrets:
        for form in forms(secret):
            labels.setdefault(form, f"[{name}]".encode())
    return labels


def _characters(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole characters of UTF-8 that a span touches."""
    while start > 0 and _goes_on(data[start]):
        start -= 1
    while end < len(data) and _goes_on(data[end]):
        end += 1
    return start, end


def _goes_on(byte: int) -> bool:
    return byte & 0xC0 == 0x80  # noqa: PLR2004 - how UTF-8 marks all bytes of a character but the first
