"""What an agent has really seen, as the tools told it and not as the agent tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Element:
    """What a click on a part of a page hits: the control around it, or itself."""

    role: str
    name: str = ""  #: as assistive technology reads it
    text: str = ""  #: as it is written on the page


class Sight:
    """Hears the result of every tool, as it came back, and knows what holds of it by now."""

    def __init__(self) -> None:
        self._page_url: str | None = None
        self._elements: Mapping[str, Element] = {}

    @property
    def page_url(self) -> str | None:
        """Address of the page in the last snapshot; None once an act may have left it."""
        return self._page_url

    @property
    def fresh(self) -> bool:
        """Whether anything was looked at since the last act."""
        return False

    def label_of(self, ref: str) -> Element | None:
        """Return what the last snapshot says of `ref`; None once an act may have changed it."""
        return self._elements.get(ref)

    def saw(self, words: str) -> bool:
        """Whether `words` stood in what was looked at since the last act."""
        return False

    def hear(self, tool: str, given: Mapping[str, Any], result: str, *, failed: bool) -> None:
        """Take note of one tool's result; of a tool that failed it is not known what it changed."""
