"""What was read while the pointer stood on it, or in the midst of a change: it is read again."""

from worker.analysis.acts.pressing import is_gone
from worker.analysis.adding import Passage
from worker.analysis.evidence import Event
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.typed import held, is_covered, said_in


class Rereading:
    """Keeps in mind what has to be read again, until it can be."""

    def __init__(self, reader: Reader, passage: Passage) -> None:
        self._reader, self._passage = reader, passage
        self._doubtful: tuple[Event, Control, Box] | None = None

    def doubt(self, event: Event, control: Control, line: Box) -> None:
        """What an event says stands on a line of a control has to be read again."""
        self._doubtful = (event, control, line)

    def believe(self) -> None:
        """What was read stays: it is no longer there to be read again."""
        self._doubtful = None

    def look(self, scene: Scene) -> None:
        """Read it again once no pointer covers it, and before anything else changes."""
        if self._doubtful is None or self._doubtful[0].secret:
            return
        event, control, line = self._doubtful
        if not is_covered(scene.before, scene.track, control, line):
            text = self._read(scene.before, scene.track, control, line)
            added = self._passage.added(scene.before, scene.track, control, text)
            event.text = self._passage.going_on(control, event.text, added) or event.text
            self._doubtful = None
        elif scene.is_large or is_gone(scene, control):
            self._doubtful = None

    def _read(self, picture: Picture, track: PointerTrack, control: Control, line: Box) -> str:
        said = held(self._reader, picture, track, control, line)
        return said or said_in(self._reader, picture, track, control, line)
