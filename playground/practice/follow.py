"""Following a plan to the letter: what to do next, told from nothing but one request.

The plan and the parameters come from the run's instructions. Pages are only looked at: nothing they say
becomes a step.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.plan import Action, ComputerUsePlan, Step
from playground.practice import moves, wording
from playground.practice.content import Json, text_block
from playground.practice.criteria import unmet
from playground.practice.finding import find
from playground.practice.inputs import Inputs
from playground.practice.observing import observe
from playground.practice.progress import Call, Progress, read_progress
from playground.practice.snapshot import Page
from playground.practice.toolbox import Decision, Say, Toolbox

_TRIES = 2  #: of one action, and of one report
_TRIES_TO_OPEN = 3  #: of a page: as written, without TLS, and once more
_MOST_CALLS = 12  #: for one step, whatever happens
_ELEMENT_ACTIONS = {Action.CLICK, Action.TYPE, Action.SELECT, Action.CHECK, Action.UNCHECK}
_BROWSER_ACTIONS = _ELEMENT_ACTIONS | {Action.NAVIGATE, Action.PRESS}
_DEEDS = {
    "browser_click",
    "browser_navigate",
    "browser_press_key",
    "browser_select_option",
    "browser_type",
}


def next_turn(
    plan: ComputerUsePlan, parameters: Mapping[str, str], messages: Iterable[Json], tools: Iterable[Json]
) -> list[Json]:
    """Return the content of the next assistant message."""
    progress = read_progress(messages)
    decision = _Follower(plan, Inputs(plan, parameters), progress).decide()
    if isinstance(decision, Say):
        return [text_block(decision.text)]
    return [Toolbox(tools).use(decision, progress.calls + 1)]


@dataclass(frozen=True)
class _Follower:
    plan: ComputerUsePlan
    inputs: Inputs
    progress: Progress

    def decide(self) -> Decision:
        now = self.progress
        if now.ended or len(now.made("run_finished")) >= _TRIES:
            return Say(
                "This was the practice model: it followed the plan to the letter, without understanding it."
            )
        if len(now.current) >= _MOST_CALLS:
            return _give_up(
                f"Step {now.finished + 1} led nowhere: {wording.first_line(now.current[-1].result)}"
            )
        if now.finished >= len(self.plan.steps):
            return self._conclude()
        return self._carry_out(self.plan.steps[now.finished])

    def _carry_out(self, step: Step) -> Decision:
        if step.action in _BROWSER_ACTIONS:
            return self._in_browser(step)
        if step.action is Action.SHELL and step.value:
            return self._in_shell(step, step.value)
        if step.action is Action.SCROLL:
            return moves.report_step(
                step, "Nothing had to be scrolled: whatever is on a page can be reached."
            )
        return _give_up(wording.unfollowable(step))

    def _in_shell(self, step: Step, command: str) -> Decision:
        ran = self.progress.made("Bash")
        if not ran:
            return moves.run_command(step, self.inputs.fill_in(command))
        if ran[-1].failed:
            return _give_up(wording.broken(step, ran[-1].result))
        return moves.report_step(step, ran[-1].result.strip()[-500:] or "The command printed nothing.")

    def _in_browser(self, step: Step) -> Decision:
        deeds = [call for call in self.progress.current if call.tool in _DEEDS]
        if deeds and not deeds[-1].failed:
            return self._verify(step, deeds)
        if len(deeds) >= (_TRIES_TO_OPEN if step.action is Action.NAVIGATE else _TRIES):
            return _give_up(wording.broken(step, deeds[-1].result))
        return self._act(step, deeds)

    def _act(self, step: Step, failed: list[Call]) -> Decision:
        if step.action is Action.NAVIGATE:
            return self._open(step, again=bool(failed))
        if step.action is Action.PRESS:
            return moves.press(step.value) if step.value else _give_up(wording.unfollowable(step))
        if not self.progress.page_is_current or self.progress.page is None:
            return moves.look()
        return self._act_on_page(step, self.progress.page)

    def _open(self, step: Step, *, again: bool) -> Decision:
        url = self.inputs.fill_in(step.url or step.value or "")
        if not url:
            return _give_up(wording.unfollowable(step))
        # An address bar hides the scheme, so that a plan can only guess it.
        return moves.open_page(re.sub("^https:", "http:", url) if again else url)

    def _act_on_page(self, step: Step, page: Page) -> Decision:
        target = self._target(step)
        element = find(page, step.action, target)
        if element is None:
            waited = self.progress.made("browser_wait_for")
            return _give_up(wording.missing(step, target, page)) if waited else moves.wait_a_second()
        if step.action in {Action.CHECK, Action.UNCHECK} and observe(step, target, page).held:
            return moves.report_step(step, observe(step, target, page).words)
        if home := self.inputs.home_of(step, page):
            return _give_up(wording.elsewhere(step, home, page))
        value = self.inputs.typed_by(step)
        return moves.act_on(element, step, value) if value is not None else _give_up(wording.valueless(step))

    def _verify(self, step: Step, deeds: list[Call]) -> Decision:
        if not self.progress.page_is_current or self.progress.page is None:
            return moves.look()
        page = self.progress.page
        before = self.progress.page_before
        fresh_alerts = [said for said in page.alerts if before is None or said not in before.alerts]
        if fresh_alerts and not self._can_go_on(step, page):
            return _give_up(wording.refused(step, fresh_alerts[0]))
        seen = observe(step, self._target(step), page)
        if seen.held:
            return moves.report_step(step, seen.words)
        if len(deeds) >= _TRIES:
            return _give_up(f"Step {step.number} ({step.instruction}) did not take: {seen.words}")
        return self._act_on_page(step, page)

    def _can_go_on(self, step: Step, page: Page) -> bool:
        """Whether the page offers what comes next, so that its alert may be ignored."""
        if step.number == len(self.plan.steps):
            return bool(self.plan.success_criteria) and not self._objections(page)
        following = self.plan.steps[step.number]
        if following.action not in _ELEMENT_ACTIONS:
            return True
        return find(page, following.action, self._target(following)) is not None

    def _conclude(self) -> Decision:
        steps = len(self.plan.steps)
        if not any(step.action in _BROWSER_ACTIONS for step in self.plan.steps):
            return self._finish(f"Followed all {steps} steps.")
        if not self.progress.page_is_current or self.progress.page is None:
            return moves.look()
        page = self.progress.page
        objections = self._objections(page)
        if objections and not self.progress.made("browser_wait_for"):
            return moves.wait_a_second()
        if objections:
            return _give_up(
                f"All {steps} steps were followed, but {objections[0]}. {wording.what_shows(page)}"
            )
        return self._finish(f"Followed all {steps} steps. {wording.what_shows(page)}")

    def _finish(self, summary: str) -> Decision:
        written = self.progress.made("Write")
        if not written:
            return moves.write_report(self.plan, summary)
        if written[-1].failed and len(written) < _TRIES:
            # The report of an earlier run may be there: what is there has to be read before it is replaced.
            read = self.progress.made("Read")
            return moves.write_report(self.plan, summary) if read else moves.read_report()
        return moves.report_run(succeeded=True, summary=summary)

    def _objections(self, page: Page) -> list[str]:
        criteria = (self.inputs.fill_in(criterion) for criterion in self.plan.success_criteria)
        return [objection for criterion in criteria if (objection := unmet(criterion, page))]

    def _target(self, step: Step) -> str | None:
        return self.inputs.fill_in(step.target) if step.target else None


def _give_up(summary: str) -> Decision:
    return moves.report_run(succeeded=False, summary=summary)
