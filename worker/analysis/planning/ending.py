"""How to tell that it worked, as far as the evidence alone knows: the page on which the recording ended."""

from collections.abc import Sequence

from models.plan import LONGEST_LINE, Action, Step
from worker.analysis.evidence import Evidence
from worker.analysis.web_address import any_number, openable, page_of
from worker.analysis.wording import clip

#: After these another page may have come up, which an event's own address does not say.
_LEADS_AWAY = frozenset({Action.CLICK, Action.PRESS, Action.SHELL, Action.OTHER})


def success_criteria(evidence: Evidence, steps: Sequence[Step]) -> list[str]:
    """Return one criterion: the last page, or that nothing went wrong."""
    shown = _last_page(evidence, steps)
    if shown:
        return [clip(f"{any_number(page_of(shown))} is shown without an error message.", LONGEST_LINE)]
    return ["There is no error message after the last step."]


def _last_page(evidence: Evidence, steps: Sequence[Step]) -> str | None:
    seen = next((openable(frame.url) for frame in reversed(evidence.frames) if frame.url), None)
    if seen or steps[-1].action in _LEADS_AWAY:
        return seen
    return next((openable(event.url) for event in reversed(evidence.events) if event.url), None)
