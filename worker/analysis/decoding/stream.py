"""The pictures of a video file, in order, as far as it can be decoded."""

from bisect import insort
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from models.errors import VideoError
from worker.analysis.decoding.h264.idle import Idle
from worker.analysis.decoding.packets import Group, Packets
from worker.analysis.decoding.spare import Spares
from worker.analysis.decoding.stamps import AnyPacket, shown_at

#: One more than cores that are worth having: each waits for the one that is a picture ahead of it.
DECODER_THREADS = 3
#: Largest picture decoded, in pixels: a bomb of a few bytes can claim more, and a decoder holds many.
LARGEST_AREA = 24_000_000
#: Largest screens at 60 pictures a second have fewer pixels a second. More for so many seconds take too long.
_MOST_PIXELS_A_SECOND, _GRACE = 1.5e9, 4
#: Codecs in which nothing after a key picture, in the order of time, needs what came before it.
_CLOSED = frozenset({"h264", "vp8", "vp9", "libdav1d"})

#: Told when a group of packets begins: whether it, or what follows up to the next key picture, is needed.
Needed = Callable[[float], bool]


class Timed(NamedTuple):
    """A decoded picture, and when it is shown, in seconds from the start of the video."""

    t: float
    frame: VideoFrame


def bound(stream: VideoStream) -> None:
    """Have a decoder refuse larger pictures than are ever looked at, before it makes room for one."""
    stream.codec_context.options = {**stream.codec_context.options, "max_pixels": str(LARGEST_AREA)}


class Stream:
    """One reading of a video file from its start to its end."""

    def __init__(self, video: Path) -> None:
        self._video = video
        self.key_times: list[float] = []  #: of the pictures from which decoding may begin
        #: The first time after which something is missing; known at the end.
        self.damaged_at: float | None = None
        self.cut_short = False  #: whether the file broke off; known at the end
        self._start = 0.0  #: time of the first picture by the file's own clock
        self._reached = 0.0  #: time of the last packet that was decoded, by the same clock
        self._pixels = 0  #: decoded so far
        self._repeats: list[float] = []  #: times of pictures that were left out as idle; ascending

    def pictures(self, needed: Needed = lambda _: True) -> Iterator[Timed]:
        """The pictures that are worth decoding, of the parts that are needed.

        Raises:
            VideoError: there are more, or larger ones, than any recording of a screen has.
        """
        with av.open(str(self._video)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            stream.codec_context.thread_count = DECODER_THREADS
            bound(stream)
            self._start = float((stream.start_time or 0) * (stream.time_base or 0))
            packets = Packets(container, stream)
            yield from self._with_repeats(self._decoded(packets.groups(), stream, needed))
            self.cut_short = packets.cut_short
            self._note_damage(packets.lost_at)

    def _with_repeats(self, decoded: Iterator[Timed]) -> Iterator[Timed]:
        """The decoded pictures, each once more where one after it was left out."""
        last: Timed | None = None
        for timed in decoded:
            while self._repeats and self._repeats[0] < timed.t:
                t = self._repeats.pop(0)
                if last is not None and t > last.t:
                    yield last._replace(t=t)
            yield timed
            last = timed

    def _decoded(self, groups: Iterator[Group], stream: VideoStream, needed: Needed) -> Iterator[Timed]:
        context = stream.codec_context
        unit = float(stream.time_base or 0)
        spares, idle = Spares(context.name, context.extradata), Idle(context.name, context.extradata)
        for group in self._parts(groups, needed if context.name in _CLOSED else lambda _: True):
            left_out = set() if group is None else idle.among(group.packets)
            for packet in [None] if group is None else spares.thinned(group.packets):
                if packet is not None and id(packet) in left_out:
                    insort(self._repeats, shown_at(packet) - self._start)
                    continue
                for frame in self._frames(stream, packet):
                    stamp = frame.pts if frame.pts is not None else frame.dts
                    if stamp is not None:
                        yield self._counted(Timed(stamp * unit - self._start, frame))
            if group is None:
                context.flush_buffers()

    def _counted(self, timed: Timed) -> Timed:
        self._pixels += timed.frame.width * timed.frame.height
        if self._pixels > (timed.t + _GRACE) * _MOST_PIXELS_A_SECOND:
            raise VideoError(
                "This video has more and larger pictures than a recording of a screen. "
                "Export it at 30 pictures a second and share that."
            )
        return timed

    def _parts(self, groups: Iterator[Group], needed: Needed) -> Iterator[Group | None]:
        """The groups that are needed, with None where some were left out before the next, and at the end."""
        skipping = False
        for group in groups:
            t = shown_at(group.packets[0]) - self._start
            if group.opens:
                self.key_times.append(t)
            if skipping and not group.opens:
                continue
            left_out, skipping = skipping, not needed(t)
            if skipping and not left_out:
                yield None
            if not skipping:
                yield group
        yield None

    def _frames(self, stream: VideoStream, packet: "AnyPacket | None") -> list[VideoFrame]:
        """What a packet lets the decoder give out; of a broken one nothing. None empties the decoder."""
        try:
            frames = stream.codec_context.decode(packet)
        except av.FFmpegError:
            frames = []
            broken = True
        else:
            broken = any(frame.is_corrupt for frame in frames)
        if packet is not None:
            self._reached = shown_at(packet)
        if broken:
            self._note_damage(self._reached)
        return frames

    def _note_damage(self, at: float | None) -> None:
        """Something is missing after a time of the file's own clock, if of any."""
        if at is not None:
            self.damaged_at = min(at - self._start, self.damaged_at or float("inf"))
