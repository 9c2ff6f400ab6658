"""Typing into a field while much else changes, as the list does that it filters."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import is_gone
from worker.analysis.acts.writing import Writing
from worker.analysis.browser import Browser
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.names import names_a_secret
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import Written, held

#: More changes than these at once hide letters that appear among them.
BESIDES = 4
#: Nobody writes more letters a second.
FASTEST = 20


class Filtering:
    """Notes what is typed where its letters do not stand out."""

    def __init__(  # noqa: PLR0913 - what is known of screen, page and hands
        self,
        reader: Reader,
        browser: Browser,
        hiding: Hiding,
        journal: Journal,
        attention: Attention,
        *,
        writing: Writing,
    ) -> None:
        self._reader, self._browser, self._hiding = reader, browser, hiding
        self._journal, self._attention, self._writing = journal, attention, writing

    def took(self, scene: Scene) -> bool:
        """Take in a change if the field with the keyboard says more afterwards."""
        field = self._attention.focus
        is_hidden = scene.change.kind is not ChangeKind.WRITING and len(scene.boxes) > BESIDES
        if field is None or not is_hidden or self._attention.opened or not self._is_in_use(scene, field):
            return False
        if names_a_secret(field.label) or self._hiding.holds(field.box):
            return False
        before, after = (
            held(self._reader, view, scene.track, field).removeprefix(field.label or "").strip()
            for view in (scene.before, scene.after)
        )
        if after == before or not self._may_be_typed(scene, before, after):
            return False
        self._writing.note(scene, Written(field, after, secret=False))
        return True

    def _may_be_typed(self, scene: Scene, before: str, after: str) -> bool:
        """Whether a field says more than before, and no more than a hand writes in the time."""
        last = self._journal.last
        if last is None or not after or (last.kind is EventKind.TYPE and not after.startswith(before)):
            return False
        return len(after) - len(before) <= 1 + FASTEST * (scene.change.end - last.t_end)

    def _is_in_use(self, scene: Scene, field: Control) -> bool:
        """Whether the hands are on the keys of a field that stays where it is, with all that is above it."""
        last = self._journal.last
        if field.kind is not ControlKind.FIELD or last is None or self._journal.pointed_elsewhere(scene):
            return False
        if last.kind not in (EventKind.CLICK, EventKind.TYPE) or self._browser.just_went:
            return False
        box = field.box
        above = Box(box.x, max(0, box.y - 2 * box.height), box.width, 2 * box.height)
        alike = scene.looks_alike(above, scene.before.pixels, scene.after.pixels)
        return alike and not is_gone(scene, field)
