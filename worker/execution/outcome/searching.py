"""Searching what is no text for secrets: in any encoding of characters, and in files within a file."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from ahocorasick_rs import BytesAhoCorasick

from worker.execution.outcome.closed import Closed
from worker.execution.outcome.containers import contents_of
from worker.execution.outcome.decoding import decoded
from worker.execution.secrecy.redaction import Redactor

_ENCODINGS: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1")


def holds_no_secret(content: bytes, redactor: Redactor) -> bool:
    """Whether `content` was looked through and holds none; False as well if it cannot be looked through."""
    if not redactor.forms:
        return True
    otherwise_encoded = BytesAhoCorasick(sorted(set(_encoded(redactor.forms))))
    try:
        return not any(
            redactor.finds(_as_utf8(part)) or otherwise_encoded.find_matches_as_indexes(part)
            for part in contents_of(content)
        )
    except Closed:
        return False


def _encoded(forms: Iterable[bytes]) -> Iterator[bytes]:
    for form in forms:
        for encoding in _ENCODINGS:
            with suppress(UnicodeEncodeError):
                yield form.decode().encode(encoding)


def _as_utf8(content: bytes) -> bytes:
    text = decoded(content)
    return content if text is None else text.encode()
