"""Keys that leave a trace: Tab moves the focus, Enter sends what was typed, one goes back a page."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.browser import Browser
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control, Page, is_ring
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Largest and least size of a field's outline, in pixels of a 1080p screen.
TALLEST, NARROWEST = 260, 60
#: The field left and the field entered.
LEFT_AND_ENTERED = 2


class Pressing:
    """Notes keys."""

    def __init__(self, reader: Reader, browser: Browser, journal: Journal, attention: Attention) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change if a key explains it."""
        if self._browser.went_back:
            self._attention.focus = None
            self._journal.add(scene, EventKind.KEY, text="Alt+Left")
            return True
        last = self._journal.last
        if last is None or self._journal.pointed_elsewhere(scene):
            return False
        return self._tab(scene) or self._enter(scene, last)

    def _tab(self, scene: Scene) -> bool:
        focus = self._attention.focus
        field = newly_focused(self._reader, scene, focus) if focus is not None else None
        if field is None:
            return False
        self._journal.add(scene, EventKind.KEY, text="Tab")
        self._attention.turn_to(field, scene.before)
        return True

    def _enter(self, scene: Scene, last: Event) -> bool:
        if last.kind is not EventKind.TYPE or not (scene.is_large or self._browser.just_went):
            return False
        self._attention.focus = None
        self._journal.add(scene, EventKind.KEY, text="Enter")
        return True


def newly_focused(reader: Reader, scene: Scene, old: Control | None) -> Control | None:
    """The field whose outline appeared, perhaps while that of an old one went."""
    if scene.is_large:
        return None
    rings = rings_of(scene)
    new = [b for b in rings if old is None or not _is_same(b, old.box)]
    if not new or len(rings) > LEFT_AND_ENTERED:
        return None
    return Page(reader, scene.before.pixels, scene.scale).control_at(new[0].center, new[0])


def _is_same(ring: Box, field: Box) -> bool:
    return ring.encloses(field, slack=10) or field.encloses(ring, slack=10)


def rings_of(scene: Scene) -> list[Box]:
    """The outlines of fields that appeared or went."""
    tallest, narrowest = TALLEST * scene.scale, NARROWEST * scene.scale
    sized = [b for b in scene.boxes if b.height <= tallest and b.width >= narrowest]
    return [b for b in sized if is_ring(scene.before.pixels, scene.after.pixels, b)]
