"""How a run ended: what the plan wanted to be true, what was seen of it, and what the agent says."""

from collections.abc import Sequence
from typing import Final

from bot.blocks.elements import Block, section
from bot.blocks.text import fit, marked, quote, remark, shorten
from models import AgentRun, RunStatus
from models.outcome import CriterionOutcome, CriterionState, Outcome

_MAX_CRITERIA: Final = 2500  #: characters of them all, once they are escaped
_MAX_WORDS: Final = 2000  #: characters, once it is escaped
_WORDS: Final = 1500
_CRITERION: Final = 200
_SEEN: Final = 160

_MARKS: Final = {
    CriterionState.VERIFIED: ":white_check_mark:",
    CriterionState.NOT_VERIFIED: ":grey_question:",
    CriterionState.FAILED: ":x:",
}
_NOTHING_SHOWS_IT: Final = "nothing that was seen shows it"
_NOTHING_TO_CHECK: Final = "Nothing to check was named in the plan: that it worked is the agent's word alone."


def build_outcome(run: AgentRun) -> list[Block]:
    """Return what was seen at the end, apart from what the agent says of it; nothing while a run is going."""
    texts = [_list_criteria(run), _describe_words(run)]
    return [section(text) for text in texts if text]


def read_criteria(run: AgentRun) -> Sequence[CriterionOutcome]:
    return Outcome.model_validate(run.outcome).criteria if run.outcome is not None else []


def is_proven(run: AgentRun) -> bool:
    """Whether everything that the plan wanted to be true was seen to be true."""
    criteria = read_criteria(run)
    return bool(criteria) and all(each.state is CriterionState.VERIFIED for each in criteria)


def _list_criteria(run: AgentRun) -> str:
    criteria = read_criteria(run)
    if criteria:
        return fit(["*What was seen at the end*", *map(_describe, criteria)], _MAX_CRITERIA)
    is_unchecked = run.outcome is not None and run.status is RunStatus.COMPLETED
    return marked(":grey_question:", _NOTHING_TO_CHECK) if is_unchecked else ""


def _describe_words(run: AgentRun) -> str:
    if run.error_message:
        return shorten(f":warning: {quote(run.error_message, _WORDS)}", _MAX_WORDS)
    if run.summary:
        return shorten(f":speech_balloon: *The agent says:* {quote(run.summary, _WORDS)}", _MAX_WORDS)
    return ""


def _describe(outcome: CriterionOutcome) -> str:
    return marked(_MARKS[outcome.state], quote(outcome.criterion, _CRITERION)) + _remark(outcome)


def _remark(outcome: CriterionOutcome) -> str:
    if outcome.state is CriterionState.NOT_VERIFIED:
        return remark(f"not verified: {quote(outcome.reason or _NOTHING_SHOWS_IT, _SEEN)}")
    seen = f"seen: “{quote(outcome.seen, _SEEN)}”" if outcome.seen else ""
    why = quote(outcome.reason, _SEEN) if outcome.reason else ""
    told = "; ".join(filter(None, (why, seen)))
    return remark(told) if told else ""
