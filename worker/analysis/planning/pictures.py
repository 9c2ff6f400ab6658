"""Kept frames, and pieces of them: small enough for a model or a thumbnail. Passwords in them are covered."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import cv2
import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point

_JPEG_QUALITY = 80


@dataclass(frozen=True)
class Picture:
    """One picture and the words that go with it."""

    t: float  #: seconds into the video
    caption: str
    pixels: Pixels

    @property
    def jpeg(self) -> bytes:
        return as_jpeg(self.pixels)


def read_frame(folder: Path, path: str | None) -> Pixels | None:
    """Return a kept frame as BGR pixels; None if it is not there or not inside `folder`."""
    if path is None or not (folder / path).resolve().is_relative_to(folder.resolve()):
        return None
    pixels = cv2.imread(str(folder / path), cv2.IMREAD_COLOR)
    return None if pixels is None else np.asarray(pixels, np.uint8)


def shrink(pixels: Pixels, width: int, height: int) -> Pixels:
    """Return a picture that fits into `width` x `height`; smaller ones stay as they are."""
    size = size_within(pixels.shape[1], pixels.shape[0], (width, height))
    if size == (pixels.shape[1], pixels.shape[0]):
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def size_within(width: int, height: int, most: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of such a picture after it was made to fit into `most`."""
    factor = min(most[0] / width, most[1] / height, 1.0)
    return max(1, round(width * factor)), max(1, round(height * factor))


def cut_around(pixels: Pixels, center: Point, size: tuple[int, int], scale: float) -> Pixels:
    """Return what lies around a point, as if the screen's pixels were `scale` times as large.

    The piece is at most `size` (width, height), and moved to lie inside the picture.
    """
    height, width = pixels.shape[:2]
    across, down = min(width, ceil(size[0] * scale)), min(height, ceil(size[1] * scale))
    left = max(0, min(center.x - across // 2, width - across))
    top = max(0, min(center.y - down // 2, height - down))
    return shrink(cut_out(pixels, Box(left, top, across, down)), *size)


def as_jpeg(pixels: Pixels) -> bytes:
    """Return the picture as a JPEG file; the same picture gives the same bytes."""
    _, encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return encoded.tobytes()
