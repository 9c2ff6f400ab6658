"""Checkboxes, radio buttons and switches: small things that change at the pointer or beside it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from worker.analysis.clearing import without_pointer
from worker.analysis.clues.marks import is_marked, papered
from worker.analysis.controls.dates import has_parts
from worker.analysis.controls.ring import is_ring
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.switches import LEAST, TICK, TOGGLED, is_switch, is_switched
from worker.analysis.uncovering import uncovered

#: How far from a checkbox its name may be clicked.
REACH = 320
#: A box to tick may be as large as this where it is square to so many pixels, and empty without its tick.
LARGE, SQUARE = 72, 3
#: A box whose pixels differ by more than this from what lies beside it holds something.
INK = 6
#: Its outline may differ but by so much, where it is this share of the box.
PALE, OUTLINE = 10, 0.03
#: How far inside its outline a mark may be.
RIM = 5
#: A field of one line is at most so high, in pixels of a 1080p screen.
LINE = 44
#: Inside of what was ticked at least this share of the pixels differ, by more than that.
INSIDE, CHANGED = 0.05, 40


def tick_at(reader: Reader, scene: Scene, point: Point) -> Box | None:
    """The checkbox, radio button or switch that changed at a point, or whose name is at the point."""
    toggled = [b for b in scene.boxes if _is_toggled(scene, b)]
    at = Box(point.x, point.y, 1, 1)
    close = [b for b in toggled if b.distance(at) <= 10 * scene.scale]
    near = [b for b in close if is_switched(scene, b) or not _is_text(reader, scene, b)]
    if near:
        return min(near, key=lambda b: b.distance(at))
    small = [b for b in toggled if not is_switch(b, scene.scale)]
    if not _without_others(scene, [b for b in scene.boxes if b not in small]):
        return None
    beside = [b for b in small if b.grown(4).same_row(at) and 0 <= point.x - b.right <= REACH * scene.scale]
    return next((b for b in beside if not _is_text(reader, scene, b)), None)


def tick_anywhere(reader: Reader, scene: Scene, beneath: int) -> Box | None:
    """The checkbox or radio button that changed where no pointer shows; of two, the one now ticked.

    None is in the browser's own rows, `beneath` which the page begins.
    """
    parts = [part for box in scene.boxes for part in _one_by_one(box, scene.scale)]
    small = [b for b in parts if b.y >= beneath and _is_toggled(scene, b) and not _is_rim(scene, b)]
    others = [b for b in parts if b not in small and not _is_rim(scene, b)]
    if not small or not _without_others(scene, others):
        return None
    gained = {b: _ink(scene.after.pixels, b) - _ink(scene.before.pixels, b) for b in small}
    tick = max(small, key=gained.__getitem__)
    return None if _is_text(reader, scene, tick) else tick


def is_ticked(scene: Scene, tick: Box) -> bool:
    """Whether a checkbox, radio button or switch holds more ink than before."""
    return _ink(scene.after.pixels, tick) > _ink(scene.before.pixels, tick)


def ticked_control(reader: Reader, scene: Scene, tick: Box) -> Control:
    """A checkbox, radio button or switch with its name."""
    pixels = uncovered(scene.clear, scene, tick.center)
    label = Page(reader, pixels, scene.scale).tick_label(tick)
    return Control(ControlKind.BUTTON, tick, label)


def _is_toggled(scene: Scene, box: Box) -> bool:
    if not (_is_tick(box, scene.scale) or is_switch(box, scene.scale) or _is_large_tick(scene, box)):
        return False
    former, now = _ink(scene.before.pixels, box), _ink(scene.after.pixels, box)
    outline = box.grown(int(RIM * scene.scale)).within(*scene.clear.pixels.shape[1::-1])
    return _holds_something(scene.clear.pixels, outline) and abs(now - former) > TOGGLED


def _holds_something(picture: Pixels, box: Box) -> bool:
    """Whether there is more than background, be it but a pale outline."""
    differs = _differences(picture, box)
    return bool(differs.mean() > INK or (differs > PALE).mean() > OUTLINE)


def _is_tick(box: Box, scale: float) -> bool:
    longer, shorter = max(box.width, box.height), min(box.width, box.height)
    return LEAST * scale <= shorter and longer <= TICK * scale and longer <= 1.5 * shorter


def _is_large_tick(scene: Scene, box: Box) -> bool:
    """As large as a button, but square and empty on one of the two pictures, where a button has its icon."""
    square = LEAST * scene.scale < max(box.width, box.height) <= LARGE * scene.scale
    views = (scene.clear.pixels, scene.after.pixels)
    return square and abs(box.width - box.height) <= SQUARE and any(_is_empty(view, box) for view in views)


def _is_empty(picture: Pixels, box: Box) -> bool:
    side = box.height // 4
    inner = cut_out(picture, box.grown(-side)).astype(np.int16)
    return bool(np.abs(inner - np.median(inner, axis=(0, 1))).max(initial=0) <= PALE)


def _without_others(scene: Scene, others: Sequence[Box]) -> bool:
    """Whether nothing else of some size changed but an outline, and what goes within it with the focus."""
    sizable = [b for b in others if max(b.width, b.height) > LEAST * scene.scale]
    rings = [b for b in sizable if is_ring(scene.before.pixels, scene.after.pixels, b)]
    return all(b in rings or any(ring.encloses(b) for ring in rings) for b in sizable)


def _one_by_one(box: Box, scale: float) -> list[Box]:
    """A box as it is, or its halves if it holds two radio buttons, one under the other."""
    if not (box.width <= TICK * scale and 1.5 * box.width < box.height <= 3 * box.width):
        return [box]
    upper = box._replace(height=box.height // 2)
    return [upper, box._replace(y=upper.bottom, height=box.bottom - upper.bottom)]


def _is_rim(scene: Scene, box: Box) -> bool:
    """Whether a small thing changed around and not inside, as what gets or loses the focus does."""
    inside = box.grown(-(min(box.width, box.height) // 4))
    former, now = (cut_out(p.pixels, inside).astype(np.int16) for p in (scene.before, scene.after))
    changed = np.abs(former - now).max(axis=2) > CHANGED
    return _is_tick(box, scene.scale) and bool(changed.mean() < INSIDE)


def _is_text(reader: Reader, scene: Scene, box: Box) -> bool:
    """Whether something changed among the letters of a button or a link."""
    around = Page(reader, scene.clear.pixels, scene.scale).control_at(box.center)
    if around is None:
        return False
    if around.kind is ControlKind.FIELD:
        is_part = _is_at_end(box, around.box, scene.scale) or _is_marked(scene, box, around.box)
        return is_part or _holds_date(reader, scene, around.box)
    if around.kind is ControlKind.BUTTON:
        return around.box.width > 2 * box.width
    letters = around.box.overlap(box) > box.area // 2
    return letters and (is_switch(box, scene.scale) or around.box.x < box.x - box.width // 2)


def _is_at_end(box: Box, field: Box, scale: float) -> bool:
    """Whether it is what shows at the right end of a field for a pointer that is in it: arrows, a cross."""
    is_part = field.height <= LINE * scale and 2 * box.width < field.width
    return is_part and box.x >= field.right - field.height and not is_switch(box, scale)


def _is_marked(scene: Scene, box: Box, field: Box) -> bool:
    """Whether a part of what a field holds is marked now or no longer, as of a date that is clicked."""
    before, after = (without_pointer(view, scene.track, field) for view in (scene.before, scene.after))
    return any(
        is_marked(former, now, papered(now, box), field) for former, now in ((before, after), (after, before))
    )


def _holds_date(reader: Reader, scene: Scene, field: Box) -> bool:
    return any(has_parts(line.text) for line in reader.lines(scene.clear.pixels, field))


def _ink(picture: Pixels, box: Box) -> float:
    """How much the pixels of a box differ from what lies beside it."""
    return float(_differences(picture, box).mean())


def _differences(picture: Pixels, box: Box) -> NDArray[np.float64]:
    """By how much each pixel differs from what lies beside its box: left, or right at the screen's edge."""
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.int16)
    rows = picture[max(0, box.y - 3) : box.bottom + 3]
    beside = rows[:, max(0, box.x - 3) : box.x] if box.x else rows[:, box.right : box.right + 3]
    if not beside.size:
        return np.zeros(1)
    return np.asarray(np.abs(part - np.median(beside, axis=(0, 1))).max(axis=2))
