"""Simple ways to find where something happened, measured beside the product."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from bench.screencasts.observing import Spent, Stopwatch
from bench.screencasts.settling import settle_onsets
from bench.screencasts.truth import Film

_SCENE_SCORES = re.compile(r"pts_time:([\d.]+)\s+lavfi\.scene_score=([\d.]+)")
#: From how much change on ffmpeg's scale, 0 to 1, a picture begins a scene.
_CLEAR_CUT, _SLIGHT_CUT = 0.1, 0.01


@dataclass(frozen=True, slots=True)
class Detection:
    """Where a baseline found something to begin, in seconds; `spent` is None if it need not look."""

    name: str
    onsets: Sequence[float]
    spent: Spent | None


def detect(film: Film) -> list[Detection]:
    """Let every baseline look at a film."""
    stopwatch = Stopwatch()
    scores = _scene_scores(film)
    cutting = stopwatch.spent()
    stopwatch = Stopwatch()
    settled = settle_onsets(film.path)
    settling = stopwatch.spent()
    return [
        Detection("uniform, 1 a second", [float(second) for second in range(int(film.duration) + 1)], None),
        Detection("scene cut > 0.1", [t for t, score in scores if score > _CLEAR_CUT], cutting),
        Detection("scene cut > 0.01", [t for t, score in scores], cutting),
        Detection("settle", settled, settling),
    ]


def _scene_scores(film: Film) -> list[tuple[float, float]]:
    """Return times of pictures that differ from the one before, with by how much."""
    select = f"select='gt(scene,{_SLIGHT_CUT})',metadata=print:file=-"
    command = ["ffmpeg", "-v", "error", "-i", str(film.path), "-an", "-vf", select, "-f", "null", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [(float(t), float(score)) for t, score in _SCENE_SCORES.findall(told)]
