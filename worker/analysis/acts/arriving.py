"""How somebody had got into the field in which something is seen to be done."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control
from worker.analysis.scene import Scene

#: Seconds a hand needs from the click into a field to the first letter, when nothing else shows it.
LEAD = 0.25
#: A pointer that came to a field came to click it, and does so about so many seconds after it came.
AIMED = 0.3
#: What shows that a field was entered lies so close around it, in pixels of a 1080p screen.
AROUND = 12


class Arriving:
    """Notes the click or key that led into a field, which the screen did not show by itself."""

    def __init__(self, journal: Journal, attention: Attention) -> None:
        self._journal, self._attention = journal, attention

    def came_to(self, scene: Scene, control: Control) -> None:
        """Nobody types into a field without getting there: by a click if the pointer is on it, or Tab."""
        if scene.point is not None and control.box.contains(scene.point, slack=4):
            if self._journal.pointed_elsewhere(scene):
                self._journal.add(
                    scene, EventKind.CLICK, control=control, started=self._reacted(scene, control)
                )
        elif self._left_another():
            self._journal.add(scene, EventKind.KEY, text="Tab", started=self._tabbed(scene, control))

    def _reacted(self, scene: Scene, control: Control) -> float:
        """When the field was clicked: as it showed, if it did, and not before the pointer was there."""
        rested = scene.track.resting_since(scene.change.before) if scene.point is not None else 0.0
        shown = self._shown(scene, control)
        return shown if shown is not None and shown >= rested else clicked_at(scene)

    def _tabbed(self, scene: Scene, control: Control) -> float:
        """When the field was reached by a key: as it showed, else in the middle between the two texts."""
        last, start = self._journal.last, scene.change.start
        left = last.t_end if last is not None else start
        shown = self._shown(scene, control)
        return shown if shown is not None and shown >= left else (left + start) / 2

    def _shown(self, scene: Scene, control: Control) -> float | None:
        """When something around the field changed that nothing else accounts for."""
        reaction = self._attention.reaction
        near = control.box.grown(int(AROUND * scene.scale))
        if reaction is None or not any(near.encloses(box) for box in reaction.boxes):
            return None
        return reaction.change.start

    def _left_another(self) -> bool:
        """Whether somebody had just typed into another field of this page, or chosen there."""
        last = self._journal.last
        is_in_use = last is not None and last.kind in (EventKind.TYPE, EventKind.SELECT)
        return self._attention.focus is not None and is_in_use


def clicked_at(scene: Scene) -> float:
    """When somebody clicked of whom only what was done there next is seen."""
    rested = scene.track.resting_since(scene.change.before)
    return max(rested, min(rested + AIMED, scene.change.start - LEAD))
