"""The few pictures a planner is shown: whole pages, small, and a close look at each event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from worker.analysis.evidence import Event, Evidence
from worker.analysis.frames import Pixels
from worker.analysis.wording import clock

Item = TypeVar("Item")

_PAGE = (1024, 640)
_CLOSE_LOOK = (420, 210)
_PAGES_PER_MINUTE = 4
_FEWEST_PAGES, _MOST_PAGES = 3, 20
_MOST_CLOSE_LOOKS = 60
_JPEG_QUALITY = 80


@dataclass(frozen=True)
class Picture:
    """One picture and the words that go with it."""

    caption: str
    jpeg: bytes


def choose_pictures(evidence: Evidence, folder: Path) -> list[Picture]:
    """Return the pictures to plan from; frames that are not there are left out."""
    return [*_pages(evidence, folder), *_close_looks(evidence, folder)]


def _pages(evidence: Evidence, folder: Path) -> Iterable[Picture]:
    most = round(evidence.video.duration / 60 * _PAGES_PER_MINUTE)
    telling = [frame for frame in evidence.frames if frame.reason in {"start", "page", "end"}]
    for frame in _evenly(telling or evidence.frames, min(max(most, _FEWEST_PAGES), _MOST_PAGES)):
        pixels = read_frame(folder, frame.path)
        if pixels is not None:
            yield Picture(f"The screen at {clock(frame.t)}:", _as_jpeg(shrink(pixels, *_PAGE)))


def _close_looks(evidence: Evidence, folder: Path) -> Iterable[Picture]:
    for index, event in _evenly(list(enumerate(evidence.events)), _MOST_CLOSE_LOOKS):
        pixels = read_frame(folder, event.after or event.before)
        center = _center(event)
        if pixels is not None and center is not None:
            scale = pixels.shape[1] / max(1, evidence.video.width)
            look = _around(pixels, round(center[0] * scale), round(center[1] * scale))
            yield Picture(f"Event {index}, at {clock(event.t_start)}:", _as_jpeg(look))


def read_frame(folder: Path, path: str | None) -> Pixels | None:
    """Return a kept frame as BGR pixels; None if it is not there or not inside `folder`."""
    if path is None or not (folder / path).resolve().is_relative_to(folder.resolve()):
        return None
    pixels = cv2.imread(str(folder / path), cv2.IMREAD_COLOR)
    return None if pixels is None else np.asarray(pixels, np.uint8)


def shrink(pixels: Pixels, width: int, height: int) -> Pixels:
    """Return a picture that fits into `width` x `height`; smaller ones stay as they are."""
    factor = min(width / pixels.shape[1], height / pixels.shape[0], 1.0)
    if factor == 1.0:
        return pixels
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _evenly(items: Sequence[Item], most: int) -> Sequence[Item]:
    """Return at most `most` of the items, the first and the last among them."""
    if len(items) <= most:
        return items
    return [items[round(n * (len(items) - 1) / (most - 1))] for n in range(most)]


def _center(event: Event) -> tuple[int, int] | None:
    if event.bbox is not None:
        left, top, width, height = event.bbox
        return left + width // 2, top + height // 2
    return event.xy


def _around(pixels: Pixels, x: int, y: int) -> Pixels:
    height, width = pixels.shape[:2]
    left = max(0, min(x - _CLOSE_LOOK[0] // 2, width - _CLOSE_LOOK[0]))
    top = max(0, min(y - _CLOSE_LOOK[1] // 2, height - _CLOSE_LOOK[1]))
    return pixels[top : top + _CLOSE_LOOK[1], left : left + _CLOSE_LOOK[0]]


def _as_jpeg(pixels: Pixels) -> bytes:
    _, encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return encoded.tobytes()
