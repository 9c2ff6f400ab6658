"""A button that says something else once it is pressed: Show becomes Hide, Follow becomes Following."""

from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: What a button says is at most so many words.
WORDS = 3
#: Its text is at least and at most so high, in pixels of a 1080p screen.
LOWEST, TALLEST = 8, 32


def renamed(reader: Reader, scene: Scene) -> Control | None:
    """The button whose words changed, by its former ones; None when none did, or more than one."""
    former, now = (Sight(reader, view.pixels, scene.scale) for view in (scene.before, scene.after))
    page = Page(reader, scene.before.pixels, scene.scale)
    found = list[Control]()
    for box in scene.boxes:
        if LOWEST * scene.scale <= box.height <= TALLEST * scene.scale:
            old, new = _said(former, box), _said(now, box)
            if old is not None and new is not None and old.text != new.text:
                control = page.control_at(old.box.center)
                found += [control] if control is not None and control.kind is ControlKind.BUTTON else []
    return found[0] if len(found) == 1 else None


def _said(sight: Sight, box: Box) -> Phrase | None:
    """The few words, if it is nothing else, that a part of the screen shows."""
    phrases = [p for p in sight.phrases(box.grown(4)) if p.box.overlap(box)]
    if len(phrases) != 1 or len(phrases[0].text.split()) > WORDS:
        return None
    letters = phrases[0].text.replace(" ", "")
    return phrases[0] if len(letters) > 1 and letters.isalpha() else None
