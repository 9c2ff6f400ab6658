"""The whole way on a fresh state and free ports; exits 0 only if every promise held."""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import UnderstudyError
from playground.demo.evidence import calls_that_tell, head_files, records, written_values
from playground.demo.narrator import Narrator
from playground.demo.person import Requester, state_of
from playground.first_start import SAMPLE
from playground.settings import PlaygroundSettings
from playground.site.account import DemoAccount
from playground.slack.client import SlackPerson, plain_text
from playground.state import passing_state
from playground.workplace import Workplace, open_workplace


@dataclass
class Findings:
    """What was promised, and whether it was so."""

    held: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def check(self, promise: str, so: bool) -> None:  # noqa: FBT001 - reads as a sentence
        (self.held if so else self.broken).append(promise)

    def summary(self) -> str:
        verdict = f"{len(self.held)} of {len(self.held) + len(self.broken)} held"
        return (
            f"{verdict}; broken: {', '.join(self.broken)}"
            if self.broken
            else f"{verdict}: {', '.join(self.held)}"
        )


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
            _go_all_the_way(workplace, Requester(ana, narrator), narrator, video, findings)
            findings.check(
                "no Slack call told the password", not calls_that_tell(recording, DemoAccount().password)
            )
    except (UnderstudyError, TimeoutError) as error:
        findings.check(f"going on ({error})", so=False)
    print(f"\n{findings.summary()}")
    return 1 if findings.broken else 0


def _go_all_the_way(
    workplace: Workplace, ana: Requester, narrator: Narrator, video: Path, findings: Findings
) -> None:
    narrator.say(f"Sharing {video.name}")
    plan = ana.share(video)
    findings.check("the video became a plan", so=True)

    def files() -> dict[str, bytes]:
        return head_files(workplace, ana.thread, ana.member)

    narrator.say("Implementing the automation")
    before = records(workplace)
    first = ana.ended(ana.implement(plan, DemoAccount()))
    findings.check("the run completed", state_of(first) == "Completed")
    _check_site(workplace, before, plain_text(plan), findings)
    kept = files()

    narrator.say("Running it once more, and cancelling that")
    before = records(workplace)
    second = ana.cancel_once_it_acts(ana.retry(first))
    findings.check("the second run was cancelled", state_of(second) == "Cancelled")
    findings.check("the cancelled run created nothing", records(workplace) == before)

    narrator.say("Putting the files back as they were before the first run, then as they were after it")
    ana.restore(first, "before the first step")
    findings.check("the files from before it were back: none", files() == {})
    ana.restore(first, "after")
    findings.check(
        f"the files from after it were back, byte for byte ({', '.join(kept) or 'none'})",
        files() == kept != {},
    )


def _check_site(
    workplace: Workplace, before: dict[str, dict[str, object]], plan: str, findings: Findings
) -> None:
    """Check that exactly one thing was created, and that each of its values is one the plan showed."""
    new = {name: record for name, record in records(workplace).items() if name not in before}
    findings.check(f"one thing is new on the site ({', '.join(new) or 'none'})", len(new) == 1)
    for record in new.values():
        findings.check("with what the video showed", all(value in plan for value in written_values(record)))


sys.exit(main())
