"""What leads to what the screen shows now: a coloured button that is gone, or a link called like it."""

import numpy as np

from worker.analysis.clues.announcing import announced
from worker.analysis.clues.dialog import dialog_on
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: The channels of a colour that is not grey differ by more than this.
COLOURED = 40


def leading(reader: Reader, scene: Scene, url: str | None) -> Control | None:
    """What was most likely clicked for a large change; `url` is the address it led to, if to another one."""
    dialog = dialog_on(scene.before.pixels, scene.after.pixels, scene.change.bounds)
    button = _only_button(reader, scene, dialog or scene.change.bounds)
    if dialog is not None or (button is not None and not _stays(scene, button)):
        return button
    top = scene.change.bounds.y
    return announced(reader, scene, url, top) or button or announced(reader, scene, url, 0)


def _only_button(reader: Reader, scene: Scene, where: Box) -> Control | None:
    """The one coloured button in a part of the screen, if there is just one."""
    page = Page(reader, scene.before.pixels, scene.scale)
    lines = reader.lines(scene.before.pixels, where)
    controls = (page.control_at(line.box.center) for line in lines)
    buttons = {c for c in controls if c is not None and c.kind is ControlKind.BUTTON}
    coloured = [c for c in buttons if _is_coloured(scene, c.box)]
    return coloured[0] if len(coloured) == 1 else None


def _stays(scene: Scene, control: Control) -> bool:
    return scene.looks_alike(control.box, scene.before.pixels, scene.after.pixels)


def _is_coloured(scene: Scene, box: Box) -> bool:
    """Whether a button is filled with a colour, as the one that leads on usually is."""
    part = scene.before.pixels[box.y : box.bottom, box.x : box.right]
    return bool(np.ptp(np.median(part, axis=(0, 1))) > COLOURED)
