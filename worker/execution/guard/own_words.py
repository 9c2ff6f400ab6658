"""What an agent has said itself: in its commands and in the files it wrote. To read it again proves nothing.

No rule about words can tell a number that a program worked out from one that it was made to print in
disguise. What this keeps out is the agent's word in another place: printed by a command, put together from
arguments, or written to a file and read again.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from worker.execution.guard.reading import only_reads
from worker.execution.guard.wording import pieces_of
from worker.execution.tool_calls import text_of

_MOST_PIECES = 200_000  # different ones; whoever says more may have said anything
_LONGEST = 2_000_000  # characters of one call, likewise
_FEWEST_TO_JOIN = 2  #: letters or digits of a piece that counts as a part of something longer


@dataclass(frozen=True)
class Said:
    """What was said before one moment, and in the very call that was answered then."""

    anywhere: Mapping[str, int]  #: piece -> when it was said first
    until: int
    here: frozenset[str] = frozenset()

    def holds(self, words: str) -> bool:
        """Whether all of `words` was said, in whatever order, or can be put together from what was."""
        return all(self._is_said(piece) or self._can_be_joined(piece) for piece in pieces_of(words))

    def _is_said(self, piece: str) -> bool:
        return piece in self.here or self.anywhere.get(piece, self.until) < self.until

    def _can_be_joined(self, piece: str) -> bool:
        """Whether a piece is made of several that were said, such as 4711 of 47 and 11."""
        reached = {0}
        for end in range(_FEWEST_TO_JOIN, len(piece) + 1):
            if any(self._is_said(piece[start:end]) for start in reached if end - start >= _FEWEST_TO_JOIN):
                reached.add(end)
        return len(piece) in reached


class OwnWords:
    """Remembers what an agent said since its run began."""

    def __init__(self, planned_commands: Collection[str] = ()) -> None:
        """`planned_commands` were read and approved by a person: their words are not the agent's own."""
        longest_first = sorted((each.strip() for each in planned_commands if each.strip()), key=len)[::-1]
        planned = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest_first)
        self._planned = re.compile(planned) if planned else None
        self._first_said: dict[str, int] = {}
        self._calls = 0
        self._said_too_much = False

    def hear(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of what a call may have left anywhere, to be read again later."""
        command = text_of(given, "command")
        match tool:
            case "Bash" if not only_reads(command):
                self._say(self._besides_the_plan(command))
            case "Write" | "Edit":
                self._say(" ".join(text_of(given, name) for name in ("file_path", "content", "new_string")))

    def before_output_of(self, command: str) -> Said | None:
        """Return what an output of `command` may only repeat; None if it may be all of it."""
        own = self._besides_the_plan(command)
        if self._said_too_much or len(own) > _LONGEST:
            return None
        return Said(self._first_said, self._calls, frozenset(pieces_of(own)))

    def _besides_the_plan(self, command: str) -> str:
        return self._planned.sub(" ", command) if self._planned else command

    def _say(self, text: str) -> None:
        if len(text) <= _LONGEST and len(self._first_said) <= _MOST_PIECES:
            for piece in pieces_of(text):
                self._first_said.setdefault(piece, self._calls)
        else:
            self._said_too_much = True
        self._calls += 1
