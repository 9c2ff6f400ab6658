"""The fields in which H.264 writes its headers (ITU-T H.264, 7.2 and 9.1)."""

#: Put between two zero bytes and a small one, so that no mark of a unit's beginning arises by chance.
_STUFFED, _PLAIN = b"\x00\x00\x03", b"\x00\x00"
#: Longer codes than this stand for no number that is used.
_LONGEST = 32


class Bits:
    """Reads the bits of one unit, from its first on."""

    def __init__(self, unit: bytes) -> None:
        plain = unit.replace(_STUFFED, _PLAIN)
        self._value = int.from_bytes(plain, "big")
        self._left = 8 * len(plain)

    def number(self, bits: int) -> int:
        """A number of a fixed length.

        Raises:
            ValueError: the unit ends before.
        """
        self._left -= bits
        if self._left < 0:
            raise ValueError("a unit ends amid a number")
        return (self._value >> self._left) & ((1 << bits) - 1)

    def flag(self) -> bool:
        return bool(self.number(1))

    def count(self) -> int:
        """A number from 0 on that is the shorter the smaller it is (ue in the standard).

        Raises:
            ValueError: the unit ends before, or there is no such number.
        """
        zeros = 0
        while not self.flag():
            zeros += 1
            if zeros > _LONGEST:
                raise ValueError("a number is longer than any that is used")
        return (1 << zeros) - 1 + self.number(zeros)
