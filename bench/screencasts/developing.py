"""From what the camera took to a film that is shared: encoded, spoken over, with a face in its corner."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from bench.screencasts.styles import Style
from bench.screencasts.take import Take

_FACE = 240  #: pixels across
#: A round picture in which a head sways before a restless wall, with the noise of a cheap camera.
_FACE_DRAWN = (
    f"color=black:s={_FACE}x{_FACE}:r=30,format=yuva420p,geq="
    "lum='90+40*sin(X/37+T*0.9)*cos(Y/41)+90*lt(hypot((X-120-14*sin(T*1.7))/0.8,Y-118-6*sin(T*2.9)),66)':"
    "cb='118+4*sin(T)':cr='138':a='255*lt(hypot(X-120,Y-120),118)',noise=alls=7:allf=t"
)


@dataclass(slots=True)
class _Recipe:
    """The parts of ffmpeg's command as they come together; ``[0]`` is what the camera took."""

    inputs: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    picture: str = "0:v"
    sound: str | None = None

    def add_input(self, *arguments: str) -> int:
        self.inputs += [*arguments]
        return self.inputs.count("-i") - 1


def develop(raw: Path, film: Path, style: Style, take: Take) -> None:
    """Encode `raw` in a style into `film`."""
    recipe = _Recipe()
    recipe.add_input("-i", str(raw))
    if style.webcam:
        _add_face(recipe)
    if style.variable_rate:
        recipe.filters.append(f"[{recipe.picture}]mpdecimate=hi=384:lo=192:frac=0.1[thinned]")
        recipe.picture = "[thinned]"
    if style.narrated and take.narration:
        _add_voice(recipe, take, raw.parent)
    subprocess.run(_command(recipe, film, style), check=True)


def _add_face(recipe: _Recipe) -> None:
    number = recipe.add_input("-f", "lavfi", "-i", _FACE_DRAWN)
    recipe.filters.append(f"[{recipe.picture}][{number}:v]overlay=W-w-48:H-h-48:shortest=1[faced]")
    recipe.picture = "[faced]"


def _add_voice(recipe: _Recipe, take: Take, folder: Path) -> None:
    for number, (begins, words) in enumerate(take.narration):
        spoken = folder / f"{number}.wav"
        command = ["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(spoken), words]
        subprocess.run(command, check=True)
        source = recipe.add_input("-i", str(spoken))
        recipe.filters.append(f"[{source}:a]adelay={round(begins * 1000)}:all=1[said{number}]")
    everything = "".join(f"[said{number}]" for number in range(len(take.narration)))
    recipe.filters.append(f"{everything}amix=inputs={len(take.narration)}:normalize=0[voice]")
    recipe.sound = "[voice]"


def _command(recipe: _Recipe, film: Path, style: Style) -> list[str]:
    rate = str(style.screen.frames_per_second)
    command = ["ffmpeg", "-v", "error", "-y", *recipe.inputs]
    command += ["-filter_complex", ";".join(recipe.filters)] if recipe.filters else []
    command += ["-map", recipe.picture, *(["-map", recipe.sound] if recipe.sound else [])]
    command += ["-c:v", *style.codec.video, "-pix_fmt", "yuv420p", "-c:a", style.codec.audio, "-b:a", "64k"]
    command += ["-fps_mode", "vfr"] if style.variable_rate else ["-fps_mode", "cfr", "-r", rate]
    return [*command, str(film)]
