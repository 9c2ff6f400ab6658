"""Pictures between two others that hold hardly anything: nothing happens on the screen, so they stay unseen.

They are left out only where no picture that is decoded is predicted from them: the decoder takes the one
before in their place.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from worker.analysis.decoding.h264.heads import Head, Kind, head_of
from worker.analysis.decoding.h264.settings import Settings, settings_of
from worker.analysis.decoding.stamps import AnyPacket

#: So many blocks that are as before take a byte, once packed arithmetically.
_BLOCKS_A_BYTE = 150
#: Bytes of a header and of next to nothing else. What lasts is seen in the next picture.
_HARDLY_ANYTHING = 36
#: The picture they lead to is at most so many times as large: encoders go on sharpening a still screen.
_CALM = 2


class _Span(NamedTuple):
    """A picture that is predicted from earlier ones, or none, and those between it and the one before."""

    size: int  #: of its packet, in bytes; 0 where that came before
    head: Head | None
    between: list[tuple[AnyPacket, Head]]


class Idle:
    """Tells such pictures in the packets of one stream."""

    def __init__(self, codec: str, extradata: bytes | None) -> None:
        """Read packets of a codec, by ffmpeg's name, whose stream begins with `extradata`."""
        self._settings = settings_of(extradata) if codec == "h264" and extradata else None

    def among(self, packets: Sequence[AnyPacket]) -> set[int]:
        """The `id`s of the packets that can be left out, of some that follow each other.

        Of those in a row the last are decoded: so the pictures after them are predicted as they were meant.
        """
        settings = self._settings
        if settings is None or not settings.packs_arithmetically or settings.references > 1:
            return set()
        most = settings.blocks // _BLOCKS_A_BYTE + _HARDLY_ANYTHING
        return {
            id(packet)
            for span, following in pairwise(_spans(packets, settings))
            if _is_idle(span, most) and _is_idle(following, most) and _is_unused(span, following.head)
            for packet, _ in span.between
        }


def _spans(packets: Sequence[AnyPacket], settings: Settings) -> Iterator[_Span]:
    span = _Span(0, None, [])
    for packet in packets:
        head = head_of(bytes(packet), settings)
        if head is not None and head.kind == Kind.BETWEEN:
            span.between.append((packet, head))
        else:
            yield span
            span = _Span(packet.size, head, [])
    yield span


def _is_idle(span: _Span, most: int) -> bool:
    sizes = [packet.size for packet, _ in span.between]
    return bool(sizes) and max(sizes) <= most and span.size <= _CALM * most


def _is_unused(span: _Span, following: Head | None) -> bool:
    """Whether the next picture that others are predicted from is itself predicted from none of a span."""
    if following is None or following.refers_to is None:
        return False
    return all(head.number != following.refers_to for _, head in span.between if head.is_referred_to)
