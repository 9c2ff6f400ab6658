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
from playground.practice.ending import conclude, give_up, objections
from playground.practice.finding import find
from playground.practice.inputs import Inputs
from playground.practice.observing import observe
from playground.practice.progress import Call, Progress, read_progress
from playground.practice.snapshot import Page
from playground.practice.toolbox import Decision, Say, Toolbox

_TRIES = 2  #: of one action, and of the last report
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
            return give_up(
                f"Step {now.finished + 1} led nowhere: {wording.first_line(now.current[-1].result)}"
            )
        if now.finished >= len(self.plan.steps):
            return conclude(self.plan, self.inputs, now)
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
        return give_up(wording.unfollowable(step))

    def _in_shell(self, step: Step, command: str) -> Decision:
        ran = self.progress.made("Bash")
        if not ran:
            return moves.run_command(step, self.inputs.fill_in(command))
        if ran[-1].failed:
            return give_up(wording.broken(step, ran[-1].result))
        return moves.report_step(step, ran[-1].result.strip()[-500:] or "The command printed nothing.")

    def _in_browser(self, step: Step) -> Decision:
        deeds = [call for call in self.progress.current if call.tool in _DEEDS]
        if deeds and not deeds[-1].failed:
            return self._verify(step, deeds)
        if len(deeds) >= (_TRIES_TO_OPEN if step.action is Action.NAVIGATE else _TRIES):
            return give_up(wording.broken(step, deeds[-1].result))
        return self._act(step, deeds)

    def _act(self, step: Step, failed: list[Call]) -> Decision:
        if step.action is Action.NAVIGATE:
            return self._open(step, again=bool(failed))
        if step.action is Action.PRESS:
            return moves.press(step.value) if step.value else give_up(wording.unfollowable(step))
        page = self.progress.here
        return moves.look() if page is None else self._act_on_page(step, page)

    def _open(self, step: Step, *, again: bool) -> Decision:
        url = self.inputs.fill_in(step.url or step.value or "")
        if not url:
            return give_up(wording.unfollowable(step))
        # An address bar hides the scheme, so that a plan can only guess it.
        return moves.open_page(re.sub("^https:", "http:", url) if again else url)

    def _act_on_page(self, step: Step, page: Page) -> Decision:
        target = self._target(step)
        element = find(page, step.action, target)
        if element is None:
            waited = self.progress.made("browser_wait_for")
            return give_up(wording.missing(step, target, page)) if waited else moves.wait_a_second()
        if step.action in {Action.CHECK, Action.UNCHECK} and observe(step, target, page).held:
            return moves.report_step(step, observe(step, target, page).words)
        if home := self.inputs.home_of(step, page):
            return give_up(wording.elsewhere(step, home, page))
        value = self.inputs.typed_by(step)
        return moves.act_on(element, step, value) if value is not None else give_up(wording.valueless(step))

    def _verify(self, step: Step, deeds: list[Call]) -> Decision:
        page = self.progress.here
        if page is None:
            return moves.look()
        before = self.progress.page_before
        fresh_alerts = [said for said in page.alerts if before is None or said not in before.alerts]
        if fresh_alerts and not self._can_go_on(step, page):
            return give_up(wording.refused(step, fresh_alerts[0]))
        seen = observe(step, self._target(step), page)
        if seen.held:
            return moves.report_step(step, seen.words)
        if len(deeds) >= _TRIES:
            return give_up(f"Step {step.number} ({step.instruction}) did not take: {seen.words}")
        return self._act_on_page(step, page)

    def _can_go_on(self, step: Step, page: Page) -> bool:
        """Whether the page offers what comes next, so that its alert may be ignored."""
        if step.number == len(self.plan.steps):
            return bool(self.plan.success_criteria) and not objections(self.plan, self.inputs, page)
        following = self.plan.steps[step.number]
        if following.action not in _ELEMENT_ACTIONS:
            return True
        return find(page, following.action, self._target(following)) is not None

    def _target(self, step: Step) -> str | None:
        return self.inputs.fill_in(step.target) if step.target else None
