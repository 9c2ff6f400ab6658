"""Where no pointer shows it: which control a larger change goes back to."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import rings_of
from worker.analysis.browser import Browser
from worker.analysis.clues.buttons import leaving, replaced, sending, shows, way_back
from worker.analysis.clues.leading import leading
from worker.analysis.clues.unfolding import unfolder
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held


class Tracing:
    """Traces a change back to what was pressed."""

    def __init__(self, reader: Reader, browser: Browser, journal: Journal, attention: Attention) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention
        self._former: tuple[Event | None, Scene] | None = None  #: the last click and what it did

    def cause(self, scene: Scene) -> Control | None:
        """What most likely led to something else on the screen."""
        url = self._browser.url if self._browser.just_went else None
        back = way_back(self._reader, scene) if self._is_taken_back(scene) else None
        return back or self._sent(scene) or leading(self._reader, scene, url) or leaving(self._reader, scene)

    def clicked(self, scene: Scene) -> None:
        """Take in what the click that was noted last did."""
        self._former = (self._journal.last, scene)

    def mover(self, scene: Scene) -> Control | None:
        """What others on the page went up or down for: a button that says another thing, or what unfolded."""
        another = replaced(self._reader, scene) if not scene.is_large else None
        return another or (unfolder(self._reader, scene) if not rings_of(scene) else None)

    def _is_taken_back(self, scene: Scene) -> bool:
        """Whether all is as before the last click, and nothing was done in between."""
        if self._former is None or self._former[0] is not self._journal.last:
            return False
        return all(scene.is_back(box, self._former[1].before.pixels) for box in scene.boxes)

    def _sent(self, scene: Scene) -> Control | None:
        """The button under the field just written into, when what it held went to another place."""
        field, last = self._attention.focus, self._journal.last
        if field is None or last is None or last.kind is not EventKind.TYPE or not last.text:
            return None
        stays = held(self._reader, scene.after, scene.track, field)
        if stays or scene.is_large or not shows(self._reader, scene, last.text):
            return None
        return sending(self._reader, scene, field)
