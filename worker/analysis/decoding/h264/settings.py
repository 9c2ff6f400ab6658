"""What an H.264 stream says once for all its pictures, as MP4, QuickTime and Matroska keep it."""

from typing import NamedTuple

from worker.analysis.decoding.h264.bits import Bits

#: Places of a version, the length of lengths, the count of sets, and the first of these.
_VERSION, _LENGTHS, _COUNT, _FIRST = 0, 4, 5, 6
_FEW, _MANY = 0b11, 0b11111
_LENGTH = 2
#: Profiles whose sets tell more of colours.
_COLOURFUL = frozenset({44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244})
_SEPARATE_PLANES = 3
#: Ways to tell the order of display: by its own number, by changes, or as they are decoded.
_NUMBERED, _BY_CHANGES = 0, 1


class Settings(NamedTuple):
    """What is needed to read the headers of its pictures, and to judge how much these hold."""

    prefix: int  #: bytes that tell the length of each unit in a packet
    number_bits: int  #: of the number by which others refer to a picture
    order_bits: int  #: of its place in the order of display; 0 where that is not told
    numbers_between: int  #: that a header has between this place and what the picture is predicted from
    blocks: int  #: of 16 x 16 pixels, in a picture
    packs_arithmetically: bool  #: blocks that are as before take a part of a bit each
    references: int  #: how many pictures one is predicted from, at most, unless it says so itself


class _Sequence(NamedTuple):
    number_bits: int
    order_bits: int
    blocks: int


class _Pictures(NamedTuple):
    packs_arithmetically: bool
    references: int
    numbers_between: int


def settings_of(extradata: bytes) -> Settings | None:
    """The settings of a stream; None where they are kept otherwise, or are unusual for a recorded screen."""
    try:
        first, second = _sets(extradata)
        number_bits, order_bits, blocks = _sequence(Bits(first))
        packs_arithmetically, references, numbers_between = _pictures(Bits(second))
    except (ValueError, IndexError):
        return None
    prefix = 1 + (extradata[_LENGTHS] & _FEW)
    return Settings(
        prefix, number_bits, order_bits, numbers_between, blocks, packs_arithmetically, references
    )


def _sets(extradata: bytes) -> tuple[bytes, bytes]:
    """The set of parameters for the sequence and that for pictures, each without its first byte."""
    _expect(extradata[_VERSION] == 1 and extradata[_COUNT] & _MANY == 1)
    sequence, after = _sized(extradata, _FIRST)
    _expect(extradata[after] == 1)
    return sequence, _sized(extradata, after + 1)[0]


def _sized(data: bytes, at: int) -> tuple[bytes, int]:
    end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "big")
    return data[at + _LENGTH + 1 : end], end


def _sequence(bits: Bits) -> _Sequence:
    profile = bits.number(8)
    bits.number(16)  # constraints and level
    bits.count()  # its own number
    if profile in _COLOURFUL:
        _skip_colours(bits)
    number_bits = 4 + bits.count()
    return _Sequence(number_bits, _order_bits(bits), _blocks(bits))


def _skip_colours(bits: Bits) -> None:
    _expect(bits.count() < _SEPARATE_PLANES)
    bits.count()  # bits of a grey value
    bits.count()  # and of a colour
    bits.flag()
    _expect(not bits.flag())  # tables of its own


def _order_bits(bits: Bits) -> int:
    kind = bits.count()
    _expect(kind != _BY_CHANGES)
    return 4 + bits.count() if kind == _NUMBERED else 0


def _blocks(bits: Bits) -> int:
    bits.count()  # pictures kept to be referred to
    bits.flag()  # whether numbers may be left out
    blocks = (1 + bits.count()) * (1 + bits.count())
    _expect(bits.flag())  # not interlaced
    return blocks


def _pictures(bits: Bits) -> _Pictures:
    bits.count()  # its own number
    bits.count()  # and that of the sequence
    packs_arithmetically, has_odd_order = bits.flag(), bits.flag()
    _expect(bits.count() == 0)  # no groups of slices
    references = 1 + max(bits.count(), bits.count())
    bits.number(3)  # weights
    for _ in range(3):
        bits.count()  # quantisers
    bits.number(2)  # filter, and what is predicted from what
    return _Pictures(packs_arithmetically, references, has_odd_order + bits.flag())


def _expect(as_usual: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not as_usual:
        raise ValueError("unusual for a recorded screen")
