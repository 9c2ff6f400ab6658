"""How a run ended, criterion by criterion of its plan, with what was really seen."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from models.plan import LONGEST_LINE, MOST_CRITERIA, MOST_STEPS, Line


class CriterionState(StrEnum):
    VERIFIED = "verified"  #: `seen` was found on the page or in the output at the end
    NOT_VERIFIED = "not_verified"  #: nothing seen at the end shows it
    FAILED = "failed"  #: what was seen speaks against it


class _OutcomePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CriterionOutcome(_OutcomePart):
    criterion: Line  #: as the plan says it, with the run's parameters filled in
    state: CriterionState
    seen: str | None = Field(default=None, max_length=LONGEST_LINE)  #: words of the page or output, redacted
    reason: str | None = Field(default=None, max_length=LONGEST_LINE)  #: why it is not verified, as a clause


class Outcome(_OutcomePart):
    """What became of each criterion, and of each step that was reported done and was not."""

    criteria: list[CriterionOutcome] = Field(default_factory=list, max_length=MOST_CRITERIA + MOST_STEPS)
