"""Finding secrets in text however it was escaped, wrapped into lines or dumped."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from ahocorasick_rs import BytesAhoCorasick

from worker.execution.secrecy.base64_text import decoded_from
from worker.execution.secrecy.dumps import dumps_in
from worker.execution.secrecy.rewriting import Rewritten, Span
from worker.execution.secrecy.unescaping import layers_of

#: What may stand between two characters of base64 or hexadecimal, or of a value in a narrow column.
_SPACES: Final = re.compile(rb"[ \t\r\n]+")
#: The same where each line has a number or a mark in front, as `cat -n`, `grep -n` and quotations have.
_LINE_STARTS: Final = re.compile(
    rb"\r?\n(?:[ \t]*(?:[>|#*]|\d{1,7}(?:\xe2\x86\x92|\t|[ \t]*[:|)-])))*|[ \t\r\n]+"
)

Labels = Mapping[bytes, bytes]
Match = tuple[int, int, bytes]  #: where it begins and ends, and what is read there instead


class _Reading(Protocol):
    """Text as it is to be read, of which each part has its place in the text itself."""

    @property
    def data(self) -> bytes: ...
    def origin(self, span: Span) -> Span: ...


class Forms:
    """All the forms that are looked for, each with what is read instead of it."""

    def __init__(self, labels: Labels, broken: Labels, short: Labels) -> None:
        """`broken`: those that lines may end in; `short`: those that are looked for in base64 itself."""
        self._plain = _Search(labels)
        self._broken = _Search(broken)
        self._short = _Search(short)
        self._has_short = bool(short)
        # In a form that is sent, a space is written as a plus sign.
        self._with_spaces = _Search({_spaced(form): labels[form] for form in labels if b" " in form})

    def matches(self, text: bytes) -> list[Match]:
        """Return where forms stand, overlapping ones as well; the longest first where several begin."""
        found = {
            (*layer.origin((start, end)), label)
            for layer in layers_of(text)
            for start, end, label in self._in(layer.data)
        }
        return sorted(found, key=lambda match: (match[0], -match[1]))

    def _in(self, text: bytes) -> Iterator[Match]:
        yield from self._plain.matches(text)
        if b"+" in text:
            yield from self._with_spaces.matches(_spaced(text))
        for between in (_SPACES, _LINE_STARTS):
            yield from self._in_one_line(Rewritten(text, between, _nothing))
        for dump in dumps_in(text):
            yield from _placed(self._plain, dump)

    def _in_one_line(self, line: Rewritten) -> Iterator[Match]:
        yield from _placed(self._broken, line)
        for decoded in decoded_from(line.data) if self._has_short else ():
            for start, end, label in _placed(self._short, decoded):
                yield *line.origin((start, end)), label


class _Search:
    """Fixed forms, looked for all at once."""

    def __init__(self, labels: Labels) -> None:
        self._labels = list(labels.values())
        self._automaton = BytesAhoCorasick(list(labels))

    def matches(self, data: bytes) -> Iterator[Match]:
        for form, start, end in self._automaton.find_matches_as_indexes(data, overlapping=True):
            yield start, end, self._labels[form]


def _placed(search: _Search, reading: _Reading) -> Iterator[Match]:
    for start, end, label in search.matches(reading.data):
        yield *reading.origin((start, end)), label


def _spaced(text: bytes) -> bytes:
    return text.replace(b"+", b" ")


def _nothing(_: bytes) -> bytes:
    return b""
