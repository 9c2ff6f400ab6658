"""The text of plain PDFs. One that is enciphered, holds pictures or numbers its letters anew stays closed."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from worker.execution.outcome.closed import Closed

MOST_STREAMS: Final = 200

_BEGINS = b"%PDF-"
_WITHIN = 1024  # bytes: readers forgive that much before it
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/(\w+Decode)\b")
_UNREADABLE = re.compile(rb"/(Identity-[HV]|Type0|Type3|Image|Encrypt)\b")
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]+)>")


def is_pdf(content: bytes) -> bool:
    return _BEGINS in content[:_WITHIN]


def parts_of_pdf(content: bytes, room: int) -> Iterator[bytes]:
    """Yield what a PDF says, its streams inflated to `room` bytes together.

    Raises:
        Closed: its text cannot be read, or there is more of it.
        zlib.error: a stream is damaged.
    """
    yield from _read(content)
    for number, stream in enumerate(_STREAM.finditer(content)):
        if number >= MOST_STREAMS:
            raise Closed
        described = content[content.rfind(b"obj", 0, stream.start()) : stream.start()]
        if b"/Filter" in described:  # otherwise it stands there as it is
            data = _inflated(described, memoryview(content)[stream.end() :], room)
            room -= len(data)
            yield from _read(data)


def _inflated(described: bytes, rest: memoryview, room: int) -> bytes:
    inflater = zlib.decompressobj()
    if _FILTER.findall(described) != [b"FlateDecode"]:
        raise Closed
    data = inflater.decompress(rest, room + 1)
    if not inflater.eof:
        raise Closed
    return data


def _read(data: bytes) -> Iterator[bytes]:
    """Yield `data`, and its words put together: letters may stand apart, with how far told between them."""
    if _UNREADABLE.search(data):
        raise Closed
    yield data
    yield _ESCAPE.sub(rb"\1", b"".join(_STRING.findall(data)))
    yield b"".join(_HEXADECIMAL.findall(data))
