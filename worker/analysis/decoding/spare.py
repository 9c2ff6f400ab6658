"""Spare pictures: those no other picture is predicted from, so that leaving them out harms nothing.

Encoders put one to three of them between two others. Decoding is most of the cost of looking at a screencast,
and a still screen needs no thirty pictures a second.
"""

from collections.abc import Iterator, Sequence

from worker.analysis.decoding.stamps import AnyPacket, shown_at

#: Spare pictures are decoded only where this many seconds would otherwise go unseen.
UNSEEN = 0.05
#: Without a length before each unit, this stands between them (H.264, annex B).
_MARK = b"\x00\x00\x01"
#: HEVC: kinds of units that are pictures, and those among them that no picture of their layer refers to.
_HEVC_PICTURES, _HEVC_SPARE = range(32), range(0, 15, 2)


class Spares:
    """Tells spare pictures in the packets of one stream."""

    def __init__(self, codec: str, extradata: bytes | None) -> None:
        """Read packets of a codec, by ffmpeg's name, whose stream begins with `extradata`."""
        self._codec = codec
        self._prefix = _length_of_lengths(codec, extradata or b"")
        self._shown = float("-inf")

    def thinned(self, packets: Sequence[AnyPacket]) -> list[AnyPacket]:
        """The packets worth decoding, in their order, of those that follow the ones asked about before."""
        needless = set()
        for packet in sorted(packets, key=shown_at):
            t = shown_at(packet)
            if self.is_spare(packet) and t - self._shown < UNSEEN:
                needless.add(id(packet))
            else:
                self._shown = t
        return [packet for packet in packets if id(packet) not in needless]

    def is_spare(self, packet: AnyPacket) -> bool:
        """Whether no other picture is predicted from the one in this packet."""
        if packet.is_disposable:
            return True
        if self._codec not in _TELLS_SPARE or not packet.size:
            return False
        verdicts = (_TELLS_SPARE[self._codec](head) for head in self._heads(bytes(packet)))
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def _heads(self, data: bytes) -> Iterator[int]:
        """The first byte of each unit in a packet."""
        return _after_lengths(data, self._prefix) if self._prefix else _after_marks(data)


def _length_of_lengths(codec: str, extradata: bytes) -> int:
    """How many bytes tell a unit's length; 0 when units are marked instead."""
    position = {"h264": 4, "hevc": 21}.get(codec)
    if position is None or len(extradata) <= position or extradata[0] != 1:
        return 0
    return (extradata[position] & 3) + 1


def _after_lengths(data: bytes, prefix: int) -> Iterator[int]:
    at = 0
    while at + prefix < len(data):
        yield data[at + prefix]
        at += prefix + int.from_bytes(data[at : at + prefix], "big")


def _after_marks(data: bytes) -> Iterator[int]:
    at = data.find(_MARK)
    while 0 <= at < len(data) - len(_MARK):
        yield data[at + len(_MARK)]
        at = data.find(_MARK, at + len(_MARK))


def _tells_spare_h264(head: int) -> bool | None:
    """Whether a unit is a spare picture; None when it is no picture."""
    return (head >> 5 & 3) == 0 if head & 31 in range(1, 6) else None


def _tells_spare_hevc(head: int) -> bool | None:
    kind = head >> 1 & 63
    return kind in _HEVC_SPARE if kind in _HEVC_PICTURES else None


_TELLS_SPARE = {"h264": _tells_spare_h264, "hevc": _tells_spare_hevc}
