"""Decoding: luma samples for finding changes, and whole pictures of chosen moments.

Samples are the luma plane read in place and shrunk: converting to RGB would cost as much as the decoding.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from models.errors import VideoError

Pixels = NDArray[np.uint8]

SAMPLES_PER_SECOND = 10
#: Samples are shrunk by a whole factor to about this width: a caret or a two pixel focus ring still shows.
SAMPLE_WIDTH = 960
DECODER_THREADS = 2
#: Bits of a grey value whose plane can be read in place.
EIGHT = 8

UNDECODABLE = "This video cannot be decoded. Export the recording as MP4 (H.264) or WebM and share it again."


class Sample(NamedTuple):
    """The screen at one moment, in grey."""

    t: float
    luma: Pixels  #: shrunk
    whole: Pixels  #: in full; only good until the next sample is asked for


class Picture(NamedTuple):
    """The screen at one moment, in full: rows of blue, green, red."""

    t: float
    pixels: Pixels


def shrink_factor(width: int) -> int:
    """By how much samples of a video of this width are shrunk."""
    return max(1, round(width / SAMPLE_WIDTH))


def samples(video: Path, longest: float) -> Iterator[Sample]:
    """Ten moments a second, in order, up to `longest` seconds.

    A stream that breaks off gives what could be decoded before.

    Raises:
        VideoError: not a single picture could be decoded, or the video goes on beyond `longest`.
    """
    due = -1.0
    for t, frame in _frames(video):
        if t > longest + 1:
            raise VideoError("This video is longer than its file says. Export it again and share that.")
        if t + 1e-3 >= due:
            due = t + 1 / SAMPLES_PER_SECOND
            whole = _luma(frame)
            yield Sample(t, _shrunk(whole), whole)
    if due < 0:
        raise VideoError(UNDECODABLE)


def pictures(video: Path, moments: Iterable[float]) -> Iterator[Picture]:
    """The picture shown at each of the moments, which must ascend. Holds one picture at a time."""
    wanted = iter(moments)
    moment = next(wanted, None)
    shown: VideoFrame | None = None
    for t, frame in _frames(video):
        while moment is not None and shown is not None and t > moment + 1e-3:
            yield Picture(moment, _bgr(shown))
            moment = next(wanted, None)
        if moment is None:
            return
        shown = frame
    while moment is not None and shown is not None:
        yield Picture(moment, _bgr(shown))
        moment = next(wanted, None)


def _frames(video: Path) -> Iterator[tuple[float, VideoFrame]]:
    """Every decodable frame with its time from the start of the video."""
    with av.open(str(video)) as container:
        start: float | None = None
        for frame in _decoded(container):
            if frame.pts is None or frame.time_base is None:
                continue
            t = float(frame.pts * frame.time_base)
            start = t if start is None else start
            yield t - start, frame


def _decoded(container: InputContainer) -> Iterator[VideoFrame]:
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    stream.codec_context.thread_count = DECODER_THREADS
    try:
        yield from container.decode(stream)
    except av.FFmpegError:
        return  # Cut short or corrupt: what came before is kept.


def _luma(frame: VideoFrame) -> Pixels:
    """The grey picture: a view of the decoder's own memory where the format allows."""
    if (
        not frame.format.name.startswith(("yuv420p", "yuvj420p", "nv12"))
        or frame.format.components[0].bits != EIGHT
    ):
        return np.asarray(frame.to_ndarray(format="gray"), np.uint8)
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return np.asarray(rows[:, : plane.width], np.uint8)


def _shrunk(luma: Pixels) -> Pixels:
    height, width = luma.shape
    factor = shrink_factor(width)
    size = (width // factor, height // factor)
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def _bgr(frame: VideoFrame) -> Pixels:
    return np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
