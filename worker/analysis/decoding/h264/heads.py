"""What a picture says of itself before its blocks: its kind, and what it is predicted from."""

from enum import IntEnum
from typing import NamedTuple

from worker.analysis.decoding.h264.bits import Bits
from worker.analysis.decoding.h264.settings import Settings

#: Kinds of units that hold a part of a picture: of any, and of one before which all is forgotten.
_PARTS = (1, 5)
_KIND_OF_UNIT, _IS_REFERRED_TO = 0b00011111, 0b01100000
#: More bytes of a unit than these are never read.
_HEADER = 64
#: Kinds of pictures are told twice, below and above this.
_KINDS = 5
#: Changes to the order of what a picture is predicted from.
_NEARER, _FARTHER = 0, 1


class Kind(IntEnum):
    """What a picture may be predicted from."""

    FORWARD = 0  #: from earlier ones
    BETWEEN = 1  #: from an earlier and a later one
    ALONE = 2


class Head(NamedTuple):
    """One picture as its header tells it."""

    kind: Kind
    number: int  #: by which others refer to it; after the largest it begins anew
    is_referred_to: bool
    refers_to: (
        int | None
    )  #: the number of the only one that it is predicted from; None where that is not told


def head_of(packet: bytes, settings: Settings) -> Head | None:
    """The head of the picture in a packet.

    None when the packet holds none, or one of a kind that screens are not filmed in.
    """
    at, prefix = 0, settings.prefix
    while at + prefix < len(packet):
        unit = packet[at + prefix : at + prefix + _HEADER]
        if unit[0] & _KIND_OF_UNIT in _PARTS:
            return _head(unit, settings)
        at += prefix + int.from_bytes(packet[at : at + prefix], "big")
    return None


def _head(unit: bytes, settings: Settings) -> Head | None:
    bits = Bits(unit[1:])
    try:
        bits.count()  # its first block
        kind = Kind(bits.count() % _KINDS)
        bits.count()  # its set of parameters
        number = bits.number(settings.number_bits)
        refers_to = _refers_to(bits, number, settings) if kind == Kind.FORWARD else None
    except ValueError:
        return None
    return Head(kind, number, bool(unit[0] & _IS_REFERRED_TO), refers_to)


def _refers_to(bits: Bits, number: int, settings: Settings) -> int | None:
    """The number of the only picture that one is predicted from, where it names it."""
    bits.number(settings.order_bits)
    for _ in range(settings.numbers_between):
        bits.count()
    references = 1 + bits.count() if bits.flag() else settings.references
    is_named = bits.flag()
    if references > 1 or not is_named:
        return None
    change = bits.count()
    if change not in (_NEARER, _FARTHER):
        return None
    apart = 1 + bits.count()
    return (number - apart if change == _NEARER else number + apart) % (1 << settings.number_bits)
