"""What hangs open, and what was picked from it, told by what the page says since it closed."""

from typing import NamedTuple

from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Of the entries of what hung open, no more than this share is still there once it closed.
LEFT = 0.34
#: Fewer entries are no list.
FEWEST = 2


class Hanging(NamedTuple):
    """Something that hangs open."""

    area: Box  #: it and what it was opened at
    entries: tuple[Phrase, ...]

    def is_gone(self, reader: Reader, scene: Scene) -> bool:
        """Whether all its entries, but for one that was picked, went with a change."""
        now = _words(reader, scene.after.pixels, scene.scale, self.area)
        left = sum(entry.text in now for entry in self.entries)
        return left <= LEFT * len(self.entries)

    def picked(self, reader: Reader, scene: Scene) -> Control | None:
        """The entry whose words the page still says, or a day that is part of what it says now."""
        former = _words(reader, scene.before.pixels, scene.scale, self.area)
        now = _words(reader, scene.after.pixels, scene.scale, self.area)
        new = {word for text in now - former for word in text.split()}
        found = [e for e in self.entries if e.text in now or (e.text.isdigit() and e.text in new)]
        if len(found) != 1:
            return None
        return Control(ControlKind.TEXT, found[0].box, found[0].text)


def hanging_in(reader: Reader, scene: Scene, control: Control) -> Hanging | None:
    """What came to hang at a control; None when it has not got several entries."""
    area = union((control.box, scene.boxes[0]))
    former = _words(reader, scene.before.pixels, scene.scale, area)
    phrases = Page(reader, scene.after.pixels, scene.scale).phrases(area)
    entries = tuple(phrase for phrase in phrases if phrase.text not in former)
    return Hanging(area, entries) if len(entries) >= FEWEST else None


def _words(reader: Reader, picture: Pixels, scale: float, area: Box) -> set[str]:
    return {phrase.text for phrase in Page(reader, picture, scale).phrases(area)}
