"""How films differ in their looks and in their making."""

from dataclasses import dataclass, field

from bench.screencasts.fellside import FELLSIDE_FILES, FELLSIDE_HABITS
from bench.screencasts.terminal import TerminalLook
from playground.recording.screen import Screen


@dataclass(frozen=True, slots=True)
class Codec:
    """The container's suffix and ffmpeg's arguments for pictures and sound."""

    suffix: str
    video: tuple[str, ...]
    audio: str = "aac"


_IN_A_HURRY = ("-deadline", "realtime", "-cpu-used", "8", "-g", "300")
H264 = Codec(".mp4", ("libx264", "-preset", "veryfast", "-crf", "23", "-g", "150", "-movflags", "+faststart"))
HEVC = Codec(
    ".mp4",
    ("libx265", "-preset", "superfast", "-crf", "26", "-tag:v", "hvc1", "-x265-params", "log-level=error"),
)
AV1 = Codec(".mp4", ("libsvtav1", "-preset", "10", "-crf", "35", "-g", "300"))
VP9 = Codec(".webm", ("libvpx-vp9", *_IN_A_HURRY, "-row-mt", "1", "-b:v", "1200k"), "libopus")
VP8 = Codec(".webm", ("libvpx", *_IN_A_HURRY, "-b:v", "1500k"), "libopus")

_FULL = Screen(1920, 1080)
_BLACK = TerminalLook(paper="#101418", ink="#d8dee4", points=14, prompt="maya@harbor:\\w$ ")
_CREAM = TerminalLook(paper="#fdf6e3", ink="#4a5459", points=12, prompt="quay \\W % ")
_SLATE = TerminalLook(paper="#20262e", ink="#c9d1d9", points=13, prompt="lock@weirgate \\W \\$ ")
_MOSS = TerminalLook(
    paper="#1d2b22",
    ink="#e4dcb4",
    points=17,
    prompt="[\\A] fellside:\\w > ",
    font="Nimbus Mono PS",
    files=FELLSIDE_FILES,
    habits=FELLSIDE_HABITS,
)


@dataclass(frozen=True, slots=True)
class Style:
    """One way to film."""

    screen: Screen = field(default=_FULL)
    codec: Codec = H264
    font: str | None = None  #: instead of the site's own
    pace: float = 1.0  #: below 1 the hand hurries
    webcam: bool = False  #: a moving face in the lower right corner
    narrated: bool = False
    variable_rate: bool = False  #: pictures that repeat the one before are dropped
    terminal: TerminalLook = _BLACK


STYLES: dict[str, Style] = {
    "plain": Style(),
    "dark": Style(screen=Screen(1920, 1080, dark=True)),
    "font": Style(font="DejaVu Serif", codec=VP9),
    "15fps": Style(screen=Screen(1920, 1080, frames_per_second=15)),
    "720p": Style(screen=Screen(1280, 720)),
    "retina": Style(screen=Screen(2560, 1440, scale=2)),
    "webcam": Style(webcam=True),
    "quick": Style(pace=0.25),
    "no-pointer": Style(screen=Screen(1920, 1080, pointer=False)),
    "narrated": Style(narrated=True),
    "vp8-variable": Style(codec=VP8, variable_rate=True),
    "vp9-variable": Style(codec=VP9, variable_rate=True),
    "hevc-15fps": Style(codec=HEVC, screen=Screen(1920, 1080, frames_per_second=15)),
    "av1-dark": Style(codec=AV1, screen=Screen(1920, 1080, dark=True)),
    "cream": Style(terminal=_CREAM),
    "slate": Style(terminal=_SLATE),
    "slate-720p": Style(terminal=_SLATE, screen=Screen(1280, 720)),
    "moss": Style(terminal=_MOSS),
    "moss-720p": Style(terminal=_MOSS, screen=Screen(1280, 720)),
    "moss-variable": Style(terminal=_MOSS, codec=VP8, variable_rate=True),
}
