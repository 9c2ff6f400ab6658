"""The plain settle detector: the baseline to beat.

Ten times a second the picture is compared with the one before. A change begins with the first difference
larger than a pointer and ends when the screen was still for 0.3 s. Carets and the pointer alone are no
change, and changes that follow each other along one line of text are one. Nothing else is suppressed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
#: Left, top, width and height in pixels of the shrunk picture.
Box = tuple[int, int, int, int]

_PER_SECOND = 10
_SHRUNK = 2
_DIFFERENCE = 18
_STILL = 0.3
_KEYSTROKES = 0.9
_POINTER = 26
_CARET = (6, 26)
_LINE = 45
_SPECK = 30
_GROWN = np.ones((5, 5), np.uint8)


@dataclass(slots=True)
class _Change:
    before: Grey
    onset: float
    last: float
    shown: bool  #: whether it was more than a pointer could be


@dataclass(slots=True)
class _Found:
    onset: float
    end: float
    box: Box


def settle_onsets(video: Path) -> list[float]:
    """Return when something began to change, in seconds."""
    merged: list[_Found] = []
    for found in _settled(video):
        if merged and _continues(merged[-1], found):
            merged[-1] = _Found(merged[-1].onset, found.end, found.box)
        else:
            merged.append(found)
    return [found.onset for found in merged]


def _settled(video: Path) -> Iterator[_Found]:
    previous: Grey | None = None
    change: _Change | None = None
    for t, picture in _samples(video):
        boxes = (
            [] if previous is None else [box for box in _differences(previous, picture) if not _is_caret(box)]
        )
        if boxes and previous is not None:
            change = _grown(change, t, previous, boxes)
        elif change and t - change.last >= _STILL:
            yield from _closed(change, picture)
            change = None
        previous = picture
    if change and previous is not None:
        yield from _closed(change, previous)


def _grown(change: _Change | None, t: float, previous: Grey, boxes: list[Box]) -> _Change:
    shows = len(boxes) > 2 or any(max(box[2:]) > _POINTER for box in boxes)
    if change is None or (shows and not change.shown):
        return _Change(previous, t, t, shows)
    change.last = t
    return change


def _closed(change: _Change, after: Grey) -> Iterator[_Found]:
    boxes = [box for box in _differences(change.before, after) if not _is_caret(box)]
    only_pointer = not change.shown and len(boxes) >= 2 and all(max(box[2:]) <= _POINTER for box in boxes)
    if not only_pointer and sum(box[2] * box[3] for box in boxes) >= _SPECK:
        yield _Found(change.onset, change.last, _around(boxes))


def _differences(one: Grey, other: Grey) -> list[Box]:
    _, mask = cv2.threshold(cv2.absdiff(one, other), _DIFFERENCE, 255, cv2.THRESH_BINARY)
    if not cv2.countNonZero(mask):
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, _GROWN))
    return [(int(x), int(y), int(width), int(height)) for x, y, width, height, _ in stats[1:]]


def _is_caret(box: Box) -> bool:
    return box[2] <= _CARET[0] and box[3] <= _CARET[1]


def _around(boxes: list[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _continues(last: _Found, found: _Found) -> bool:
    in_time = found.onset - last.end < _KEYSTROKES
    flat = max(last.box[3], found.box[3]) < _LINE
    same_line = found.box[1] <= last.box[1] + last.box[3] and last.box[1] <= found.box[1] + found.box[3]
    return in_time and flat and same_line and found.box[0] < last.box[0] + last.box[2] + _POINTER


def _samples(video: Path) -> Iterator[tuple[float, Grey]]:
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        due = 0.0
        for frame in container.decode(stream):
            t = float(frame.time or 0.0)
            if t + 1e-3 >= due:
                due = t + 1 / _PER_SECOND
                yield t, _luma(frame)


def _luma(frame: av.VideoFrame) -> Grey:
    """Return every second pixel of every second row; all films here are YUV 4:2:0 with 8 bits."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return np.ascontiguousarray(rows[::_SHRUNK, : plane.width : _SHRUNK])
