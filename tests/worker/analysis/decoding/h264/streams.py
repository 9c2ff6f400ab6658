"""Streams of H.264 as recorders of screens make them, with their packets as they are in the file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from tests.worker.analysis.decoding.clips import HEIGHT, RATE, WIDTH, evenly, write_film
from worker.analysis.decoding.stamps import AnyPacket

if TYPE_CHECKING:
    from av.stream import Stream

#: As most recorders encode: three pictures between two others, each predicted from the nearest only.
USUAL = {"preset": "veryfast", "bf": "3", "refs": "1"}


def screen(
    path: Path, numbers: Sequence[int], options: dict[str, str] = USUAL, codec: str = "libx264"
) -> Path:
    """A film of screens with these numbers, each of which looks unlike any other."""
    shown = zip(evenly(len(numbers) / RATE), map(_busy, numbers), strict=True)
    return write_film(path, shown, codec, options=options)


def _busy(number: int) -> av.VideoFrame:
    rows = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    cells = np.random.default_rng(number).integers(40, 200, (HEIGHT // 8, WIDTH // 8), np.uint8)
    rows[:HEIGHT] = cells.repeat(8, axis=0).repeat(8, axis=1)
    return av.VideoFrame.from_ndarray(rows, format="yuv420p")


def packets_of(clip: Path) -> tuple[str, bytes, list[AnyPacket]]:
    """The codec of a film, what its stream begins with, and its packets."""
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        streams: list[Stream] = [stream]
        packets = [packet for packet in container.demux(streams) if packet.size]
        return stream.codec_context.name, stream.codec_context.extradata or b"", packets
