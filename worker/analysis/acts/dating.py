"""Dates typed part by part: each is marked while it is typed, so that letters never just follow letters."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.writing import Writing
from worker.analysis.controls.dates import has_parts
from worker.analysis.fields import Control
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.names import names_a_secret
from worker.analysis.typed import EDGE, Written, held

#: A part that is marked reaches so far over the edge of a low field, in pixels.
OVER = 2


class Dating:
    """Notes what is typed into a field that is divided into parts, as a browser's own for dates are."""

    def __init__(
        self, reader: Reader, hiding: Hiding, journal: Journal, attention: Attention, *, writing: Writing
    ) -> None:
        self._reader, self._hiding, self._journal = reader, hiding, journal
        self._attention, self._writing = attention, writing
        self._entered: tuple[Control, bool] | None = None  #: the field entered last, and whether it has parts

    def took(self, scene: Scene) -> bool:
        """Take in a change if the field with the keyboard has parts, and shows other digits afterwards."""
        field = self._attention.focus
        if field is None or self._journal.pointed_elsewhere(scene) or not _is_all_in(scene, field):
            return False
        return self.filled(scene, field)

    def filled(self, scene: Scene, field: Control) -> bool:
        """Note what a field of parts holds, if a change filled any of them in."""
        if self._is_hidden(field) or not self._has_parts(scene, field):
            return False
        now = held(self._reader, scene.after, scene.track, field)
        if _digits(now) in ("", _digits(held(self._reader, scene.before, scene.track, field))):
            return False
        self._writing.note(scene, Written(field, now, secret=False))
        # What changes in its place may look as if it blinked.
        self._writing.doubt(field, field.box.grown(-EDGE))
        return True

    def _is_hidden(self, field: Control) -> bool:
        """Whether it holds a secret: codes are divided into parts too."""
        return names_a_secret(field.label) or self._hiding.holds(field.box)

    def _has_parts(self, scene: Scene, field: Control) -> bool:
        """Whether a field showed a date when it was entered, or how one is written."""
        if self._entered is None or self._entered[0] is not field:
            shown = (held(self._reader, view, scene.track, field) for view in (scene.before, scene.after))
            self._entered = field, any(map(has_parts, shown))
        return self._entered[1]


def _is_all_in(scene: Scene, field: Control) -> bool:
    place = field.box.grown(OVER)
    return bool(scene.boxes) and all(place.encloses(box) for box in scene.boxes)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
