"""What a pointer that is not shown is on, followed from change to change."""

from collections.abc import Sequence

from worker.analysis.clues.lighting import Lit, lit_up
from worker.analysis.clues.noticing import noticed
from worker.analysis.fields import Control
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene


class Whereabouts:
    """Knows what looks as if the pointer was on it."""

    def __init__(self, reader: Reader) -> None:
        """Know nothing yet."""
        self._reader = reader
        self._lit: Lit | None = None
        self._since: Picture | None = None  #: the screen after the last thing that was done
        self._latest: Picture | None = None  #: the screen after the last change, whatever it was

    @property
    def control(self) -> Control | None:
        """What the pointer is on, as far as that shows."""
        return self._lit.control if self._lit is not None else None

    def look(self, scene: Scene, known: Sequence[Box]) -> None:
        """Take in where the pointer went since the last change; `known` is where it was then."""
        if self._lit is not None and not self._lit.is_still(scene.clear.pixels):
            self._lit = None
        formers = {picture.t: picture for picture in (self._latest, self._since) if picture is not None}
        found = (self._came(former, scene, known) for former in formers.values())
        self._lit = next(filter(None, found), self._lit)

    def _came(self, former: Picture, scene: Scene, known: Sequence[Box]) -> Lit | None:
        if former.t >= scene.clear.t:
            return None
        return noticed(self._reader, former, scene.clear, scene.scale, known)

    def keep(self, scene: Scene, *, acted: bool) -> None:
        """Take in how the screen looks after a change, which somebody caused or not."""
        self._latest = scene.after
        if acted or self._since is None or scene.is_large:
            self._since = scene.after

    def came_to(self, scene: Scene) -> bool:
        """Whether a change is but that the pointer came to something."""
        lit = lit_up(self._reader, scene)
        self._lit = lit or self._lit
        return lit is not None

    def point_to(self, control: Control, picture: Picture) -> None:
        """The pointer is on a control that reacts to it."""
        self._lit = Lit.on(picture.pixels, control)

    def took_away(self, scene: Scene) -> Control | None:
        """What the pointer was on, if it went with a change, as an entry does with its menu."""
        if self._lit is None or self._lit.is_still(scene.after.pixels):
            return None
        box = self._lit.control.box.grown(4)
        return None if any(box.encloses(b) for b in scene.boxes) else self._lit.control

    def forget(self) -> None:
        """Something was done: what shows now may be due to that."""
        self._lit = None
