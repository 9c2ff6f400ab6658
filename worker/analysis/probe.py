"""What a container says about itself, and whether it is worth decoding."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from models.errors import VideoError
from worker.analysis.decoding.film import UNDECODABLE
from worker.analysis.decoding.planes import upright_size
from worker.analysis.decoding.stream import LARGEST_AREA, bound
from worker.analysis.evidence import VideoFacts
from worker.analysis.wording import too_large

if TYPE_CHECKING:
    from av.packet import Packet

#: The sides of a screen, in pixels.
LONGEST_SIDE, SHORTEST_SIDE = 8192, 64
#: Packets among which a picture must be.
_FIRST_PACKETS = 100

NOT_A_VIDEO = (
    "This file is not a video that can be read. Export the recording as MP4 or WebM and share it again."
)


@dataclass(frozen=True)
class VideoLimits:
    """How much video is accepted."""

    seconds: float = 1800
    bytes: int = 500_000_000


def probe(video: Path, limits: VideoLimits) -> VideoFacts:
    """The facts of a video within the limits.

    Raises:
        VideoError: the file is no video, is too large or too long, or has no picture that can be decoded.
    """
    size = _size_within(video, limits)
    try:
        with av.open(str(video)) as container:
            stream = _video_stream(container)
            facts = _facts(container, stream, size)
            _check(facts, limits)
            bound(stream)
            return _upright(facts, container)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoError(NOT_A_VIDEO) from error


def _size_within(video: Path, limits: VideoLimits) -> int:
    size = video.stat().st_size
    if size == 0:
        raise VideoError("This file is empty. The upload may have been cut short: share the video again.")
    if size > limits.bytes:
        raise VideoError(too_large(limits.bytes))
    return size


def _video_stream(container: InputContainer) -> VideoStream:
    pictures = container.streams.video
    if container.streams.audio and not pictures:
        raise VideoError("This file has sound but no picture. Share a recording of the screen.")
    if not pictures:
        raise VideoError(NOT_A_VIDEO)
    context: object = pictures[0].codec_context  # None where no decoder is known, whatever the stubs say
    if context is None:
        raise VideoError("This video uses a codec that cannot be read here. Share an MP4 (H.264) or WebM.")
    if not pictures[0].codec_context.width:
        raise VideoError(NOT_A_VIDEO)
    return pictures[0]


def _facts(container: InputContainer, stream: VideoStream, size: int) -> VideoFacts:
    rate = stream.average_rate or stream.guessed_rate
    return VideoFacts(
        duration=_duration(container, stream),
        width=stream.codec_context.width,
        height=stream.codec_context.height,
        frames_per_second=float(rate) if rate else 0.0,
        codec=stream.codec_context.name,
        size=size,
        title=container.metadata.get("title"),
    )


def _upright(facts: VideoFacts, container: InputContainer) -> VideoFacts:
    """The facts with the size at which pictures are shown, which only a picture tells."""
    for packet in islice(container.demux(video=0), _FIRST_PACKETS):
        for frame in _decoded(packet):
            size = upright_size(frame)
            return facts.model_copy(update={"width": size.width, "height": size.height})
    raise VideoError(UNDECODABLE)


def _decoded(packet: "Packet[VideoStream]") -> list[VideoFrame]:
    try:
        return packet.decode()
    except av.FFmpegError:
        return []  # A damaged beginning; what follows may be whole.


def _duration(container: InputContainer, stream: VideoStream) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else 0.0


def _check(facts: VideoFacts, limits: VideoLimits) -> None:
    if facts.duration > limits.seconds:
        raise VideoError(
            f"This video is longer than {limits.seconds / 60:.0f} minutes. "
            "Cut it down to the one task it shows."
        )
    size = f"This video is {facts.width}x{facts.height} pixels, which is too"
    if min(facts.width, facts.height) < SHORTEST_SIDE:
        raise VideoError(f"{size} small to read anything in it. Record the whole screen or window.")
    if max(facts.width, facts.height) > LONGEST_SIDE or facts.width * facts.height > LARGEST_AREA:
        raise VideoError(f"{size} large for a screen. Record it at up to 6016x3384 pixels and share that.")
