"""Reading dumps of bytes as `xxd`, `hexdump` and `od` print them: in columns, each line with its address."""

import re
from array import array
from collections.abc import Callable, Iterator
from typing import Final

from worker.execution.secrecy.rewriting import Span

#: What stands before a line that is quoted or numbered.
_BEFORE: Final = rb"^[ \t>]*(?:\d{1,7}(?:\xe2\x86\x92|\t))?"
_DIGITS: Final = rb"[0-9A-Fa-f]{2,8}"
#: `xxd` ends its columns with two spaces, `hexdump` and `od` with a mark of their own.
_HEXADECIMAL: Final = re.compile(
    _BEFORE
    + rb"[0-9A-Fa-f]{4,16}(?:: (%s(?: %s)*)|[ \t]+(%s(?:[ \t]{1,8}%s)*)[ \t]*(?:[|>].*)?\r?$)"
    % ((_DIGITS,) * 4),
    re.MULTILINE,
)
_CHARACTERS: Final = re.compile(
    _BEFORE + rb"[0-7]{6,11}((?: {3}[ -~]| {2}\\[0abfnrtv]| [0-7]{3})+)", re.MULTILINE
)
_COLUMN: Final = re.compile(_DIGITS)
_FOUR: Final = re.compile(rb".{4}")
_CONTROLS: Final = dict(zip(b"0abfnrtv", b"\0\a\b\f\n\r\t\v", strict=True))
_WORD: Final = 2  # bytes

_Read = Callable[[bytes], bytes]


class Dump:
    """The bytes that the dumps in a text show, one after the other."""

    def __init__(self, text: bytes, lines: re.Pattern[bytes], column: re.Pattern[bytes], read: _Read) -> None:
        self._starts, self._line_ends = array("q"), array("q")
        shown = bytearray()
        for line in lines.finditer(text):
            line_end = _line_end(text, line.end())
            for found in column.finditer(text, *line.span(line.lastindex or 0)):
                raw = read(found[0])
                shown += raw
                self._starts.extend([found.start()] * len(raw))
                self._line_ends.extend([line_end] * len(raw))
        self.data = bytes(shown)

    def origin(self, span: Span) -> Span:
        """Return where that is shown, to the end of the line: what was read stands there once more."""
        start, end = span
        return self._starts[start], self._line_ends[end - 1]


def dumps_in(text: bytes) -> Iterator[Dump]:
    """Yield what the dumps in `text` show, in each way to read them."""
    if _HEXADECIMAL.search(text):
        yield Dump(text, _HEXADECIMAL, _COLUMN, _hexadecimal)
        yield Dump(text, _HEXADECIMAL, _COLUMN, _swapped)
    if _CHARACTERS.search(text):
        yield Dump(text, _CHARACTERS, _FOUR, _character)


def _line_end(text: bytes, position: int) -> int:
    end = text.find(b"\n", position)
    return len(text) if end < 0 else end


def _hexadecimal(column: bytes) -> bytes:
    return bytes.fromhex(column[: len(column) & ~1].decode())


def _swapped(column: bytes) -> bytes:
    """Return the bytes of a word as they lie in memory."""
    raw = _hexadecimal(column)
    return raw[::-1] if len(raw) == _WORD else raw


def _character(column: bytes) -> bytes:
    sign = column.strip()
    if len(sign) == 3:  # noqa: PLR2004 - octal digits
        return bytes([int(sign, 8) & 0xFF])
    return bytes([_CONTROLS[sign[1]]]) if len(sign) == 2 else sign or b" "  # noqa: PLR2004 - a backslash and it
