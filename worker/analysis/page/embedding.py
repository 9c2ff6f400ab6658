"""Kept frames as they travel inside the page: each once, small enough for hundreds of them."""

import base64
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2

from worker.analysis.evidence import Evidence, Frame
from worker.analysis.frames import Pixels
from worker.analysis.planning.pictures import read_frame, shrink

_LARGE = (1280, 1600)
_SMALL = (168, 210)
_QUALITY = 70
_THREADS = 2

_Picture = tuple[str, str, tuple[int, int]]  #: large, small, size of the small one


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
    frames = sorted(evidence.frames, key=lambda frame: frame.t)
    with ThreadPoolExecutor(_THREADS) as threads:  # OpenCV lets go of the interpreter while it works
        pictures = threads.map(lambda frame: _picture(folder, frame), frames)
        kept = [(frame, picture) for frame, picture in zip(frames, pictures, strict=True) if picture]
    return [
        EmbeddedFrame(number, frame.t, frame.path, *picture) for number, (frame, picture) in enumerate(kept)
    ]


def _picture(folder: Path, frame: Frame) -> _Picture | None:
    pixels = read_frame(folder, frame.path)
    if pixels is None:
        return None
    large = shrink(pixels, *_LARGE)
    small = shrink(large, *_SMALL)
    height, width = small.shape[:2]
    return _address(large), _address(small), (width, height)


def _address(pixels: Pixels) -> str:
    _, encoded = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    return f"data:image/webp;base64,{base64.b64encode(encoded.tobytes()).decode()}"
