"""Typing: what a field holds after letters appeared in it, and how somebody had got into that field."""

from worker.analysis.acts.arriving import Arriving
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import is_gone, outlines
from worker.analysis.acts.rereading import Rereading
from worker.analysis.adding import Passage
from worker.analysis.browser import Browser
from worker.analysis.clues.floating import floated_name
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import Written, held, is_covered, is_surely_typed, written

#: The lowest of what is written, a password's dots, is at least so high, in pixels of a 1080p screen.
LOWEST = 4


class Writing:
    """Notes what is typed."""

    def __init__(
        self, reader: Reader, browser: Browser, hiding: Hiding, journal: Journal, attention: Attention
    ) -> None:
        self._reader, self._browser, self._hiding = reader, browser, hiding
        self._journal, self._attention = journal, attention
        self._arriving = Arriving(journal, attention)
        self._passage = Passage(reader)
        self._rereading = Rereading(reader, self._passage)

    def took(self, scene: Scene) -> bool:
        """Take in a change if it is text appearing in a field."""
        text = None if self._is_elsewhere(scene) else self._new_text(scene)
        if text is None:
            return False
        text = self._passage.reaching(text, goes_on=self._goes_on_in(text))
        found = self._written(scene, text)
        if found is not None and not found.secret and self._entered(scene, found, text):
            return True
        if found is None or not (found.text or found.secret) or self._held_already(scene, found, text):
            return False
        if self._is_on_pressed(found.text, text):
            return False
        if found.secret:
            self._hiding.add(scene, found.control, text)
        self.note(scene, found)
        if not found.secret and is_covered(scene.after, scene.track, found.control, text):
            self.doubt(found.control, text)
        return True

    def note(self, scene: Scene, found: Written) -> None:
        """Write down what a field holds now, or that it goes on."""
        last = self._journal.last
        goes_on = last is not None and last.kind is EventKind.TYPE and self._attention.is_on(found.control)
        if not goes_on:
            entered = self._attention.before_focus if self._attention.is_on(found.control) else None
            self._passage.begin(scene.before, entered)
        said = self._passage.added(scene.after, scene.track, found.control, found.text)
        found = found._replace(text=said)
        if last is not None and goes_on:
            text = self._passage.going_on(found.control, last.text, found.text)
            last.text, last.secret = (None, True) if found.secret or last.secret else (text, False)
            self._journal.extend(last, scene)
            return
        found = found._replace(control=self._named(found.control))
        if not self._attention.is_on(found.control):
            self._arriving.came_to(scene, found.control)
        self._attention.focus, self._attention.reaction = found.control, None
        self._journal.add(scene, EventKind.TYPE, control=found.control, text=found.text, secret=found.secret)

    def doubt(self, control: Control, line: Box) -> None:
        """What was noted last has to be read again."""
        self._rereading.doubt(self._journal.events[-1], control, line)

    def _is_elsewhere(self, scene: Scene) -> bool:
        """Whether another page shows, or so much changed that nothing tells of the field."""
        if self._browser.just_went or not scene.is_large:
            return self._browser.just_went
        if self.is_written_into(scene):
            return False  # What else changes so much meanwhile moves by itself.
        return not outlines(scene, self._attention.focus)

    def is_written_into(self, scene: Scene) -> bool:
        """Whether letters appear one by one in the field with the keyboard, which stays where it is."""
        field = self._attention.focus
        if field is None or scene.change.kind is not ChangeKind.WRITING:
            return False
        return field.box.encloses(scene.change.bounds) and not is_gone(scene, field)

    def _written(self, scene: Scene, text: Box) -> Written | None:
        """What a field holds now; a secret that is shown in the clear stays one."""
        found = written(self._reader, scene, self._attention.focus, text, self._clicked_here(scene))
        if found is None or not self._hiding.holds(found.control.box):
            return found
        # What turns a known secret's dots into letters at one stroke is an eye, and nobody's typing.
        typed = scene.change.kind is ChangeKind.WRITING
        return Written(found.control, None, secret=True) if typed else None

    def _clicked_here(self, scene: Scene) -> str | None:
        """What the pointer clicked where it still is, be it unseen; empty for what has no name."""
        last = self._journal.last
        if self._journal.pointed_elsewhere(scene):
            return "" if is_surely_typed(scene) else None
        if last is None or last.kind is not EventKind.CLICK:
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

    def _entered(self, scene: Scene, found: Written, text: Box) -> bool:
        """Note that a field was entered if what stood in it has but moved up to its edge, being its name."""
        name = floated_name(self._reader, scene, found.control, text)
        if name is None or (found.text != name and self.is_written_into(scene)):
            return False
        field = found.control._replace(label=name)
        self._arriving.came_to(scene, field)
        self._attention.turn_to(field, scene.before)
        return True

    def believe(self) -> None:
        """What was written last was taken away, so it cannot be read again."""
        self._rereading.believe()

    def read_again(self, scene: Scene) -> None:
        """Read what is in doubt, before anything else changes."""
        self._rereading.look(scene)

    def _goes_on_in(self, text: Box) -> bool:
        """Whether what was done last is to type into the field that a text is in."""
        last, field = self._journal.last, self._attention.focus
        return (
            last is not None
            and last.kind is EventKind.TYPE
            and field is not None
            and field.box.encloses(text)
        )

    def _named(self, control: Control) -> Control:
        """A field without a name is called as what was just clicked there, and turned into it."""
        last = self._journal.last
        if control.label is not None or last is None or last.kind is not EventKind.CLICK or last.xy is None:
            return control
        is_here = control.box.contains(Point(*last.xy), slack=4)
        return control._replace(label=last.label) if is_here else control

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
        lowest, highest = LOWEST * scene.scale, 0.9 * focus.box.height
        return next((b for b in inner if lowest <= b.height <= highest), None)
