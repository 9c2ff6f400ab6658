"""One step in the browser: look, act, look whether it took."""

import re
from dataclasses import dataclass

from models.plan import Action, ComputerUsePlan, Step
from playground.practice import moves, wording
from playground.practice.asking import value_or_question
from playground.practice.ending import give_up, objections
from playground.practice.finding import find
from playground.practice.inputs import Inputs
from playground.practice.observing import observe
from playground.practice.progress import Progress
from playground.practice.snapshot import Page
from playground.practice.toolbox import Do

_TRIES = 2  #: of one action
_TRIES_TO_OPEN = 3  #: of a page: as written, without TLS, and once more
_ELEMENT_ACTIONS = {Action.CLICK, Action.TYPE, Action.SELECT, Action.CHECK, Action.UNCHECK}

BROWSER_ACTIONS = _ELEMENT_ACTIONS | {Action.NAVIGATE, Action.PRESS}


@dataclass(frozen=True)
class Browsing:
    plan: ComputerUsePlan
    inputs: Inputs
    progress: Progress  #: its current calls are those for the step to be done
    codes_are_stored: bool  #: a tool gives the codes of authenticator apps

    def carry_out(self, step: Step) -> Do:
        """Return the next call for `step`, which ends with the report that it is done."""
        deeds = self.progress.deeds()
        if deeds and not deeds[-1].failed:
            return self._verify(step)
        return self.act(step)

    def act(self, step: Step) -> Do:
        """Return the next call towards the act itself."""
        failed = self.progress.deeds()
        if failed and failed[-1].was_refused:
            return give_up(wording.forbidden(step, failed[-1].result))
        if len(failed) >= (_TRIES_TO_OPEN if step.action is Action.NAVIGATE else _TRIES):
            return give_up(wording.broken(step, failed[-1].result))
        if step.action is Action.NAVIGATE:
            return self._open(step, again=bool(failed))
        if step.action is Action.PRESS:
            return moves.press(step.value) if step.value else give_up(wording.unfollowable(step))
        page = self.progress.here
        return moves.look() if page is None else self._act_on_page(step, page)

    def _open(self, step: Step, *, again: bool) -> Do:
        url = self.inputs.fill_in(step.url or step.value or "")
        if not url:
            return give_up(wording.unfollowable(step))
        # An address bar hides the scheme, so that a plan can only guess it.
        return moves.open_page(re.sub("^https:", "http:", url) if again else url)

    def _act_on_page(self, step: Step, page: Page) -> Do:
        target = self.inputs.target_of(step)
        element = find(page, step.action, target)
        if element is None:
            waited = self.progress.made("browser_wait_for")
            return give_up(wording.missing(step, target, page)) if waited else moves.wait_a_second()
        if step.action in {Action.CHECK, Action.UNCHECK} and observe(step, target, page).held:
            return moves.report_step(step, observe(step, target, page).words)
        if home := self.inputs.home_of(step, page):
            return give_up(wording.elsewhere(step, home, page))
        value = value_or_question(step, self.inputs, self.progress, codes_are_stored=self.codes_are_stored)
        if isinstance(value, Do):
            return value
        return moves.act_on(element, step, value) if value is not None else give_up(wording.valueless(step))

    def _verify(self, step: Step) -> Do:
        page = self.progress.here
        if page is None:
            return moves.look()
        before = self.progress.page_before
        fresh_alerts = [said for said in page.alerts if before is None or said not in before.alerts]
        if fresh_alerts and not self._can_go_on(step, page):
            return give_up(wording.refused(step, fresh_alerts[0]))
        seen = observe(step, self.inputs.target_of(step), page)
        if seen.held:
            return moves.report_step(step, seen.words)
        if len(self.progress.deeds()) >= _TRIES:
            return give_up(f"Step {step.number} ({step.instruction}) did not take: {seen.words}")
        return self._act_on_page(step, page)

    def _can_go_on(self, step: Step, page: Page) -> bool:
        """Whether the page offers what comes next, so that its alert may be ignored."""
        if step.number == len(self.plan.steps):
            return bool(self.plan.success_criteria) and not objections(self.plan, self.inputs, page)
        following = self.plan.steps[step.number]
        if following.action not in _ELEMENT_ACTIONS:
            return True
        return find(page, following.action, self.inputs.target_of(following)) is not None
