"""Captions that a video carries inside, and its sound."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from numpy.typing import NDArray

from worker.analysis.evidence import Utterance
from worker.analysis.hearing.captions import without_repetition
from worker.analysis.hearing.sound import SAMPLES_PER_SECOND, Sound

_log = logging.getLogger(__name__)


def read_captions_inside(video: Path) -> list[Utterance]:
    """Return the cues of the first track of captions, in order; nothing if there is none that can be read."""
    with suppress(av.FFmpegError, OSError), av.open(str(video)) as container:
        if container.streams.subtitles:
            start = _start(container)
            cues = _cues(container, container.streams.subtitles[0])
            return without_repetition((begin - start, end - start, lines) for begin, end, lines in cues)
    return []


def _cues(container: InputContainer, stream: SubtitleStream) -> Iterator[tuple[float, float, list[str]]]:
    for packet in container.demux(stream):
        if packet.pts is None or packet.time_base is None:
            continue
        begin = float(packet.pts * packet.time_base)
        end = begin + float((packet.duration or 0) * packet.time_base)
        for subtitle in packet.decode():
            dialogue = getattr(subtitle, "dialogue", b"")
            text = dialogue.decode(errors="replace") if isinstance(dialogue, bytes) else str(dialogue)
            yield begin, end, text.replace("\\N", "\n").splitlines()


def read_sound(file: Path, longest: float) -> Sound | None:
    """Return up to `longest` seconds of a file's sound, as far as it can be decoded; None if it has none."""
    try:
        with av.open(str(file)) as container:
            if not container.streams.audio:
                return None
            pieces = list(_pieces(container, longest))
            start = _beginning(container.streams.audio[0]) - _start(container)
    except (av.FFmpegError, OSError) as error:
        _log.info("The sound could not be read: %s", error)
        return None
    return Sound(np.concatenate(pieces), start) if pieces else None


def _pieces(container: InputContainer, longest: float) -> Iterator[NDArray[np.float32]]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLES_PER_SECOND)
    room = round(longest * SAMPLES_PER_SECOND)
    for frame in _decoded(container):
        for piece in resampler.resample(frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.float32, copy=False)[:room]
            room -= len(samples)
            yield samples
        if room <= 0:
            return


def _decoded(container: InputContainer) -> Iterator[AudioFrame]:
    with suppress(av.FFmpegError):  # Cut short or corrupt: what came before is kept.
        yield from container.decode(container.streams.audio[0])


def _start(container: InputContainer) -> float:
    """Return when the pictures begin: all times are told from there."""
    return _beginning(container.streams.video[0]) if container.streams.video else 0.0


def _beginning(stream: Stream) -> float:
    if stream.start_time is None or stream.time_base is None:
        return 0.0
    return float(stream.start_time * stream.time_base)
