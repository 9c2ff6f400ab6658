"""Typing: what a field holds after letters appeared in it, and how somebody had got into that field."""

from worker.analysis.acts.arriving import Arriving
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import is_gone, outlines
from worker.analysis.browser import Browser
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control, ControlKind
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import Written, held, is_covered, written


class Writing:
    """Notes what is typed."""

    def __init__(
        self, reader: Reader, browser: Browser, hiding: Hiding, journal: Journal, attention: Attention
    ) -> None:
        self._reader, self._browser, self._hiding = reader, browser, hiding
        self._journal, self._attention = journal, attention
        self._arriving = Arriving(journal, attention)
        self._unsure: tuple[Event, Control, Box] | None = None  #: typed where the pointer stood

    def took(self, scene: Scene) -> bool:
        """Take in a change if it is text appearing in a field."""
        text = None if self._is_elsewhere(scene) else self._new_text(scene)
        if text is None:
            return False
        found = self._written(scene, text)
        if found is None or not (found.text or found.secret) or self._held_already(scene, found, text):
            return False
        if self._is_on_pressed(found.text, text):
            return False
        if found.secret:
            self._hiding.add(scene, found.control, text)
        self._note(scene, found)
        if not found.secret and is_covered(scene.after, scene.track, found.control):
            self._unsure = (self._journal.events[-1], found.control, text)
        return True

    def _is_elsewhere(self, scene: Scene) -> bool:
        """Whether another page shows, or so much changed that nothing tells of the field."""
        if self._browser.just_went or not scene.is_large:
            return self._browser.just_went
        return not outlines(scene, self._attention.focus)

    def _written(self, scene: Scene, text: Box) -> Written | None:
        """What a field holds now; a secret that is shown in the clear stays one."""
        found = written(self._reader, scene, self._attention.focus, text, self._clicked_here(scene))
        if found is None or not self._hiding.holds(found.control.box):
            return found
        # What turns a known secret's dots into letters at one stroke is an eye, and nobody's typing.
        typed = scene.change.kind is ChangeKind.WRITING
        return Written(found.control, None, secret=True) if typed else None

    def _clicked_here(self, scene: Scene) -> str | None:
        """What the pointer clicked where it still is; empty for what has no name."""
        last = self._journal.last
        if last is None or last.kind is not EventKind.CLICK or self._journal.pointed_elsewhere(scene):
            return None
        return last.label or ""

    def _held_already(self, scene: Scene, found: Written, text: Box) -> bool:
        """Whether the field only looks different, as when it gets the focus or its text is marked."""
        if found.secret:
            return False
        return held(self._reader, scene.before, scene.track, found.control, text) == found.text

    def _is_on_pressed(self, said: str | None, text: Box) -> bool:
        """Whether what was clicked shows what it is called anew: it looks pressed, or busy."""
        pressed = self._attention.pressed
        if pressed is None or not pressed.label or not said or not pressed.box.overlap(text):
            return False
        return said.casefold() in pressed.label.casefold()

    def read_again(self, scene: Scene) -> None:
        """Read what the pointer had covered, once it is out of the way and before anything else changes."""
        if self._unsure is None:
            return
        event, control, line = self._unsure
        if not is_covered(scene.before, scene.track, control):
            event.text = held(self._reader, scene.before, scene.track, control, line) or event.text
            self._unsure = None
        elif scene.is_large or is_gone(scene, control):
            self._unsure = None

    def _note(self, scene: Scene, found: Written) -> None:
        last = self._journal.last
        if last is not None and last.kind is EventKind.TYPE and self._is_focus(found.control):
            last.text, last.secret = (None, True) if found.secret or last.secret else (found.text, False)
            self._journal.extend(last, scene)
            return
        found = found._replace(control=self._named(found.control))
        if not self._is_focus(found.control):
            self._arriving.came_to(scene, found.control)
        self._attention.focus, self._attention.reaction = found.control, None
        self._journal.add(scene, EventKind.TYPE, control=found.control, text=found.text, secret=found.secret)

    def _named(self, control: Control) -> Control:
        """A field without a name is called as what was just clicked there, and turned into it."""
        last = self._journal.last
        if control.label is not None or last is None or last.kind is not EventKind.CLICK or last.xy is None:
            return control
        is_here = control.box.contains(Point(*last.xy), slack=4)
        return control._replace(label=last.label) if is_here else control

    def _is_focus(self, control: Control) -> bool:
        focus = self._attention.focus
        return focus is not None and bool(focus.box.overlap(control.box))

    def _new_text(self, scene: Scene) -> Box | None:
        """Where text was written: a run of letters, or something new inside the field that has the focus."""
        if scene.change.kind is ChangeKind.WRITING:
            return scene.change.bounds
        focus = self._attention.focus
        if focus is None or focus.kind is not ControlKind.FIELD or self._journal.pointed_elsewhere(scene):
            return None
        if is_gone(scene, focus):
            return None
        inner = (b for b in scene.boxes if focus.box.grown(-2).encloses(b))
        return next((b for b in inner if b.height <= 0.9 * focus.box.height), None)
