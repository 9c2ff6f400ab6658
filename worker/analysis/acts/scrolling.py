"""Scrolls: neighbouring ones in the same direction are one."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.evidence import Event, EventKind
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind

#: A scroll within this many seconds of the last one in the same direction goes on with it.
SAME_SCROLL = 2.5
#: No hand is at the wheel so soon after it was on the keys, in seconds.
HOMING = 0.3
#: What a click did goes on when nothing rested longer than this in between, and is over within so long.
AT_ONCE, SLIDES = 0.05, 0.5


class Scrolling:
    """Notes scrolls."""

    def __init__(self, journal: Journal, attention: Attention) -> None:
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change if content moved up or down."""
        if scene.change.kind is not ChangeKind.SCROLL:
            return False
        way = "down" if scene.change.scrolled > 0 else "up"
        last = self._journal.last
        if last is not None and _is_pushed(scene, last):
            return True
        same = last is not None and last.kind is EventKind.SCROLL and last.text == way
        if last is not None and same and scene.change.start - last.t_end <= SAME_SCROLL:
            self._journal.extend(last, scene)
        else:
            self._attention.focus = None
            self._journal.add(scene, EventKind.SCROLL, text=way)
        return True


def _is_pushed(scene: Scene, last: Event) -> bool:
    """Whether what was done last moved the content, as by a message that comes between."""
    if scene.track.moved(last.t_start, scene.change.before):
        return False  # The hand went to the mouse.
    if last.kind is EventKind.CLICK:
        is_short = scene.change.end - scene.change.start <= SLIDES
        return is_short and scene.change.before - last.t_end <= AT_ONCE
    is_by_key = last.kind in (EventKind.TYPE, EventKind.KEY)
    return is_by_key and scene.change.onset - last.t_end < HOMING
