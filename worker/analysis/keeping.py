"""Keeping pictures: each moment once, with secrets covered."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np

from models.errors import VideoError
from worker.analysis.evidence import Frame
from worker.analysis.frames import Picture, Pixels
from worker.analysis.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worker.analysis.geometry import Box

FOLDER = "frames"
#: Pictures that wait to be written. Each is several megabytes.
_WAITING = 2
#: Text stays as sharp as it was, at an eighth of the time that PNG takes.
_SHARP = (
    cv2.IMWRITE_JPEG_QUALITY,
    95,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
)


class Keeper:
    """Writes pictures under a folder and remembers which. They are all there once its context was left."""

    def __init__(self, out: Path, scale: float) -> None:
        """Write under `out`."""
        self._out = out
        self._scale = scale
        self._writer = ThreadPoolExecutor(1, "keeping")
        self._unwritten: deque[Future[None]] = deque()
        self.frames: dict[str, Frame] = {}
        self.secrets: list[Box] = []  #: fields on the page now shown that hold a secret
        (out / FOLDER).mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for the last picture.

        Raises:
            VideoError: one could not be written.
        """
        self._writer.shutdown()
        self._await(at_most=0)

    def keep(self, picture: Picture, reason: str, url: str | None = None) -> str:
        """Write a picture, and the address it shows where known; return its path relative to the evidence.

        Raises:
            VideoError: one before it could not be written.
        """
        path = f"{FOLDER}/{picture.t:09.3f}.jpg"
        if path not in self.frames:
            self._await(at_most=_WAITING)
            secrets = tuple(self.secrets)
            self._unwritten.append(self._writer.submit(self._write, path, picture.pixels, secrets))
            self.frames[path] = Frame(t=picture.t, path=path, reason=reason, url=url)
        return path

    def cover(self, secrets_in: "Callable[[Picture], Sequence[Box]]") -> None:
        """Cover what in the pictures kept so far turns out to be secret once all is known.

        Raises:
            VideoError: one could not be written.
        """
        self._await(at_most=0)
        for path, frame in self.frames.items():
            pixels = np.asarray(cv2.imread(str(self._out / path), cv2.IMREAD_COLOR), np.uint8)
            if secrets := secrets_in(Picture(frame.t, pixels)):
                self._write(path, pixels, secrets)

    def _await(self, at_most: int) -> None:
        while len(self._unwritten) > at_most:
            self._unwritten.popleft().result()

    def _write(self, path: str, pixels: Pixels, secrets: "Sequence[Box]") -> None:
        if not cv2.imwrite(str(self._out / path), masked(pixels, secrets, self._scale), _SHARP):
            raise VideoError("The pictures of this video could not be kept. Try again later.")
