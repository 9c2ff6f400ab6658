"""What a person can be asked, and how that can fail."""

from dataclasses import dataclass

from models import QuestionKind
from worker.execution.own_tools import ToolRefused


class NoAnswer(Exception):  # noqa: N818 - reads as what it says
    """The run is being stopped before anybody answered."""


class TooLong(ToolRefused):
    """What a person would have to decide on cannot be shown to them whole."""

    def __init__(self) -> None:
        super().__init__(
            "This is too long to be shown to a person, so nobody was asked and it did not happen. "
            "Do it in shorter parts, each of which can be shown."
        )


@dataclass(frozen=True)
class Asked:
    """One question to the person in charge."""

    kind: QuestionKind
    prompt: str
    options: tuple[str, ...] = ()  #: to choose from; empty: whatever they write
    step: int | None = None  #: the step an approval is for
