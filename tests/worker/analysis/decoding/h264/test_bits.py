"""Numbers are read from a unit bit by bit."""

import pytest

from worker.analysis.decoding.h264.bits import Bits


def test_counts_are_the_shorter_the_smaller_they_are() -> None:
    bits = Bits(bytes([0b1_010_011_0, 0b0100_0010, 0b1_0000000]))

    assert [bits.count() for _ in range(5)] == [0, 1, 2, 3, 4]


def test_what_was_put_in_to_tell_units_apart_is_not_read() -> None:
    assert Bits(b"\x00\x00\x03\x01").number(24) == 1


def test_flags_and_numbers_follow_each_other() -> None:
    bits = Bits(bytes([0b1_0101_0_01]))

    assert (bits.flag(), bits.number(4), bits.flag(), bits.number(2)) == (True, 5, False, 1)


@pytest.mark.parametrize("unit", [b"", b"\x00", bytes(20)], ids=["nothing", "too short", "too long"])
def test_a_unit_that_ends_amid_a_number_is_refused(unit: bytes) -> None:
    with pytest.raises(ValueError, match="number"):
        Bits(unit).count()
