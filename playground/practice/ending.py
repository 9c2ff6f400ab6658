"""The end of a run: success criteria, a report among the files, and how it went."""

from collections.abc import Iterable

from models.plan import Action, ComputerUsePlan
from playground.practice import moves, wording
from playground.practice.claims import Claim, claims_about_output, claims_about_page
from playground.practice.criteria import unmet
from playground.practice.inputs import Inputs
from playground.practice.progress import Progress
from playground.practice.reopening import opened_anew
from playground.practice.snapshot import Page
from playground.practice.toolbox import Do

_TRIES = 2  #: to write the report
_AFTER = {"run_finished", "Write"}  #: what makes a look at the page an old one
_WITHOUT_PAGES = {Action.SHELL, Action.SCROLL}


def give_up(summary: str, claims: Iterable[Claim] = ()) -> Do:
    return moves.report_run(succeeded=False, summary=summary, claims=claims)


def objections(plan: ComputerUsePlan, inputs: Inputs, page: Page) -> list[str]:
    """Return what on `page` speaks against the plan's success criteria."""
    criteria = (inputs.fill_in(criterion) for criterion in plan.success_criteria)
    return [objection for criterion in criteria if (objection := unmet(criterion, page))]


def conclude(plan: ComputerUsePlan, inputs: Inputs, progress: Progress) -> Do:
    """Return what is left to do after the last step."""
    if all(step.action in _WITHOUT_PAGES for step in plan.steps):
        claims = claims_about_output(plan, inputs, progress.look)
        return _finish(plan, progress, f"Followed all {len(plan.steps)} steps.", claims)
    page = progress.here
    if page is None or _has_to_look_again(progress):
        return moves.look()
    if reopening := opened_anew(plan, inputs, progress, page):
        return reopening
    claims = claims_about_page(plan, inputs, page, progress.look)
    problems = objections(plan, inputs, page)
    if problems and not progress.made("browser_wait_for"):
        return moves.wait_a_second()
    followed, shows = f"all {len(plan.steps)} steps", wording.what_shows(page)
    if problems:
        return give_up(f"{followed.capitalize()} were followed, but {problems[0]}. {shows}", claims)
    return _finish(plan, progress, f"Followed {followed}. {shows}", claims)


def _has_to_look_again(progress: Progress) -> bool:
    """Whether the report was written, or one on the run refused, after the last look at the page."""
    told = (call.tool for call in reversed(progress.current) if call.tool in {"browser_snapshot", *_AFTER})
    return next(told, None) in _AFTER


def _finish(plan: ComputerUsePlan, progress: Progress, summary: str, claims: list[Claim]) -> Do:
    written = progress.made("Write")
    if not written:
        return moves.write_report(plan, summary)
    if written[-1].failed and len(written) < _TRIES:
        # The report of an earlier run may be there: what is there has to be read before it is replaced.
        return moves.write_report(plan, summary) if progress.made("Read") else moves.read_report()
    return moves.report_run(succeeded=True, summary=summary, claims=claims)
