"""What yt-dlp says while it downloads, one line each, and the options that have it say so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from models.errors import TransientError, UnderstudyError, VideoError
from worker.analysis.wording import clip, downloading

_PROGRESS, _TITLE, _KEPT = "progress:", "title:", "kept:"
_SIZE = "%(progress.total_bytes,progress.total_bytes_estimate|)s"

#: yt-dlp's options that make it say what `Reports` understands.
REPORTING: Final = (
    *("--no-simulate", "--no-quiet", "--progress", "--newline", "--color", "never"),
    *("--progress-template", f"download:{_PROGRESS}%(progress.downloaded_bytes)s/{_SIZE}"),
    *("--print", f"{_TITLE}%(title)s", "--print", f"after_move:{_KEPT}%(vcodec)s/%(filepath)s"),
)


@dataclass
class Reports:
    """What is known from listening while yt-dlp works."""

    folder: Path  #: where the files are
    largest: int  #: bytes that are accepted
    progress: Callable[[str], None]
    title: str | None = None
    pictures: list[Path] = field(default_factory=list)  #: videos, with sound or without
    sounds: list[Path] = field(default_factory=list)  #: without a picture
    last_words: str = ""  #: the first error, or else the last line
    refusal: UnderstudyError | None = None  #: why the proxy would not connect
    too_large: bool = False

    def refused(self, sentence: str, *, unknown: bool) -> None:
        """Keep why the proxy would not connect: its answer reads like one of the platform's own."""
        away = TransientError("The video platform was not found.")
        self.refusal = away if unknown else VideoError(sentence)

    def hear(self, line: str) -> None:
        """Take note of one line, be it a report or anything else."""
        if line.startswith(_TITLE):
            self.title = clip(line.removeprefix(_TITLE), 200)
        elif line.startswith(_PROGRESS):
            self._advance(*line.removeprefix(_PROGRESS).split("/"))
        elif line.startswith(_KEPT):
            self._keep(*line.removeprefix(_KEPT).split("/", maxsplit=1))
        elif line and not self.last_words.startswith("ERROR:"):
            self.last_words = line

    def _advance(self, done: str, total: str = "") -> None:
        if (size := _number(done)) is not None:
            self.progress(downloading(size, _number(total)))
            # Its own limit holds for plain downloads only, not for segmented ones.
            self.too_large = size > self.largest

    def _keep(self, codec: str, path: str = "") -> None:
        file = self.folder / Path(path).name
        if file.is_file():
            (self.sounds if codec == "none" else self.pictures).append(file)


def _number(text: str) -> float | None:
    return float(text) if text.replace(".", "", 1).isdecimal() else None
