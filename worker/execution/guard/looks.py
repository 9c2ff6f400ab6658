"""What an agent looked at and may quote from, with what of it may be its own words come back."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from models.irreversible_addresses import address_looks_irreversible
from worker.execution.guard.own_words import Said
from worker.execution.guard.put_in import PutIn
from worker.execution.guard.reading import only_reads
from worker.execution.guard.wording import comparable
from worker.execution.tool_calls import BASH, EDIT, WRITE, acts_on_page, browser_tool, text_of

_MOST_COMMANDS = 50  # whose output is kept
_MOST_PAGES_BEFORE = 2
_REPORT: Final = "report.md"


@dataclass(frozen=True)
class Look:
    """One page, or the output of one command."""

    of: str  #: the page's address, or the command
    text: str  #: as the tool returned it
    words: str  #: what may be quoted of it, in the form that comparisons use
    said: Said | None  #: by the agent itself, as far as it may stand here; None: all of it may
    printed: bool  #: by a command, which the agent wrote, and not by a site
    put_in: PutIn = field(default_factory=PutIn)  #: into pages, since one was opened anew

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

    def shows_by_itself(self, part: str) -> bool:
        """Whether it was seen here, and not only because it was put in."""
        return self.shows(part) and not self.put_in.holds(part)

    def may_repeat(self, parts: Collection[str]) -> bool:
        """Whether any of `parts` was put into a page, which this one may only repeat."""
        return any(map(self.put_in.holds, parts))

    def brings(self, exact: Collection[str], shared: Collection[str]) -> bool:
        """Whether anything of a criterion is not the agent's own here: if printed, of what is exact."""
        telling = (exact or shared) if self.printed else (*exact, *shared)
        return any(not self.is_own(part) for part in telling)


class Looks:
    """What was looked at since anything was last done. To open a page by its address does nothing."""

    def __init__(self) -> None:
        self._page: Look | None = None
        self._pages_before: deque[Look] = deque(maxlen=_MOST_PAGES_BEFORE)  #: newest first
        self._outputs: deque[Look] = deque(maxlen=_MOST_COMMANDS)
        self._outputs_of_last_step: tuple[Look, ...] = ()

    @property
    def all(self) -> Sequence[Look]:
        """The page and those that were seen before it was opened, then the outputs since the step before."""
        pages = [self._page, *self._pages_before] if self._page else []
        return [*pages, *self._outputs_of_last_step, *self._outputs]

    def see_page(self, look: Look | None) -> None:
        """Take a look at the page instead of the last one; None: nothing could be seen."""
        self._page = look

    def see_output(self, look: Look) -> None:
        self._outputs.append(look)

    def end_step(self) -> None:
        """Keep the outputs of the step that ends for one step more."""
        self._outputs_of_last_step = tuple(self._outputs)
        self._outputs.clear()

    def begins(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call: what it may change has to be looked at again."""
        if acts_on_page(tool, given) or _may_do_anything(tool, given):
            self._leave_page(only_by_address=_opens_page(tool, given))
            self._forget_outputs()
        elif _changes_file(tool, given):
            self._forget_outputs()

    def _leave_page(self, *, only_by_address: bool) -> None:
        if not only_by_address:
            self._pages_before.clear()
        elif self._page is not None:
            self._pages_before.appendleft(self._page)
        self._page = None

    def _forget_outputs(self) -> None:
        self._outputs.clear()
        self._outputs_of_last_step = ()


def _opens_page(tool: str, given: Mapping[str, Any]) -> bool:
    """Whether it opens an address that promises to do nothing: what was seen before it was still so."""
    opens = browser_tool(tool) == "navigate"
    return opens and not address_looks_irreversible(text_of(given, "url"))


def _may_do_anything(tool: str, given: Mapping[str, Any]) -> bool:
    """Whether it is a command that does more than to look: to a file, or to a site."""
    return tool == BASH and not only_reads(text_of(given, "command"))


def _changes_file(tool: str, given: Mapping[str, Any]) -> bool:
    """Whether a file is changed that may have been looked at. The report is written after the last look."""
    return tool in {EDIT, WRITE} and PurePath(text_of(given, "file_path")).name != _REPORT
