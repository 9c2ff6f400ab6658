"""The message with a run's files: what they are, and how it ended, in two lines."""

from collections.abc import Sequence
from typing import Final

from bot.blocks.outcome import read_criteria
from bot.blocks.text import code
from models import AgentRun, RunStatus
from models.outcome import CriterionState

_NAME: Final = 80  #: characters of one file's name

_ENDED: Final = {
    RunStatus.COMPLETED: "Completed",
    RunStatus.FAILED: "Failed",
    RunStatus.CANCELLED: "Cancelled",
}


def describe_files(run: AgentRun, names: Sequence[str]) -> str:
    """Return the text beside the files of an ended run."""
    listed = ", ".join(code(name, _NAME) for name in names)
    return f"Files of this run: {listed}\n{_ENDED[run.status]}{_describe_outcome(run)}"


def _describe_outcome(run: AgentRun) -> str:
    if run.outcome is None:
        return "."
    criteria = read_criteria(run)
    if not criteria:
        return "; nothing to check was named in the plan."
    verified = sum(each.state is CriterionState.VERIFIED for each in criteria)
    return f"; {verified} of {len(criteria)} success criteria were seen to hold."
