"""The way back after a worker was lost: its browser is gone, and the next one starts with an empty page.

What was done since the last address was opened is done again, except for what cannot be undone: from there
on, the page that was open last is opened by its address.
"""

from dataclasses import dataclass
from itertools import takewhile

from models.irreversible import step_is_irreversible
from models.plan import Action, ComputerUsePlan, Step
from playground.practice.inputs import Inputs
from playground.practice.observing import observe
from playground.practice.progress import DEEDS, Progress
from playground.practice.snapshot import Page, read_page

_LEADS_NOWHERE = {Action.SHELL, Action.SCROLL, Action.OTHER}
_ENTRIES = {Action.TYPE, Action.SELECT, Action.CHECK, Action.UNCHECK}
_TICKS = {Action.CHECK, Action.UNCHECK}


@dataclass(frozen=True)
class WayBack:
    """What is left of it."""

    step: Step | None  #: to be done again now; None: the browser is back where it was
    progress: Progress  #: with the calls for that step alone, or for the first unfinished one


def way_back(plan: ComputerUsePlan, inputs: Inputs, progress: Progress) -> WayBack:
    if not progress.resumed:
        return WayBack(None, progress)
    steps = _steps_back(plan.steps[: progress.finished], progress.lost_page)
    done, start = _done_again(steps, inputs, progress)
    step = steps[done] if done < len(steps) else None
    return WayBack(step, progress.since(start))


def _steps_back(finished: list[Step], lost_page: Page | None) -> list[Step]:
    opened = (n for n, step in enumerate(finished) if step.action is Action.NAVIGATE)
    since = finished[max(opened, default=len(finished)) :]
    leading = [step for step in since if step.action not in _LEADS_NOWHERE]
    safe = list(takewhile(lambda step: not step_is_irreversible(step), leading))
    if len(safe) == len(leading) or lost_page is None:
        return safe
    while safe and safe[-1].action in _ENTRIES:
        safe.pop()  # what was entered into a form that must not be sent again
    return [*safe, _by_address(leading[-1], lost_page.url)]


def _by_address(step: Step, url: str) -> Step:
    """Return a step that opens `url` instead of doing `step`."""
    return step.model_copy(update={"action": Action.NAVIGATE, "url": url, "irreversible": False})


def _done_again(steps: list[Step], inputs: Inputs, progress: Progress) -> tuple[int, int]:
    """Return how many of `steps` are done again, and the number of the first call after that."""
    done, start, page = 0, 0, None
    for number, call in enumerate(progress.current, start=1):
        if call.tool not in DEEDS or call.failed:
            page = read_page(call.result) or page
            continue
        done = _skipped(steps, done, inputs, page)
        if done == len(steps):
            break
        done, start, page = done + 1, number, None
    return _skipped(steps, done, inputs, page), start


def _skipped(steps: list[Step], done: int, inputs: Inputs, page: Page | None) -> int:
    """Step over boxes that are ticked as they should be: nothing is called for them."""
    while page is not None and done < len(steps) and steps[done].action in _TICKS:
        if not observe(steps[done], inputs.target_of(steps[done]), page).held:
            break
        done += 1
    return done
