"""What hangs open from something that was clicked, and which of its entries was picked."""

from worker.analysis.acts.aftermath import Aftermath
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.tracing import Tracing
from worker.analysis.clues.choice import Hanging, hanging_in
from worker.analysis.clues.hanging import hung_from
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control
from worker.analysis.lists import opened_list
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held


class Unfolding:
    """Keeps in mind what unfolded last."""

    def __init__(
        self, reader: Reader, journal: Journal, attention: Attention, aftermath: Aftermath, tracing: Tracing
    ) -> None:
        self._reader, self._journal, self._attention = reader, journal, attention
        self._aftermath, self._tracing = aftermath, tracing
        self._holder: Control | None = None
        self._hanging: Hanging | None = None

    def opener(self, scene: Scene) -> Control | None:
        """What was clicked, as something hangs from it now, or unfolded under it."""
        if self._aftermath.holds(scene):
            return None
        self._holder = hung_from(self._reader, scene)
        control = self._holder or self._tracing.mover(scene)
        return None if control is None or self._is_in_use(control) else control

    def keep(self, scene: Scene, opener: Control) -> None:
        """Take in what hangs from what was clicked: the list of a field, or a menu."""
        if self._holder is not None and held(self._reader, scene.before, scene.track, opener):
            self._attention.opened = opened_list(self._reader, scene, opener, scene.before)
        if self._attention.opened is None:
            self._hanging = hanging_in(self._reader, scene, opener)

    def _is_in_use(self, control: Control) -> bool:
        """Whether somebody is at a field: what it suggests opens by itself, but not once it was chosen."""
        last = self._journal.last
        return self._attention.is_on(control) and (last is None or last.kind is not EventKind.SELECT)

    def picked(self, scene: Scene) -> Control | None:
        """The entry of what hung open and is gone, if the page says which one it was."""
        hanging = self._hanging
        if hanging is None or self._aftermath.holds(scene) or not hanging.is_gone(self._reader, scene):
            return None
        self._hanging = None
        return hanging.picked(self._reader, scene)
