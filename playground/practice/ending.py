"""The end of a run: success criteria, a report among the files, and how it went."""

from models.plan import Action, ComputerUsePlan
from playground.practice import moves, wording
from playground.practice.criteria import unmet
from playground.practice.inputs import Inputs
from playground.practice.progress import Progress
from playground.practice.snapshot import Page
from playground.practice.toolbox import Do

_TRIES = 2  #: to write the report
_WITHOUT_PAGES = {Action.SHELL, Action.SCROLL}


def give_up(summary: str) -> Do:
    return moves.report_run(succeeded=False, summary=summary)


def objections(plan: ComputerUsePlan, inputs: Inputs, page: Page) -> list[str]:
    """Return what on `page` speaks against the plan's success criteria."""
    criteria = (inputs.fill_in(criterion) for criterion in plan.success_criteria)
    return [objection for criterion in criteria if (objection := unmet(criterion, page))]


def conclude(plan: ComputerUsePlan, inputs: Inputs, progress: Progress) -> Do:
    """Return what is left to do after the last step."""
    steps = len(plan.steps)
    if all(step.action in _WITHOUT_PAGES for step in plan.steps):
        return _finish(plan, progress, f"Followed all {steps} steps.")
    page = progress.here
    if page is None:
        return moves.look()
    problems = objections(plan, inputs, page)
    if problems and not progress.made("browser_wait_for"):
        return moves.wait_a_second()
    if problems:
        return give_up(f"All {steps} steps were followed, but {problems[0]}. {wording.what_shows(page)}")
    return _finish(plan, progress, f"Followed all {steps} steps. {wording.what_shows(page)}")


def _finish(plan: ComputerUsePlan, progress: Progress, summary: str) -> Do:
    written = progress.made("Write")
    if not written:
        return moves.write_report(plan, summary)
    if written[-1].failed and len(written) < _TRIES:
        # The report of an earlier run may be there: what is there has to be read before it is replaced.
        return moves.write_report(plan, summary) if progress.made("Read") else moves.read_report()
    return moves.report_run(succeeded=True, summary=summary)
