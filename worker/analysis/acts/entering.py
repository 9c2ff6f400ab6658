"""Fields that an unseen pointer enters: an outline tells, of one it only comes to or of one it is in."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import newly_focused, rings_of
from worker.analysis.clues.entering import came_around, turned_into_field, underlined
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: A change of more than this share of the screen is another view that has a field there.
ANOTHER_VIEW = 0.01
#: An outline reaches no further around its field than this, in pixels of a 1080p screen.
AROUND = 12


class Entering:
    """Tells which field a change shows to be entered."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention) -> None:
        self._reader, self._journal, self._attention = reader, journal, attention
        self._outlined: Box | None = None  #: the field that was seen to be outlined

    def entered(self, scene: Scene) -> Control | None:
        """The field that got the focus, or but shows that the pointer came to it: see `is_passed`."""
        return (
            newly_focused(self._reader, scene, self._attention.focus)
            or underlined(self._reader, scene)
            or self._edited(scene)
        )

    def is_passed(self, scene: Scene) -> bool:
        """Whether the field that was outlined still is: an outline elsewhere shows where the pointer is."""
        focus = self._attention.focus
        if focus is None or self._outlined is None or not self._outlined.overlap(focus.box):
            return False
        around = focus.box.grown(int(AROUND * scene.scale))
        return not any(around.overlap(box) for box in scene.boxes)

    def outline(self, field: Control) -> None:
        """A field is outlined now."""
        self._outlined = field.box

    def is_confirmed(self, scene: Scene) -> bool:
        """Whether a field that was clicked last only now is entered: before, the pointer had come to it."""
        last, focus = self._journal.last, self._attention.focus
        if last is None or focus is None or last.kind is not EventKind.CLICK or last.bbox is None:
            return False
        if Box(*last.bbox) != focus.box or newly_focused(self._reader, scene, focus) is not None:
            return False
        return any(ring.overlap(focus.box) for ring in rings_of(scene))

    def _edited(self, scene: Scene) -> Control | None:
        """The field that came in place of a text, while the rest of the page stayed or made room."""
        if scene.is_large:
            return None
        edit = turned_into_field if scene.share < ANOTHER_VIEW else came_around
        return edit(self._reader, scene)
