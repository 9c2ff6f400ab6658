"""The whole way on a fresh state and free ports; exits 0 only if every promise held."""

import argparse
import sys
from pathlib import Path

from models.errors import UnderstudyError
from playground.demo.evidence import calls_that_tell
from playground.demo.findings import Findings
from playground.demo.narrator import Narrator
from playground.demo.performance import Performance
from playground.demo.person import Requester
from playground.first_start import SAMPLE
from playground.settings import PlaygroundSettings
from playground.site.account import DANA
from playground.slack.client import SlackPerson
from playground.state import passing_state
from playground.workplace import open_workplace


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument(
        "--video", type=Path, default=SAMPLE, metavar="FILE", help="another screencast of the demo site"
    )
    parser.add_argument(
        "--record", type=Path, metavar="FILE", help="write every Slack call and payload as JSON lines"
    )
    chosen = parser.parse_args()
    if not chosen.video.is_file():
        parser.error(f"{chosen.video} is not a file")
    with passing_state() as state:
        recording = chosen.record.resolve() if chosen.record else state / "calls.jsonl"
        recording.unlink(missing_ok=True)
        settings = PlaygroundSettings(state, port=0, record=recording, share_sample=False, practice_only=True)
        return _perform(settings, chosen.video.resolve(), recording)


def _perform(settings: PlaygroundSettings, video: Path, recording: Path) -> int:
    findings = Findings()
    narrator = Narrator()
    narrator.say("Starting a workplace of its own")
    try:
        with open_workplace(settings) as workplace, SlackPerson(workplace.page, "U0ANA") as ana:
            ana.wait_for_app()
            Performance(workplace, Requester(ana, narrator), narrator, findings).go_all_the_way(video)
            findings.check("no Slack call told the password", not calls_that_tell(recording, DANA.password))
    except (UnderstudyError, TimeoutError) as error:
        findings.check(f"going on ({error})", so=False)
    print(f"\n{findings.summary()}")
    return 1 if findings.broken else 0


sys.exit(main())
