"""Tiny videos in which every picture tells its number by its brightness."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream

from worker.analysis.frames import Pixels

WIDTH, HEIGHT, RATE = 160, 96, 30
#: Brightness of the first picture, and from one to the next; after so many it begins again.
DARKEST, STEP, SHADES = 30, 4, 48
_CLOCK = Fraction(1, 1000)
#: So that a file cut short can still be read, as files on the web are.
_INDEX_FIRST = {"movflags": "faststart"}


def shade(number: int) -> int:
    return DARKEST + STEP * (number % SHADES)


def number_shown(pixels: Pixels) -> int:
    """The number of a picture, below `SHADES`; in colour, black is 0 and not 16 as in a video."""
    mean = float(pixels.mean())
    brightness = mean if pixels.ndim == 2 else 16 + mean * 219 / 255
    return round((brightness - DARKEST) / STEP)


def write_clip(
    path: Path,
    times: Sequence[float],
    codec: str = "libx264",
    turned: int = 0,
    options: dict[str, str] | None = None,
) -> Path:
    """Write pictures number 0, 1, 2 ... that are shown from these times on, in seconds."""
    shown = ((t, _picture(number)) for number, t in enumerate(times))
    return write_film(path, shown, codec, turned, options)


def write_film(
    path: Path,
    shown: Iterable[tuple[float, av.VideoFrame]],
    codec: str = "libx264",
    turned: int = 0,
    options: dict[str, str] | None = None,
) -> Path:
    """Write pictures, each with the time from which on it is shown, in seconds."""
    with av.open(str(path), "w", options=_INDEX_FIRST if path.suffix == ".mp4" else {}) as container:
        stream = container.add_stream(codec, rate=RATE, options=options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = _CLOCK
        if turned:
            stream.set_display_rotation(turned)
        for t, frame in shown:
            frame.pts, frame.time_base = round(t / _CLOCK), _CLOCK
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def evenly(seconds: float, rate: float = RATE) -> list[float]:
    return [number / rate for number in range(round(seconds * rate))]


def _picture(number: int) -> av.VideoFrame:
    rows = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    rows[:HEIGHT] = shade(number)
    return av.VideoFrame.from_ndarray(rows, format="yuv420p")
