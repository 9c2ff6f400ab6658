"""What an agent looked at and may quote from, with what of it may be its own words come back."""

from collections.abc import Collection
from dataclasses import dataclass

from worker.execution.guard.own_words import Said
from worker.execution.guard.wording import comparable


@dataclass(frozen=True)
class Look:
    """One page, or the output of one command."""

    words: str  #: in the form that comparisons use
    said: Said | None  #: by the agent itself, as far as it may stand here; None: all of it may
    printed: bool  #: by a command, which the agent wrote, and not by a site

    def shows(self, words: str) -> bool:
        """Whether `words` stand in it; case and spacing do not count."""
        sought = comparable(words)
        return bool(sought) and sought in self.words

    def is_own(self, words: str) -> bool:
        """Whether `words` prove nothing here, as the agent has said all of them."""
        return self.said is None or self.said.holds(words)

    def vouches_for(self, part: str) -> bool:
        """Whether a number or quoted text was seen here. A site may show what it was asked for."""
        return self.shows(part) and not (self.printed and self.is_own(part))

    def brings(self, exact: Collection[str], shared: Collection[str]) -> bool:
        """Whether anything of a criterion is not the agent's own here: if printed, of what is exact."""
        telling = (exact or shared) if self.printed else (*exact, *shared)
        return any(not self.is_own(part) for part in telling)
