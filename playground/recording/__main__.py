"""Film a scenario: ``python -m playground.recording SCENARIO --out FILE.mp4``.

Beside FILE.mp4 it writes FILE.events.json: what was truly done, when and where.
Needs chromium, xvfb, openbox, xdotool, ffmpeg and dmz-cursor-theme.
"""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from playground.recording.camera import develop, duration, filming
from playground.recording.hand import Hand
from playground.recording.performer import Performer, Truth
from playground.recording.scenarios import SCENARIOS
from playground.recording.screen import Screen
from playground.recording.stage import set_stage

_SCREEN = Screen()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m playground.recording", description=__doc__)
    parser.add_argument("scenario", choices=sorted(SCENARIOS))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    truths = record(wanted.scenario, wanted.out, wanted.seed)
    print(f"{wanted.out}: {duration(wanted.out):.1f} s, {wanted.out.stat().st_size} bytes, {truths} actions")


def record(scenario: str, film: Path, seed: int) -> int:
    """Film `scenario`; gives the number of true actions noted."""
    with TemporaryDirectory(prefix="film-") as folder:
        raw = Path(folder) / "raw.mkv"
        truths = _act(scenario, raw, seed)
        develop(raw, film)
    _write_truth(scenario, film, truths)
    return len(truths)


def _act(scenario: str, raw: Path, seed: int) -> list[Truth]:
    with set_stage(_SCREEN) as stage:
        hand = Hand(stage.display, seed)
        hand.rest(1.0, 1.2)
        with filming(stage.display, raw, _SCREEN) as clock:
            performer = Performer(stage.page, hand, clock)
            hand.rest(1.2, 1.5)
            for action in SCENARIOS[scenario]:
                performer.perform(action)
            hand.rest(1.5, 1.8)
        return performer.truths


def _write_truth(scenario: str, film: Path, truths: list[Truth]) -> None:
    truth = {
        "scenario": scenario,
        "video": film.name,
        "duration": duration(film),
        "size": [_SCREEN.width, _SCREEN.height],
        "fps": _SCREEN.frames_per_second,
        "events": truths,
    }
    film.with_suffix(".events.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
