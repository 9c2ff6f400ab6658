"""A page may only repeat what was put into it: it is opened anew before anything is said of that."""

from models.plan import ComputerUsePlan
from playground.practice import moves
from playground.practice.inputs import Inputs
from playground.practice.progress import Progress
from playground.practice.snapshot import Page
from playground.practice.toolbox import Do

_FEWEST_TELLING = 2  #: letters of a text that is looked for in a criterion


def opened_anew(plan: ComputerUsePlan, inputs: Inputs, progress: Progress, page: Page) -> Do | None:
    """Return the call that opens `page` anew, once, if a criterion speaks of what was put in; else None."""
    criteria = [inputs.fill_in(criterion).casefold() for criterion in plan.success_criteria]
    telling = [text.casefold() for text in progress.put_in if len(text) >= _FEWEST_TELLING]
    concerned = any(text in criterion for text in telling for criterion in criteria)
    if not concerned or progress.made("browser_navigate"):
        return None
    # With its fragment it would only be gone to another place of the same page.
    return moves.open_page(page.url.partition("#")[0])
