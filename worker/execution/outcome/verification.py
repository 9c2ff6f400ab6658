"""Whether a plan's success criteria hold: what a second reader found in what was really seen at the end.

Its quote has to stand there and to speak of the criterion. What the agent has said itself, before it was
seen, proves nothing, whoever quotes it; nor does what it put into a page, until one that was opened anew
shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from models.outcome import CriterionOutcome, CriterionState, Outcome
from models.plan import LONGEST_LINE
from worker.execution.guard.looks import Look
from worker.execution.guard.wording import comparable
from worker.execution.outcome.criterion import exact_parts, parts_that_may_be_given, telling_words
from worker.execution.outcome.reading import Finding, Reading

#: Why a claim of success is not verified, for people and for the agent.
UNANSWERED: Final = "the agent says nothing of it"
NOT_SEEN: Final = "the words quoted for it do not stand in what was seen last"
NOT_SHOWN: Final = (
    "the words quoted for it do not speak of it, or a number or quoted text of it is not to be seen"
)
ITS_OWN_WORDS: Final = (
    "only words that the agent had typed, chosen, written or put into a command itself show it"
)
UNCHECKED: Final = "it could not be checked: the second reader did not answer"
UNCLEAR: Final = "what was seen last does not say so"

_FEWEST_TELLING = 3  #: letters and digits; less can be found on any page


@dataclass(frozen=True)
class _Judged:
    """What became of a criterion, in words that are not cleaned yet."""

    criterion: str
    state: CriterionState
    seen: str = ""
    reason: str = ""


class Claim(BaseModel):
    """What the agent says of one criterion."""

    model_config = ConfigDict(frozen=True)

    criterion: int = Field(ge=1)  #: 1, 2, 3 ... as the plan lists them
    holds: bool
    seen: str = ""  #: the words that show it, quoted from the last look

    def was_seen(self, looks: Sequence[Look]) -> bool:
        """Whether the quote says something and was really seen."""
        tells = sum(map(str.isalnum, self.seen)) >= _FEWEST_TELLING
        return tells and any(look.shows(self.seen) for look in looks)

    def was_brought(self, looks: Sequence[Look]) -> bool:
        """Whether it was seen and is not all the agent's own."""
        return self.was_seen(looks) and any(
            look.shows(self.seen) and not look.is_own(self.seen) for look in looks
        )

    def objection(self, criterion: str, looks: Sequence[Look]) -> str | None:
        """Return why it does not show that `criterion` holds; None if it does."""
        exact, shared = exact_parts(criterion), telling_words(self.seen) & telling_words(criterion)
        if not self.was_seen(looks):
            return NOT_SEEN
        if not shared or not all(any(look.shows(part) for look in looks) for part in exact):
            return NOT_SHOWN
        vouched = all(any(look.vouches_for(part) for look in looks) for part in exact)
        return None if vouched and self._is_brought_for(criterion, shared, looks) else ITS_OWN_WORDS

    def _is_brought_for(self, criterion: str, shared: set[str], looks: Sequence[Look]) -> bool:
        """Whether the quote brings anything of a criterion, and nothing of it is only the agent's input."""
        put_in = {text for look in looks for text in look.put_in.texts}
        given = parts_that_may_be_given(criterion, put_in)
        kept = all(any(look.shows_by_itself(part) for look in looks) for part in given)
        quoted = [part for part in exact_parts(criterion) if comparable(part) in comparable(self.seen)]
        telling = (look for look in looks if look.shows(self.seen) and not look.may_repeat(given))
        return kept and any(look.brings(quoted, shared) for look in telling)


def objections(criteria: Sequence[str], claims: Sequence[Claim], looks: Sequence[Look]) -> dict[int, str]:
    """Return, by the number of each criterion that is not shown to hold, what is missing.

    One that the agent itself says not to hold is not among them.
    """
    said = {claim.criterion: claim for claim in claims}
    found = {number: _objection(text, said.get(number), looks) for number, text in enumerate(criteria, 1)}
    return {number: objection for number, objection in found.items() if objection}


def judge(
    criteria: Sequence[str],
    claims: Sequence[Claim],
    readings: Mapping[int, Reading],
    looks: Sequence[Look],
    clean: Callable[[str], str],
) -> Outcome:
    """Return what is known of each criterion; every text passes through `clean` before it is kept.

    What the agent claims can only lower a verdict; what raises it is what a second reader found, by number.
    """
    said = {claim.criterion: claim for claim in claims}
    judged = (
        _judged(text, said.get(number), readings.get(number), looks)
        for number, text in enumerate(criteria, 1)
    )
    return Outcome(criteria=[_cleaned(outcome, clean) for outcome in judged])


def _objection(criterion: str, claim: Claim | None, looks: Sequence[Look]) -> str | None:
    if claim is None:
        return UNANSWERED
    return claim.objection(criterion, looks) if claim.holds else None


def _judged(criterion: str, claim: Claim | None, reading: Reading | None, looks: Sequence[Look]) -> _Judged:
    if claim is None:
        return _Judged(criterion, CriterionState.NOT_VERIFIED, reason=UNANSWERED)
    if not claim.holds:
        return _Judged(criterion, CriterionState.FAILED, claim.seen if claim.was_brought(looks) else "")
    if reading is None:
        return _Judged(criterion, CriterionState.NOT_VERIFIED, reason=UNCHECKED)
    return _read(criterion, reading, looks)


def _read(criterion: str, reading: Reading, looks: Sequence[Look]) -> _Judged:
    """Return what a second reader's finding is worth: its quote has to be there, and not the agent's own."""
    found = Claim(criterion=reading.criterion, holds=True, seen=reading.quote)
    seen = found.seen if found.was_brought(looks) else ""
    match reading.finding:
        case Finding.DENIED:
            return _Judged(criterion, CriterionState.FAILED, seen, reading.reason)
        case Finding.UNCLEAR:
            return _Judged(criterion, CriterionState.NOT_VERIFIED, reason=reading.reason or UNCLEAR)
    objection = found.objection(criterion, looks)
    if objection:
        return _Judged(criterion, CriterionState.NOT_VERIFIED, reason=objection)
    return _Judged(criterion, CriterionState.VERIFIED, seen)


def _cleaned(judged: _Judged, clean: Callable[[str], str]) -> CriterionOutcome:
    seen, reason = (_cut(clean(text)) if text else None for text in (judged.seen, judged.reason))
    return CriterionOutcome(
        criterion=_cut(clean(judged.criterion)), state=judged.state, seen=seen, reason=reason
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
