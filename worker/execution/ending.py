"""How a run ended, as its row keeps it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from models import AgentRun, RunStatus
from models.outcome import Outcome


@dataclass(frozen=True)
class Ending:
    """How a run ended."""

    status: RunStatus
    exit_code: int
    error_message: str | None = None
    summary: str | None = None
    outcome: Outcome | None = None  #: cleaned already

    def cleaned(self, clean: Callable[[str], str]) -> Self:
        """Return it with its texts passed through `clean`."""
        error_message = clean(self.error_message) if self.error_message else None
        summary = clean(self.summary) if self.summary else None
        return replace(self, error_message=error_message, summary=summary)

    def write_to(self, run: AgentRun) -> None:
        run.move_to(self.status)
        run.exit_code = self.exit_code
        run.error_message = self.error_message
        run.summary = self.summary
        run.outcome = self.outcome.model_dump(mode="json") if self.outcome else None
