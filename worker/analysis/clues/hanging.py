"""What something was opened at: a menu hangs from its button, a calendar from its field."""

from collections.abc import Iterator

from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: Largest share of the screen that hangs from a control, and its least width and height.
LARGEST, NARROWEST, LOWEST = 0.25, 40, 36
#: How far from its control it hangs, how far their edges are from one line, and their middles.
APART, ASIDE, OFF = 24, 24, 12
#: So far from the edges of what hangs its control is looked for.
STEPS = (12, 26)


def hung_from(reader: Reader, scene: Scene) -> Control | None:
    """The control that something came to hang from, or to stand on."""
    page = Page(reader, scene.before.pixels, scene.scale)
    if not _is_new(page, scene):
        return None
    new, after = scene.boxes[0], Page(reader, scene.after.pixels, scene.scale)
    found = [
        control
        for control in _controls_along(page, scene, new)
        if _hangs(new, control.box, scene.scale)
        and _is_all(scene, new, control.box)
        and _is_there(page, after, control)
    ]
    outlined = [control for control in found if new.encloses(control.box)]  # Its name may stand above it.
    return min(outlined or found, key=lambda c: abs(c.box.bottom - new.y), default=None)


def _is_new(page: Page, scene: Scene) -> bool:
    """Whether what changed most may hang from something: it is no page, and was not there as a field is."""
    if not scene.boxes or scene.share > LARGEST:
        return False
    new = scene.boxes[0]
    former = page.rectangle_at(new.center)
    sized = new.width >= NARROWEST * scene.scale and new.height >= LOWEST * scene.scale
    is_same = former is not None and former.grown(int(APART * scene.scale)).encloses(new)
    return sized and not (is_same and former is not None and former.area < 2 * new.area)


def _controls_along(page: Page, scene: Scene, new: Box) -> Iterator[Control]:
    """The controls at the upper and the lower edge of what is new."""
    width, height = scene.before.pixels.shape[1::-1]
    steps = [int(step * scene.scale) for step in STEPS]
    rows = [edge + way * step for edge in (new.y, new.bottom) for way in (-1, 1) for step in steps]
    aside = min(steps[0], new.width // 3)
    for y in (y for y in rows if 0 <= y < height):
        for x in (new.x + aside, new.center.x, min(new.right, width) - aside):
            control = page.control_at(Point(max(0, x), y))
            if control is not None and control.label:
                yield control


def _is_all(scene: Scene, new: Box, control: Box) -> bool:
    """Whether nothing but what hangs there changed, and its control."""
    slack = int(APART * scene.scale)
    return all(new.encloses(b, slack) or control.encloses(b, slack) for b in scene.boxes)


def _is_there(before: Page, after: Page, control: Control) -> bool:
    """Whether a control still shows its name, or what it holds, and so is not covered."""
    now = after.control_at(control.box.center)
    if now is not None and now.label == control.label:
        return True
    former, said = ([phrase.text for phrase in page.phrases(control.box)] for page in (before, after))
    return control.kind is ControlKind.FIELD and former == said != []


def _hangs(new: Box, control: Box, scale: float) -> bool:
    """Whether what is new, as far as the control is not part of it, hangs from it or stands on it."""
    under = new.bottom - max(new.y, control.bottom), max(new.y, control.bottom) - control.bottom
    over = min(new.bottom, control.y) - new.y, control.y - min(new.bottom, control.y)
    height, gap = max(under, over)
    edges = min(abs(new.x - control.x), abs(new.right - control.right)) <= ASIDE * scale
    middles = abs(new.center.x - control.center.x) <= OFF * scale
    return height >= LOWEST * scale and gap <= APART * scale and (edges or middles)
