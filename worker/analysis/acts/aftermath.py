"""What may be but an effect of what was done before, and so is no sign of another click."""

from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import rings_of
from worker.analysis.browser import Browser
from worker.analysis.clues.loading import loading_since
from worker.analysis.evidence import Event, EventKind
from worker.analysis.scene import Scene

#: What changes this soon after an act is still its effect, in seconds.
EFFECT = 0.6
#: The same after a button of a form showed the focus and nothing else yet.
OF_BUTTON = 1.8
#: A page that the browser has been waiting for ever since comes so many seconds later at most.
OF_PAGE = 4.0


class Aftermath:
    """Knows for how long what was done last may still show effects."""

    def __init__(self, browser: Browser, journal: Journal) -> None:
        self._browser, self._journal = browser, journal
        self._pressed = -1.0  #: when a button was pressed without any effect so far

    def pressed(self, scene: Scene) -> None:
        """A button was pressed, and nothing but its focus shows in the scene."""
        self._pressed = scene.change.start

    def holds(self, scene: Scene) -> bool:
        """Whether a change may be but an effect of what was done before, or is the browser's own."""
        last = self._journal.last
        if last is None or rings_of(scene) == scene.boxes:
            return True
        is_slow = last.t_start <= self._pressed
        since = scene.change.onset - last.t_end
        return since < (OF_BUTTON if is_slow else EFFECT) or self._is_loading(scene, last, since)

    def _is_loading(self, scene: Scene, last: Event, seconds: float) -> bool:
        """Whether the browser has been waiting for a page since what was clicked last."""
        if last.kind is not EventKind.CLICK or seconds > OF_PAGE:
            return False
        began = loading_since(scene, self._browser.rows(scene.clear.pixels))
        return began is not None and began <= last.t_end + EFFECT
