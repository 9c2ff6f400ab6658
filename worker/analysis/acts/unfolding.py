"""What hangs open from something that was clicked, and which of its entries was picked."""

from worker.analysis.acts.aftermath import Aftermath
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.tracing import Tracing
from worker.analysis.browser import Browser
from worker.analysis.clues.choice import Hanging, hanging_in
from worker.analysis.clues.hanging import hung_from
from worker.analysis.fields import Control
from worker.analysis.lists import opened_list
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held


class Unfolding:
    """Keeps in mind what unfolded last."""

    def __init__(
        self, reader: Reader, browser: Browser, attention: Attention, aftermath: Aftermath, tracing: Tracing
    ) -> None:
        self._reader, self._browser, self._attention = reader, browser, attention
        self._aftermath, self._tracing = aftermath, tracing
        self._holder: Control | None = None
        self._hanging: Hanging | None = None

    def opener(self, scene: Scene) -> Control | None:
        """What was clicked, as something hangs from it now, or unfolded under it."""
        if self._aftermath.holds(scene) or self._browser.just_went:
            return None
        self._holder = hung_from(self._reader, scene)
        control = self._holder or self._tracing.mover(scene)
        return None if control is None or self._attention.is_on(control) else control

    def keep(self, scene: Scene, opener: Control) -> None:
        """Take in what hangs from what was clicked: the list of a field, or a menu."""
        if self._holder is not None and held(self._reader, scene.before, scene.track, opener):
            self._attention.opened = opened_list(self._reader, scene, opener, scene.before)
        if self._attention.opened is None:
            self._hanging = hanging_in(self._reader, scene, opener)

    def picked(self, scene: Scene) -> Control | None:
        """The entry of what hung open and is gone, if the page says which one it was."""
        hanging = self._hanging
        if hanging is None or self._aftermath.holds(scene) or not hanging.is_gone(self._reader, scene):
            return None
        self._hanging = None
        return hanging.picked(self._reader, scene)
