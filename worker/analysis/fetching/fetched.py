"""A video that was fetched, with what came along."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fetched:
    """A video on disk."""

    path: Path
    title: str | None = None
    captions: Path | None = None  #: what is said, as the platform tells it
    sound: Path | None = None  #: where it is not in the video itself
