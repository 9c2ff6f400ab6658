"""Runs of scrolling: content that moved up or down, step by step."""

from collections.abc import Sequence

from worker.analysis.deltas import Delta
from worker.analysis.geometry import union
from worker.analysis.settling.change import Change, ChangeKind, gathered

#: One difference alone is, as a rule, no scrolling, nor are two that go up and down.
FEWEST = 2
#: Longest pause between two steps of one scroll.
SCROLLING = 1.0
#: A first step that leaves more unexplained is one of a scroll when the next follows so soon, in seconds.
AT_ONCE = 0.4
#: Up and down in turn, or but one step, is a scroll when moving the content leaves little unexplained.
SWAYING, ALONE = 0.5, 0.1


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
    if rest[0].misfit > ALONE and not any(d.before - rest[0].t <= AT_ONCE for d in moved[1:]):
        return None
    surest = min(moved, key=lambda d: d.misfit)
    if surest.misfit > _most_misfit(moved):
        return None
    change = gathered(ChangeKind.SCROLL, run[: last + 1], union(d.bounds for d in moved))
    return change._replace(scrolled=surest.scrolled)


def _most_misfit(moved: Sequence[Delta]) -> float:
    """How much may be left unexplained: content that opens or slides in looks scrolled for a moment, too."""
    if len(moved) < FEWEST:
        return ALONE
    sways = len({d.scrolled > 0 for d in moved}) > 1
    if not sways:
        return 1.0
    return SWAYING if len(moved) > FEWEST else 0.0
