"""Kept frames as they travel inside the page: each once, small enough for hundreds of them."""

import base64
from dataclasses import dataclass
from pathlib import Path

import cv2

from worker.analysis.evidence import Evidence
from worker.analysis.frames import Pixels
from worker.analysis.planning.pictures import read_frame, shrink

_LARGE = (1280, 1600)
_SMALL = (168, 210)
_QUALITY = 70


@dataclass(frozen=True)
class EmbeddedFrame:
    """One picture as two addresses that hold their own data."""

    number: int
    t: float
    path: str
    large: str
    small: str
    size: tuple[int, int]  #: pixels of `small`


def embed_frames(evidence: Evidence, folder: Path) -> list[EmbeddedFrame]:
    """Return the frames that were kept under `folder`, in order of time."""
    embedded: list[EmbeddedFrame] = []
    for frame in sorted(evidence.frames, key=lambda frame: frame.t):
        pixels = read_frame(folder, frame.path)
        if pixels is not None:
            embedded.append(_embed(len(embedded), frame.t, frame.path, pixels))
    return embedded


def _embed(number: int, t: float, path: str, pixels: Pixels) -> EmbeddedFrame:
    large, small = shrink(pixels, *_LARGE), shrink(pixels, *_SMALL)
    height, width = small.shape[:2]
    return EmbeddedFrame(number, t, path, _address(large), _address(small), (width, height))


def _address(pixels: Pixels) -> str:
    _, encoded = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    return f"data:image/webp;base64,{base64.b64encode(encoded.tobytes()).decode()}"
