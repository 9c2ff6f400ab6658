"""Between the agent and the journal: what is told to people, what is detail, how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models import RunStatus
from models.outcome import CriterionState, Outcome
from worker.execution.ending import Ending
from worker.execution.progress import Signs
from worker.execution.telling import narration
from worker.execution.telling.journal import Journal
from worker.execution.tool_calls import is_ours, text_of


@dataclass(frozen=True)
class Verdict:
    """How the agent itself says the run ended, and what bears it out."""

    succeeded: bool
    summary: str
    outcome: Outcome = field(default_factory=Outcome)


class Reporter:
    """Hears everything the agent does.

    What tools were given and gave back is redacted before it is put in words: what cuts a line, or strips
    marks from it, could leave a secret that no longer looks like one.
    """

    def __init__(self, journal: Journal, signs: Signs) -> None:
        self.journal = journal
        self.signs = signs
        self.verdict: Verdict | None = None
        self.refused_commands: set[str] = set()  #: all that came back was that a host stays closed
        self._refusals: set[str] = set()

    def started(self, session_id: str, model: str) -> None:
        self.signs.session_id = session_id
        self.signs.model = model

    def said(self, text: str) -> None:
        self.journal.info(text)

    def begins(self, tool: str, given: Mapping[str, Any]) -> None:
        if line := narration.announced(tool, self._cleaned(given)):
            self.journal.info(line)

    def succeeded(self, tool: str, given: Mapping[str, Any], result: str) -> None:
        if is_ours(tool):
            return
        if line := narration.done(tool, self._cleaned(given)):
            self.journal.info(line)
        self.journal.debug(result)
        self._note_refusal(text_of(given, "command"), result)

    def failed(self, tool: str, given: Mapping[str, Any], reason: str) -> None:
        reason = self.journal.redacted(reason)
        if is_ours(tool):
            self.journal.info(narration.not_accepted(reason))
            return
        line = narration.failed(tool, self._cleaned(given), reason)
        tell = self.journal.info if line == narration.APPROVED else self.journal.error
        tell(line)
        self.journal.debug(reason)

    def step_finished(self, step: int, observed: str, objection: str | None) -> None:
        """Hear of a report. `objection`: why it cannot be taken at its word, if that is known."""
        tell = self.journal.error if objection else self.journal.info
        tell(narration.step_reported(step, observed, objection))
        self.signs.step = step

    def run_finished(self, verdict: Verdict) -> None:
        self.verdict = verdict
        for criterion in verdict.outcome.criteria:
            failed = criterion.state is CriterionState.FAILED
            (self.journal.error if failed else self.journal.info)(narration.judged(criterion))

    def refused(self, sentence: str, *, unknown: bool) -> None:
        """Hear of a host that stays closed. One that does not exist is detail: browsers ask for many."""
        self._refusals.add(sentence)
        (self.journal.debug if unknown else self.journal.error)(sentence)

    def ended(self, ending: Ending) -> None:
        match ending.status:
            case RunStatus.COMPLETED:
                self.journal.info(f"Done: {ending.summary}")
            case RunStatus.CANCELLED:
                self.journal.info("Cancelled. The files are kept as they were.")
            case _:
                self.journal.error(ending.error_message or "The run failed.")

    def _note_refusal(self, command: str, result: str) -> None:
        """Take note of what a command got: it may take our refusal for an answer. Its last try counts."""
        lines = [line.strip() for line in result.splitlines() if line.strip()]
        if lines and self._refusals.issuperset(lines):
            self.refused_commands.add(command.strip())
        else:
            self.refused_commands.discard(command.strip())

    def _cleaned(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a tool was given, every string in it redacted."""
        return {name: _each_string(self.journal.redacted, value) for name, value in given.items()}


def _each_string(change: Callable[[str], str], value: object) -> object:
    match value:
        case str():
            return change(value)
        case list():
            return [_each_string(change, item) for item in value]
        case dict():
            return {key: _each_string(change, item) for key, item in value.items()}
        case _:
            return value
