"""Steps nobody saw: the page was another one, and nothing that was seen had led there."""

from models.plan import LONGEST_LINE, LONGEST_URL, Action, Basis, Step
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.moves import Move
from worker.analysis.web_address import host_of, is_elsewhere, openable
from worker.analysis.wording import clip

_CONFIDENCE = 0.6
_STAYS = frozenset({EventKind.TYPE, EventKind.SELECT, EventKind.SCROLL})
_ARRIVES = frozenset({EventKind.NAVIGATE, EventKind.NEW_TAB, EventKind.SWITCH_TAB})


def bridge(former: Move, later: Move) -> Step | None:
    """Return the step that must have come between two moves, if one is missing."""
    here, there = former.event, later.event
    if there.kind in _ARRIVES or not _stays(here) or not is_elsewhere(here.url, there.url):
        return None
    if here.kind is EventKind.TYPE and host_of(here.url) == host_of(there.url):
        return _inferred(later, Action.PRESS, "Press Enter", value="Enter")
    url = openable(there.url or "")
    if url is None or len(url) > LONGEST_URL:
        return None
    return _inferred(later, Action.NAVIGATE, f"Open {url}", url=url)


def _stays(event: Event) -> bool:
    """Whether what was done brings up no other page than the one the event already tells."""
    ticked = event.kind is EventKind.CLICK and event.text is not None
    return ticked or event.kind in _STAYS or event.kind is EventKind.NAVIGATE


def _inferred(
    later: Move, action: Action, instruction: str, *, url: str | None = None, value: str | None = None
) -> Step:
    return Step(
        number=1,
        instruction=clip(instruction, LONGEST_LINE),
        action=action,
        url=url,
        value=value,
        basis=Basis.INFERRED,
        confidence=_CONFIDENCE,
        timestamp=max(0.0, later.event.t_start),
        events=[later.indices[0]],
    )
