"""Packets as they come out of a file, before anything is decoded."""

from collections.abc import Iterator
from typing import NamedTuple

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from models.errors import VideoError
from worker.analysis.decoding.losses import Losses
from worker.analysis.decoding.stamps import AnyPacket, lasting, shown_at

#: Packets that are chosen from at once. Some recorders send one key picture and then only differences.
_LONGEST_GROUP = 60
#: A screen has no more pictures a second; a file that has is there to keep somebody busy.
_MOST_A_SECOND, _GRACE = 250, 4
#: A file that ends this many seconds before it should was cut.
_SHORT = 0.5
#: Beyond the end that its file names, nothing comes this many seconds after what came before.
_LEAP = 600.0
#: The kinds of streams that tell how far a file goes.
_TIMED = ("video", "audio")


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
        self._start = (container.start_time or 0) / av.time_base
        self._named = (container.duration or 0) / av.time_base
        self._losses = Losses(container.format.name)
        self._end = 0.0
        self._broken = False

    @property
    def cut_short(self) -> bool:
        """Whether the file broke off before the end it names. Known once all were taken."""
        return self._broken or self._end < self._named - _SHORT

    @property
    def lost_at(self) -> float | None:
        """The second of the file's own clock after which the first packets are missing, among those taken."""
        return self._losses.first_at

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
        for packet in self._readable():
            self._losses.pass_over(packet)
            if packet.stream.type in _TIMED and packet.pts is not None:
                self._end = max(self._end, shown_at(packet) + lasting(packet) - self._start)
            if packet.stream is self._stream:
                self._losses.reach(packet)
                yield packet

    def _readable(self) -> Iterator[AnyPacket]:
        """All packets that hold something, and whose time can be true."""
        try:
            for packet in self._container.demux():
                if packet.size and self._can_be(shown_at(packet) - self._start):
                    yield packet
        except av.FFmpegError:
            self._broken = True  # What came before is kept.

    def _can_be(self, t: float) -> bool:
        """Whether a packet may be of that second since the start. A damaged index gives any number."""
        return t > -_LEAP and (not self._named or t < max(self._named, self._end + _LEAP))
