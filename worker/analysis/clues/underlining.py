"""A line that comes under something: a tab is chosen, or the pointer came to it."""

from worker.analysis.clues.paint import SHADE, standing_out
from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Page
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: A line under a tab is at most so thick, at least so long, and the tab's name so far above it at most.
THICKEST, SHORTEST, ABOVE = 7, 20, 40
#: A line belongs to the words in the middle over it, which take this share of it; a field's line does not.
MIDDLE, TAKEN = 0.1, 0.4


def underlined(page: Page, scene: Scene) -> Phrase | None:
    """The phrase that got the line under it which another one lost."""
    gained, thin = _lines(scene)
    if len(gained) != 1 or not any(b.same_row(gained[0]) for b in thin if b not in gained):
        return None
    return _over(page, gained[0], scene.scale)


def alone_underlined(page: Page, scene: Scene) -> Phrase | None:
    """The phrase that got a line under it when nothing else changed: somebody points to it."""
    gained, _ = _lines(scene)
    if len(gained) != 1 or len(scene.boxes) != 1:
        return None
    line, phrase = gained[0], _over(page, gained[0], scene.scale)
    if phrase is None or phrase.box.width < TAKEN * line.width:
        return None
    return phrase if abs(phrase.box.center.x - line.center.x) <= MIDDLE * line.width else None


def _lines(scene: Scene) -> tuple[list[Box], list[Box]]:
    """The lines that came, and all that came or went."""
    thickest, shortest = THICKEST * scene.scale, SHORTEST * scene.scale
    thin = [b for b in scene.boxes if b.height <= thickest and b.width >= shortest]
    return [b for b in thin if _is_line(scene, b)], thin


def _over(page: Page, line: Box, scale: float) -> Phrase | None:
    above = int(ABOVE * scale)
    over = page.phrases(Box(line.x, line.y - above, line.width, above))
    return max(over, key=lambda p: p.box.bottom, default=None)


def _is_line(scene: Scene, box: Box) -> bool:
    """Whether a line is there now, and was not before."""
    former, now = (standing_out(picture.pixels, box) for picture in (scene.before, scene.after))
    return now > former + SHADE
