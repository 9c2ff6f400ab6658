"""What only reacts to a pointer that comes: it lights up, and what it left goes out, without a click."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from worker.analysis.clues.paint import SHADE, distance, paper_of
from worker.analysis.controls.rectangle import rectangle_at
from worker.analysis.deltas import THRESHOLD
from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point
from worker.analysis.scene import Scene, grey

#: What changes sooner after a pointer came, and only where it is, reacts to its coming.
HOVER = 0.28
#: The same when nobody saw it come.
HOVER_UNSEEN = 0.4
#: What shows an outline sooner than this after a pointer came, or after one that came unseen, reacts to it.
AT_ONCE, AT_ONCE_UNSEEN = 0.12, 0.29
#: A hand that clicks stays for at least so many seconds, and has left when it is so many pixels away.
STAYS, GONE = 0.35, 60
#: What reacts to a pointer, as a row of a table or the button just left, is at most so far above or below it.
ROW = 70
#: A pointer left behind what reacts to its leaving at most so many seconds ago.
LEFT = 0.6
#: What lights up is all at the pointer; of what was chosen instead of another one this share lies beside it.
BESIDE = 0.25
#: Text is at most so high, and at least so many of its pixels differ from its background by more than that.
LINE, FEWEST, INK = 44, 30, 40
#: A line of words is at least so high, and so many times as wide as high; around it is so much of its paper.
LOWEST, WORD, RIM = 8, 2, 3
#: Letters that only change their colour keep this share of their pixels.
KEPT = 0.5


def comes(scene: Scene) -> bool:
    """Whether the pointer came so shortly before that the change may be due to its coming."""
    return scene.resting < (HOVER if scene.came_seen else HOVER_UNSEEN)


def comes_at_once(scene: Scene) -> bool:
    """Whether the pointer came just as the change showed: no hand presses so soon."""
    return scene.resting < (AT_ONCE if scene.came_seen else AT_ONCE_UNSEEN)


def passes(scene: Scene) -> bool:
    """Whether the pointer had just come and soon went on: no hand presses and leaves in so short a time."""
    if not comes(scene):
        return False
    came = scene.track.resting_since(scene.change.before)
    gone = scene.track.away_after(scene.change.before, GONE * scene.scale)
    return gone - came < STAYS


def only_reacts(scene: Scene, control: Control, point: Point) -> bool:
    """Whether nothing changed but what is under a pointer that has just come."""
    if not comes(scene):
        return False
    near = control.box.grown(int(10 * scene.scale))
    high = int(ROW * scene.scale)
    row = Box(0, point.y - high, scene.after.pixels.shape[1], 2 * high)
    farther = [box for box in scene.boxes if not (near.encloses(box) or row.encloses(box))]
    if farther and not (comes_at_once(scene) and all(_is_crossed(scene, box) for box in farther)):
        return False
    if control.kind is ControlKind.BUTTON and any(_is_told(scene, control, box) for box in scene.boxes):
        return False
    at_pointer = [box for box in scene.boxes if box.contains(point, slack=6)]
    return not any(_is_chosen(scene, box, point) or _is_rewritten(scene, box) for box in at_pointer)


def _is_chosen(scene: Scene, box: Box, point: Point) -> bool:
    """Whether more changed than the one thing at the pointer: another one beside it where it never was."""
    here = rectangle_at(scene.after.pixels, point, scene.scale)
    if here is None or here.grown(4).encloses(box):
        return False
    changed = _changed(scene, box)
    total = np.count_nonzero(changed)
    for place in (here, *_left(scene)):
        _clear(changed, place.grown(4), box)
    return bool(np.count_nonzero(changed) > BESIDE * total)


def _is_told(scene: Scene, control: Control, box: Box) -> bool:
    """Whether words came on the bare page beside a button: what a coming pointer shows has its own paper."""
    if box.overlap(control.box) or not LOWEST * scene.scale <= box.height <= LINE * scene.scale:
        return False
    if box.width < WORD * box.height or _is_crossed(scene, box):
        return False
    around = box.grown(RIM).within(*scene.after.pixels.shape[1::-1])
    papers = [paper_of(view.pixels, around) for view in (scene.before, scene.after)]
    former, now = (_ink(view.pixels, around) for view in (scene.before, scene.after))
    came = np.count_nonzero(now) >= FEWEST and np.count_nonzero(former & now) < KEPT * np.count_nonzero(now)
    return bool(came and distance(*papers) <= SHADE)


def _left(scene: Scene) -> list[Box]:
    """What the pointer was on shortly before."""
    places = (rectangle_at(scene.before.pixels, tip, scene.scale) for tip in _path(scene))
    return [place for place in places if place is not None]


def _path(scene: Scene) -> list[Point]:
    """Where the pointer was shortly before, up to where it is."""
    since, until = scene.change.before - LEFT, scene.change.before
    path = [scene.track.at(since), *(move.tip for move in scene.track.between(since, until))]
    return [tip for tip in path if tip is not None]


def _is_crossed(scene: Scene, box: Box) -> bool:
    """Whether the pointer came over a part of the screen on its way, or from there."""
    reach = box.grown(int(10 * scene.scale))
    return any(cv2.clipLine(reach, one, other)[0] for one, other in pairwise(_path(scene)))


def _changed(scene: Scene, box: Box) -> NDArray[np.uint8]:
    former, now = (grey(cut_out(view.pixels, box)) for view in (scene.before, scene.after))
    return np.asarray(cv2.absdiff(former, now) > THRESHOLD, np.uint8)


def _clear(mask: NDArray[np.uint8], place: Box, box: Box) -> None:
    """Take a place of the screen out of the mask of a box of it."""
    rows = slice(max(0, place.y - box.y), max(0, place.bottom - box.y))
    mask[rows, max(0, place.x - box.x) : max(0, place.right - box.x)] = 0


def _is_rewritten(scene: Scene, box: Box) -> bool:
    """Whether other letters stand there than before: a pointer that comes changes colours, and no words."""
    if box.height > LINE * scene.scale:
        return False
    former, now = (_ink(view.pixels, box) for view in (scene.before, scene.after))
    move = scene.track.move_at(scene.before.t)
    if move is not None:
        _clear(former, move.box.grown(2), box)
        _clear(now, move.box.grown(2), box)
    if min(np.count_nonzero(former), np.count_nonzero(now)) < FEWEST:
        return False
    return bool(np.count_nonzero(former & now) < KEPT * np.count_nonzero(former))


def _ink(picture: Pixels, box: Box) -> NDArray[np.uint8]:
    part = grey(cut_out(picture, box)).astype(np.int16)
    return np.asarray(np.abs(part - np.median(part)) > INK, np.uint8)
