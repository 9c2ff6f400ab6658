"""Whether a plan's success criteria hold: the agent's word, held against what it really saw at the end."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from models.outcome import CriterionOutcome, CriterionState, Outcome
from models.plan import LONGEST_LINE

_FEWEST_TELLING = 3  #: letters and digits; less can be found on any page

#: Whether words stood on the page, or in the output, that the agent looked at last.
Saw = Callable[[str], bool]


class Claim(BaseModel):
    """What the agent says of one criterion."""

    model_config = ConfigDict(frozen=True)

    criterion: int = Field(ge=1)  #: 1, 2, 3 ... as the plan lists them
    holds: bool
    seen: str = ""  #: the words that show it, quoted from the last look

    def is_borne_out(self, saw: Saw) -> bool:
        """Whether the quote says something and was really seen."""
        return sum(map(str.isalnum, self.seen)) >= _FEWEST_TELLING and saw(self.seen)


def unseen(claims: Sequence[Claim], saw: Saw) -> list[Claim]:
    """Return the claims of success that nothing bears out."""
    return [claim for claim in claims if claim.holds and not claim.is_borne_out(saw)]


def unanswered(criteria: Sequence[str], claims: Sequence[Claim]) -> list[int]:
    """Return the numbers of the criteria that no claim speaks of."""
    answered = {claim.criterion for claim in claims}
    return [number for number in range(1, len(criteria) + 1) if number not in answered]


def judge(criteria: Sequence[str], claims: Sequence[Claim], saw: Saw, clean: Callable[[str], str]) -> Outcome:
    """Return what is known of each criterion; every text passes through `clean` before it is kept."""
    said = {claim.criterion: claim for claim in claims}
    return Outcome(
        criteria=[
            _judged(clean(criterion), said.get(number), saw, clean)
            for number, criterion in enumerate(criteria, start=1)
        ]
    )


def _judged(criterion: str, claim: Claim | None, saw: Saw, clean: Callable[[str], str]) -> CriterionOutcome:
    if claim is None:
        return CriterionOutcome(criterion=_cut(criterion), state=CriterionState.NOT_VERIFIED)
    return CriterionOutcome(
        criterion=_cut(criterion),
        state=_state_of(claim, saw),
        # A quote that was not there is no evidence, whatever it was meant to show.
        seen=_cut(clean(claim.seen)) if claim.is_borne_out(saw) else None,
    )


def _state_of(claim: Claim, saw: Saw) -> CriterionState:
    if not claim.holds:
        return CriterionState.FAILED
    return CriterionState.VERIFIED if claim.is_borne_out(saw) else CriterionState.NOT_VERIFIED


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
