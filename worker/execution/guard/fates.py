"""What became of the acts that were let happen for steps which cannot be undone."""

from collections.abc import Mapping
from typing import Any

from worker.execution.tool_calls import text_of


class Fates:
    """Remembers of each such step whether any of its acts came back without an error."""

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, str], int] = {}  #: call -> step
        self._failed: set[int] = set()
        self._succeeded: set[int] = set()

    @property
    def failed_steps(self) -> frozenset[int]:
        """The steps of which every act that was heard of failed."""
        return frozenset(self._failed - self._succeeded)

    def begins(self, tool: str, given: Mapping[str, Any], step: int) -> None:
        """Take note that a call is let happen as an act of a step."""
        self._under_way[_known_by(tool, given)] = step

    def hear(self, tool: str, given: Mapping[str, Any], *, failed: bool) -> None:
        """Take note of how a call came back."""
        step = self._under_way.pop(_known_by(tool, given), None)
        if step is not None:
            (self._failed if failed else self._succeeded).add(step)


def _known_by(tool: str, given: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a call and its result have in common, whatever else is added on the way."""
    return tool, text_of(given, "command") or text_of(given, "target")
