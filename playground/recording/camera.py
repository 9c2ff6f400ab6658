"""The camera: films an X display with its pointer, and knows the time in the film."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playground.recording.screen import Screen

_START = re.compile(r"start: (\d{9,}\.\d+)")
_PATIENCE = 15.0  #: seconds to wait for the first frame


class Clock:
    """Seconds since the first frame of the film."""

    def __init__(self, first_frame: float) -> None:
        self._first_frame = first_frame

    def now(self) -> float:
        return round(time.time() - self._first_frame, 3)


@contextmanager
def filming(display: str, raw: Path, screen: Screen) -> Iterator[Clock]:
    """Film `display` into `raw`, nearly lossless, until the block ends."""
    command = ["ffmpeg", "-y", "-f", "x11grab", "-draw_mouse", str(int(screen.pointer))]
    command += ["-framerate", str(screen.frames_per_second)]
    command += ["-video_size", f"{screen.width}x{screen.height}"]
    command += ["-i", display, "-c:v", "libx264", "-preset", "ultrafast", "-crf", "14", str(raw)]
    log = raw.with_suffix(".log")
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out) as ffmpeg,
    ):
        try:
            yield Clock(_first_frame(log))
        finally:
            ffmpeg.communicate(b"q")


def develop(raw: Path, film: Path) -> None:
    """Encode for sharing: H.264 that plays everywhere and starts at once."""
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(raw), "-c:v", "libx264", "-preset", "slow"]
    command += ["-crf", "19", "-g", "150", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(film)]
    subprocess.run(command, check=True)


def duration(film: Path) -> float:
    """Length of `film` in seconds."""
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(film)]
    return float(subprocess.check_output(command))


def _first_frame(log: Path) -> float:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up:
        if found := _START.search(log.read_text(errors="replace")):
            return float(found[1])
        time.sleep(0.05)
    raise RuntimeError(f"ffmpeg did not start filming; see {log}")
