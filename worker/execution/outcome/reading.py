"""What a second reader finds in what was seen at the end, criterion by criterion."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from models.plan import LONGEST_LINE
from worker.execution.guard.looks import Look

_Line = Annotated[str, AfterValidator(lambda text: text.strip()[:LONGEST_LINE])]


class Finding(StrEnum):
    SHOWN = "shown"
    DENIED = "denied"
    UNCLEAR = "unclear"


class Reading(BaseModel):
    """What was found of one criterion."""

    model_config = ConfigDict(frozen=True)

    criterion: int = Field(ge=1)  #: 1, 2, 3 ... as the plan lists them
    finding: Finding
    quote: _Line = ""  #: what decided it, in the words of a look
    reason: _Line = ""  #: a clause for people


#: Takes criteria by number and what was seen at the end; returns readings by number, if they could be had.
Read = Callable[[Mapping[int, str], Sequence[Look]], Awaitable[Mapping[int, Reading]]]
