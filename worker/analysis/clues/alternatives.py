"""One of several things side by side that is chosen instead of another: tabs, segments, entries of a menu."""

from worker.analysis.clues.exchanging import took_over
from worker.analysis.clues.paint import SHADE, distance, ground_of, paper_of
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: A line under a tab is at most so thick, at least so long, and the tab's name so far above it at most.
THICKEST, SHORTEST, ABOVE = 7, 20, 40


def chosen(reader: Reader, scene: Scene) -> Control | None:
    """What took over the looks of another one beside it; None when nothing did, or more than one."""
    page = Page(reader, scene.clear.pixels, scene.scale)
    phrase = took_over(page, scene) or _underlined(page, scene)
    return None if phrase is None else Control(ControlKind.BUTTON, phrase.box, phrase.text)


def _underlined(page: Page, scene: Scene) -> Phrase | None:
    """The phrase that got the line under it which another one lost."""
    thin = [
        b for b in scene.boxes if b.height <= THICKEST * scene.scale and b.width >= SHORTEST * scene.scale
    ]
    gained = [b for b in thin if _is_line(scene, b)]
    if len(gained) != 1 or not any(b.same_row(gained[0]) for b in thin if b not in gained):
        return None
    line = gained[0]
    over = page.phrases(Box(line.x, line.y - int(ABOVE * scene.scale), line.width, int(ABOVE * scene.scale)))
    return max(over, key=lambda p: p.box.bottom, default=None)


def _is_line(scene: Scene, box: Box) -> bool:
    """Whether a line is there now, and was not before."""
    former, now = (_contrast(picture.pixels, box) for picture in (scene.before, scene.after))
    return now > former + SHADE


def _contrast(picture: Pixels, box: Box) -> float:
    return distance(paper_of(picture, box), ground_of(picture, box))
