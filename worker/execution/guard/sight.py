"""What an agent has really seen, as the tools told it and not as the agent tells it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

from models.plan import Action, ComputerUsePlan
from worker.execution.guard.dialogs import Dialog, read_dialog
from worker.execution.guard.fates import Fates
from worker.execution.guard.looks import Look, Looks
from worker.execution.guard.misses import Misses
from worker.execution.guard.own_input import OwnInput
from worker.execution.guard.own_words import OwnWords
from worker.execution.guard.page import Page
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.guard.places import SeenLinks
from worker.execution.guard.scripts import Scripts
from worker.execution.guard.snapshot import read_page
from worker.execution.guard.wording import comparable
from worker.execution.tool_calls import BASH, STEP_FINISHED, browser_tool, text_of


class Sight(PageInSight):
    """Hears the result of every tool, as it came back, and knows what holds of it by now."""

    def __init__(self, planned_commands: Collection[str] = (), planned_urls: Collection[str] = ()) -> None:
        """What is `planned` a person has read and approved: it is not the agent's own."""
        super().__init__()
        self._own_words = OwnWords(planned_commands)
        self._own_input = OwnInput(planned_urls)
        self._scripts = Scripts()
        self._fates = Fates()
        self._misses = Misses()
        self._dialog: Dialog | None = None
        self._looks = Looks()
        self.links = SeenLinks()  #: on every page so far

    @classmethod
    def of(cls, plan: ComputerUsePlan) -> Self:
        """Return the sight of an agent that is to carry out `plan`, which has every value filled in."""
        commands = [step.value for step in plan.steps if step.action is Action.SHELL and step.value]
        urls = [url for url in (plan.start_url, *(step.url for step in plan.steps)) if url]
        return cls(commands, urls)

    @property
    def dialog(self) -> Dialog | None:
        """The dialog that is open; None if none is known to be."""
        return self._dialog

    @property
    def nothing_happened(self) -> bool:
        """Whether the latest act on a page has certainly done nothing, as what it was for was not there."""
        return self._misses.is_latest

    @property
    def fresh(self) -> bool:
        """Whether anything was looked at since the last act."""
        return bool(self.looks)

    @property
    def looks(self) -> Sequence[Look]:
        """What was looked at since anything was last done: the page, and outputs since the step before."""
        return self._looks.all

    @property
    def failed_steps(self) -> frozenset[int]:
        """The steps that cannot be undone of which every act failed, as far as it was heard of."""
        return self._fates.failed_steps

    def scripts_run_by(self, command: str) -> str:
        """Return what stands in those files of the agent that a command may run."""
        return self._scripts.run_by(command)

    def recall(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call of an earlier attempt at the same run, whose files are still there."""
        self._own_words.hear(tool, given)
        self._scripts.hear(tool, given)
        self._own_input.recall(tool, given)

    def outdate(self) -> None:
        """Take note that time went by: from now on it is not known what a page shows."""
        self._forget_page()

    def begins(self, tool: str, given: Mapping[str, Any], step: int | None = None) -> None:
        """Take note that a call is let through: from now on it is not known what a page shows.

        `step`: the one it is an act of, if that cannot be undone.
        """
        self.recall(tool, given)
        self._upload(tool, given)
        if step is not None:
            self._fates.begins(tool, given, step)
        self._own_input.begins(tool, given, self)
        self._misses.begins(tool, given, step)
        self._acts(tool, given)

    def hear(self, tool: str, given: Mapping[str, Any], result: str, *, failed: bool) -> None:
        """Take note of the result of a call. One that failed may have acted all the same."""
        self._acts(tool, given)
        self._fates.hear(tool, given, failed=failed)
        self._misses.hear(tool, given, result, failed=failed)
        name = browser_tool(tool)
        if name is not None:
            self._dialog = read_dialog(result)
        if name == "navigate" and not failed:
            self._own_input.opened()
        if name == "snapshot":
            self._look_at_page(given, "" if failed else result)
        elif tool == BASH and not failed and result.strip():
            self._look_at_output(text_of(given, "command"), result)
        elif tool == STEP_FINISHED and not failed:
            self._looks.end_step()

    def _acts(self, tool: str, given: Mapping[str, Any]) -> None:
        self._looks.begins(tool, given)
        self._change_page(tool, given)

    def _look_at_page(self, given: Mapping[str, Any], result: str) -> None:
        self._forget_page()
        page = read_page(result, whole=not given.get("target"))
        self._looks.see_page(self._look_of(page, result) if page else None)
        # Cut off at some depth, nothing tells what an element holds.
        if page is not None and not given.get("depth"):
            self._show_page(page)
        if page is not None:
            self.links.see(page)

    def _look_at_output(self, command: str, result: str) -> None:
        said = self._own_words.before_output_of(command)
        self._looks.see_output(Look(command, result, comparable(result), said, printed=True))

    def _look_of(self, page: Page, result: str) -> Look:
        self._own_input.sees(page)
        words = comparable(page.words(with_fields=not self._own_input.fills_fields_of(page.url)))
        repeated, put_in = self._own_input.repeated_by(page.url), self._own_input.put_in
        return Look(page.url, result, words, repeated, printed=False, put_in=put_in)
