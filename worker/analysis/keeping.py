"""Keeping pictures: each moment once, secrets covered before anything is written."""

from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from models.errors import VideoError
from worker.analysis.evidence import Frame
from worker.analysis.frames import Picture
from worker.analysis.masking import masked

if TYPE_CHECKING:
    from worker.analysis.geometry import Box

FOLDER = "frames"


class Keeper:
    """Writes pictures under a folder and remembers which."""

    def __init__(self, out: Path, scale: float) -> None:
        """Write under `out`."""
        self._out = out
        self._scale = scale
        self.frames: dict[str, Frame] = {}
        self.secrets: list[Box] = []  #: fields on the page now shown that hold a secret
        (out / FOLDER).mkdir(parents=True, exist_ok=True)

    def keep(self, picture: Picture, reason: str, url: str | None = None) -> str:
        """Write a picture, and the address it shows where known; return its path relative to the evidence."""
        path = f"{FOLDER}/{picture.t:09.3f}.png"
        if path not in self.frames:
            pixels = masked(picture.pixels, self.secrets, self._scale)
            if not cv2.imwrite(str(self._out / path), pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1]):
                raise VideoError("The pictures of this video could not be kept. Try again later.")
            self.frames[path] = Frame(t=picture.t, path=path, reason=reason, url=url)
        return path
