"""Packets as they come out of a file, before anything is decoded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from models.errors import VideoError

if TYPE_CHECKING:
    from av.packet import Packet
    from av.stream import Stream

AnyPacket: TypeAlias = "Packet[Stream]"

#: Packets that are chosen from at once. Some recorders send one key picture and then only differences.
_LONGEST_GROUP = 60
#: A screen has no more pictures a second; a file that has is there to keep somebody busy.
_MOST_A_SECOND, _GRACE = 250, 4
#: A file that ends this many seconds before it should was cut.
_SHORT = 0.5


class Group(NamedTuple):
    """Packets that follow each other, at most up to the next key picture."""

    packets: list[AnyPacket]

    @property
    def opens(self) -> bool:
        """Whether decoding may begin with it."""
        return self.packets[0].is_keyframe


class Packets:
    """The packets of the first video stream of an open file, and what became clear on the way."""

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        self._container, self._stream = container, stream
        self._end = 0.0
        self._broken = False

    @property
    def cut_short(self) -> bool:
        """Whether the file broke off before the end it names. Known once all were taken."""
        named = (self._container.duration or 0) / av.time_base
        return self._broken or self._end < named - _SHORT

    def groups(self) -> Iterator[Group]:
        """All packets in order.

        Raises:
            VideoError: there are more than any recording of a screen has.
        """
        group: list[AnyPacket] = []
        for packet in self._counted():
            if group and (packet.is_keyframe or len(group) == _LONGEST_GROUP):
                yield Group(group)
                group = []
            group.append(packet)
        if group:
            yield Group(group)

    def _counted(self) -> Iterator[AnyPacket]:
        for number, packet in enumerate(self._own()):
            if number > (shown_at(packet) + _GRACE) * _MOST_A_SECOND:
                raise VideoError(
                    "This video has far more pictures than a recording of a screen. "
                    "Export it at 60 pictures a second or fewer and share that."
                )
            yield packet

    def _own(self) -> Iterator[AnyPacket]:
        """The stream's packets. Those of sound only tell how far the file goes."""
        start = (self._container.start_time or 0) / av.time_base
        for packet in self._readable():
            if packet.size and packet.pts is not None:
                self._end = max(self._end, shown_at(packet) + _lasting(packet) - start)
            if packet.stream is self._stream and packet.size:
                yield packet

    def _readable(self) -> Iterator[AnyPacket]:
        try:
            yield from self._container.demux(self._timed_streams())
        except av.FFmpegError:
            self._broken = True  # What came before is kept.

    def _timed_streams(self) -> "list[Stream]":
        return [self._stream, *self._container.streams.audio]


def shown_at(packet: AnyPacket) -> float:
    """When what is in a packet is shown, in seconds of the file's own clock; 0 where it does not say."""
    stamp = packet.pts if packet.pts is not None else packet.dts
    return _seconds(stamp, packet) if stamp is not None else 0.0


def _lasting(packet: AnyPacket) -> float:
    return _seconds(packet.duration, packet) if packet.duration else 0.0


def _seconds(ticks: int, packet: AnyPacket) -> float:
    """The same as multiplying with the fraction, at a tenth of its cost."""
    return ticks * packet.time_base.numerator / packet.time_base.denominator
