"""Whether a plan's success criteria hold: the agent's word, held against what it really saw at the end.

Verified means seen, not understood: a quote that speaks of the same thing may still deny it.
"""

import re
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from models.outcome import CriterionOutcome, CriterionState, Outcome
from models.plan import LONGEST_LINE

_FEWEST_TELLING = 3  #: letters and digits; less can be found on any page

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Stands in a quoted text for what differs from run to run, or was cut off.
_LEFT_OUT = "…"
_INFLECTION = re.compile(r"(?<=\w{3})(?:ations?|ings?|ed|es|s|e)$")
_FILLERS = frozenset(
    {
        *("about", "after", "again", "also", "another", "appear", "appears", "been", "before", "being"),
        *("each", "every", "exists", "from", "have", "into", "must", "page", "screen", "should", "show"),
        *("showing", "shown", "shows", "site", "than", "that", "their", "them", "then", "there", "these"),
        *("they", "this", "those", "visible", "were", "when", "where", "which", "while", "will", "with"),
    }
)

#: Whether words stood on the page, or in the output, that the agent looked at last.
Saw = Callable[[str], bool]


class Claim(BaseModel):
    """What the agent says of one criterion."""

    model_config = ConfigDict(frozen=True)

    criterion: int = Field(ge=1)  #: 1, 2, 3 ... as the plan lists them
    holds: bool
    seen: str = ""  #: the words that show it, quoted from the last look

    def was_seen(self, saw: Saw) -> bool:
        """Whether the quote says something and was really seen."""
        return sum(map(str.isalnum, self.seen)) >= _FEWEST_TELLING and saw(self.seen)

    def bears_out(self, criterion: str, saw: Saw) -> bool:
        """Whether the quote was seen and speaks of `criterion`, whose exact parts were seen too."""
        speaks_of_it = bool(_telling(self.seen) & _telling(criterion))
        return self.was_seen(saw) and speaks_of_it and all(map(saw, _exact(criterion)))


def unseen(criteria: Sequence[str], claims: Sequence[Claim], saw: Saw) -> list[Claim]:
    """Return the claims of success that nothing bears out."""
    return [
        claim for claim in claims if claim.holds and not claim.bears_out(criteria[claim.criterion - 1], saw)
    ]


def unanswered(criteria: Sequence[str], claims: Sequence[Claim]) -> list[int]:
    """Return the numbers of the criteria that no claim speaks of."""
    answered = {claim.criterion for claim in claims}
    return [number for number in range(1, len(criteria) + 1) if number not in answered]


def judge(criteria: Sequence[str], claims: Sequence[Claim], saw: Saw, clean: Callable[[str], str]) -> Outcome:
    """Return what is known of each criterion; every text passes through `clean` before it is kept."""
    said = {claim.criterion: claim for claim in claims}
    return Outcome(
        criteria=[
            _judged(criterion, said.get(number), saw, clean)
            for number, criterion in enumerate(criteria, start=1)
        ]
    )


def _judged(criterion: str, claim: Claim | None, saw: Saw, clean: Callable[[str], str]) -> CriterionOutcome:
    state = CriterionState.NOT_VERIFIED if claim is None else _state_of(criterion, claim, saw)
    # A quote that was not there is no evidence, whatever it was meant to show.
    tells = claim is not None and state is not CriterionState.NOT_VERIFIED and claim.was_seen(saw)
    seen = _cut(clean(claim.seen)) if claim is not None and tells else None
    return CriterionOutcome(criterion=_cut(clean(criterion)), state=state, seen=seen)


def _state_of(criterion: str, claim: Claim, saw: Saw) -> CriterionState:
    if not claim.holds:
        return CriterionState.FAILED
    return CriterionState.VERIFIED if claim.bears_out(criterion, saw) else CriterionState.NOT_VERIFIED


def _telling(text: str) -> set[str]:
    """Return the numbers and words of `text` that tell it from others, words without their endings."""
    words = {word for word in _WORD.findall(text.casefold()) if word not in _FILLERS}
    return {_INFLECTION.sub("", word) for word in words} | set(_NUMBER.findall(text))


def _exact(criterion: str) -> list[str]:
    """Return what a criterion names to the letter: its numbers and quoted texts."""
    quotes = ("".join(found) for found in _QUOTED.findall(criterion))
    parts = (part.strip() for quote in quotes for part in quote.split(_LEFT_OUT))
    return [*_NUMBER.findall(criterion), *filter(None, parts)]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
