"""Watching one recording in a process of its own, with what that costs."""

import base64
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from models.errors import VideoError
from models.plan import ComputerUsePlan
from worker.analysis.evidence import Event, Evidence
from worker.analysis.planning.literal import plan_literally
from worker.analysis.planning.request import Block, build_request
from worker.analysis.planning.windows import windows_of
from worker.analysis.watch import watch

#: Claude counts a picture by squares of this many pixels.
_SQUARE = 28
#: With this word the pipeline says that it has all changes and begins to read.
_READING = "Reading"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of time, and of all cores together."""

    wall: float
    processor: float


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), _processor_seconds()

    def spent(self) -> Spent:
        return Spent(time.perf_counter() - self._wall, _processor_seconds() - self._processor)


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen in a recording, and what seeing it took."""

    events: Sequence[Event]
    plan: ComputerUsePlan | None
    evidence: str  #: all of it, as JSON
    key_frames: Spent  #: until all changes were found
    whole: Spent
    image_tokens: int  #: that the planner's request would hold
    peak_megabytes: float

    @classmethod
    def of_nothing(cls, spent: Spent) -> Self:
        return cls((), None, "", spent, spent, 0, _peak_megabytes())


def observe(video: Path) -> Observation:
    """Watch a recording in a fresh process, so that its memory and its first reading are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_observe, video).result()


def _observe(video: Path) -> Observation:
    stopwatch = Stopwatch()
    marks: list[Spent] = []

    def mark(stage: str) -> None:
        if stage.startswith(_READING) and not marks:
            marks.append(stopwatch.spent())

    with tempfile.TemporaryDirectory(prefix="watched-") as folder:
        try:
            evidence = watch(video, Path(folder), mark)
        except VideoError as error:
            print(f"{video.name}: {error}", file=sys.stderr)
            return Observation.of_nothing(stopwatch.spent())
        whole = stopwatch.spent()
        tokens = sum(image_tokens(build_request(w, Path(folder))) for w in windows_of(evidence))
        key_frames = marks[0] if marks else whole
        json = evidence.model_dump_json()
        return Observation(
            evidence.events, _plan(evidence), json, key_frames, whole, tokens, _peak_megabytes()
        )


def image_tokens(blocks: Sequence[Block]) -> int:
    """Return what the pictures among a message's blocks cost."""
    pictures = [base64.b64decode(block["source"]["data"]) for block in blocks if block["type"] == "image"]
    return sum(_tokens(picture) for picture in pictures)


def _tokens(picture: bytes) -> int:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    height, width = int(pixels.shape[0]), int(pixels.shape[1])
    return math.ceil(width / _SQUARE) * math.ceil(height / _SQUARE)


def _plan(evidence: Evidence) -> ComputerUsePlan | None:
    try:
        return plan_literally(evidence)
    except VideoError:
        return None


def _processor_seconds() -> float:
    """Return the processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def _peak_megabytes() -> float:
    """Return the most memory this process ever held; children are not in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024
