"""One of several things side by side that is chosen instead of another: tabs, segments, entries of a menu."""

from worker.analysis.clues.exchanging import took_over
from worker.analysis.clues.underlining import underlined
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene


def chosen(reader: Reader, scene: Scene) -> Control | None:
    """What took over the looks of another one beside it; None when nothing did, or more than one."""
    page = Page(reader, scene.clear.pixels, scene.scale)
    phrase = took_over(page, scene) or underlined(page, scene)
    return None if phrase is None else Control(ControlKind.BUTTON, phrase.box, phrase.text)
