"""Runs of scrolling: content that moved up or down, step by step."""

from collections.abc import Sequence

from worker.analysis.deltas import Delta
from worker.analysis.geometry import union
from worker.analysis.settling.change import Change, ChangeKind, gathered

#: One difference alone is, as a rule, no scrolling.
FEWEST = 2
#: Longest pause between two steps of one scroll.
SCROLLING = 1.0
#: Up and down in turn, or but one step, is a scroll when moving the content leaves little unexplained.
SWAYING, SURELY_SCROLLED = 0.5, 0.3


def scrolled(rest: Sequence[Delta]) -> Change | None:
    """The run of differences from the first on in which content was scrolled, if it was."""
    if not rest[0].scrolled:
        return None
    run = [rest[0]]
    last = 0
    for delta in rest[1:]:
        if delta.before - run[last].t > SCROLLING:
            break
        run.append(delta)
        last = len(run) - 1 if delta.scrolled else last
    moved = [d for d in run[: last + 1] if d.scrolled]
    surest = min(moved, key=lambda d: d.misfit)
    sways = len({d.scrolled > 0 for d in moved}) > 1
    if surest.misfit > (SURELY_SCROLLED if len(moved) < FEWEST else SWAYING if sways else 1.0):
        return None
    change = gathered(ChangeKind.SCROLL, run[: last + 1], union(d.bounds for d in moved))
    return change._replace(scrolled=surest.scrolled)
