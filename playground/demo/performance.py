"""What happens in the demo, act by act."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.demo.evidence import head_files, records, written_values
from playground.demo.findings import Findings
from playground.demo.narrator import Narrator
from playground.demo.person import Requester, state_of
from playground.site.account import DANA
from playground.slack.client import plain_text
from playground.slack.wire import Payload
from playground.workplace import Workplace


@dataclass(frozen=True)
class Performance:
    """One screencast and its runs, from the first to the last promise."""

    workplace: Workplace
    ana: Requester
    narrator: Narrator
    findings: Findings

    def go_all_the_way(self, video: Path) -> None:
        self.narrator.say(f"Sharing {video.name}")
        plan = self.ana.share(video)
        self.findings.check("the video became a plan", so=True)
        first = self._implement(plan)
        kept = self._files()
        self._cancel_another(first)
        self._put_files_back(first, kept)

    def _implement(self, plan: Payload) -> Payload:
        self.narrator.say("Implementing the automation")
        before = self._records()
        card = self.ana.implement(plan, DANA)
        self._answer(card, plan_says="cannot be undone" in plain_text(plan), before=before)
        card = self.ana.ended(card)
        self.findings.check("the run completed", state_of(card) == "Completed")
        self._check_site(before, plain_text(plan))
        return card

    def _answer(self, card: Payload, *, plan_says: bool, before: dict[str, dict[str, Any]]) -> None:
        """Let the run go ahead if it asks, which it has to exactly where the plan says so."""
        question = self.ana.asked(card)
        self.findings.check("a person was asked where the plan says so", (question is not None) == plan_says)
        if question is None:
            return
        self.narrator.say("It asks before it does what cannot be undone; letting it go ahead")
        self.findings.check("nothing was changed before a person let it", self._records() == before)
        self.ana.approve(question)

    def _cancel_another(self, first: Payload) -> None:
        self.narrator.say("Running it once more, and cancelling that")
        before = self._records()
        second = self.ana.cancel_once_it_acts(self.ana.retry(first))
        self.findings.check("the second run was cancelled", state_of(second) == "Cancelled")
        self.findings.check("the cancelled run created nothing", self._records() == before)

    def _put_files_back(self, first: Payload, kept: dict[str, bytes]) -> None:
        self.narrator.say(
            "Putting the files back as they were before the first run, then as they were after it"
        )
        self.ana.restore(first, "before the first step")
        self.findings.check("the files from before it were back: none", self._files() == {})
        self.ana.restore(first, "after")
        self.findings.check(
            f"the files from after it were back, byte for byte ({', '.join(kept) or 'none'})",
            self._files() == kept != {},
        )

    def _check_site(self, before: dict[str, dict[str, Any]], plan: str) -> None:
        """Check that exactly one thing was created, and that each of its values is one the plan showed."""
        new = {name: record for name, record in self._records().items() if name not in before}
        self.findings.check(f"one thing is new on the site ({', '.join(new) or 'none'})", len(new) == 1)
        for record in new.values():
            shown = all(value in plan for value in written_values(record))
            self.findings.check("with what the video showed", shown)

    def _records(self) -> dict[str, dict[str, Any]]:
        return records(self.workplace)

    def _files(self) -> dict[str, bytes]:
        """Return the files that the next run would start with."""
        return head_files(self.workplace, self.ana.thread, self.ana.member)
