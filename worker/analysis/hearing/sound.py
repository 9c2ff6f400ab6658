"""A voice track, whole or in pieces short enough to be listened to one by one."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLES_PER_SECOND = 16_000  #: as speech recognition wants it

_LONGEST = 240 * SAMPLES_PER_SECOND  #: recognition holds some ten times the piece in memory
_SEARCHED = 20 * SAMPLES_PER_SECOND  #: before its end, for a place to cut
_WINDOW = SAMPLES_PER_SECOND // 4


@dataclass(frozen=True)
class Sound:
    """One voice track."""

    samples: NDArray[np.float32]  #: mono, within -1 and 1
    start: float  #: seconds into the video at which it begins

    @property
    def end(self) -> float:
        """Seconds into the video at which it ends."""
        return self.start + len(self.samples) / SAMPLES_PER_SECOND


def in_pieces(sound: Sound) -> Iterator[Sound]:
    """Yield a sound piece by piece, cut where it is quiet: not in the middle of a word."""
    first, length = 0, len(sound.samples)
    while first < length:
        last = length if length - first <= _LONGEST else _quiet_place(sound, first + _LONGEST)
        yield Sound(sound.samples[first:last], sound.start + first / SAMPLES_PER_SECOND)
        first = last


def _quiet_place(sound: Sound, before: int) -> int:
    """Return the middle of the quietest moment in the seconds before a sample."""
    windows = sound.samples[before - _SEARCHED : before].reshape(-1, _WINDOW)
    quietest = int(np.square(windows).mean(axis=1).argmin())
    return before - _SEARCHED + quietest * _WINDOW + _WINDOW // 2
