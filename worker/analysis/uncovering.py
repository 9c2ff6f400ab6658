"""What stands under the pointer, as it looks on pictures where the pointer is elsewhere."""

import numpy as np

from worker.analysis.clearing import without_pointer
from worker.analysis.frames import Picture, Pixels, cut_out
from worker.analysis.geometry import Box, Point, union
from worker.analysis.pointing.track import Move
from worker.analysis.scene import DIFFERENT, Scene

#: So exactly is known when a pointer was where, in seconds.
ABOUT = 0.2
#: How far from the point names are looked for, when the pointer is painted over.
AROUND = 300
#: So far beyond its drawing a pointer may still be seen, and so far around that it is looked whether
#: two pictures show the same place, in pixels of a 1080p screen.
BLUR, RIM = 4, 14
#: Of what is around, so much may look otherwise, such as the outline of what is lit.
OTHERWISE = 0.08


def uncovered(picture: Picture, scene: Scene, point: Point) -> Pixels:
    """The pixels of a picture without the pointer: as they were elsewhere in time, or else painted over."""
    here = scene.track.move_at(scene.before.t)
    if here is None:
        return picture.pixels
    covered = _covered(picture, scene, here)
    if covered is None:
        return _without_passing(picture, scene, here)
    place = covered.grown(int(BLUR * scene.scale)).within(*picture.pixels.shape[1::-1])
    uncovered = _as_when_free(scene, place, picture.pixels) if scene.free is not None else None
    if uncovered is not None:
        return uncovered
    reach = int(AROUND * scene.scale)
    around = Box(point.x - reach, point.y - reach // 4, 2 * reach, reach // 2)
    return without_pointer(picture, scene.track, around.within(*picture.pixels.shape[1::-1]))


def _covered(picture: Picture, scene: Scene, here: Move) -> Box | None:
    """What the pointer covers on a picture, of whatever shape it is by then; None when it is elsewhere."""
    there = scene.track.move_at(picture.t)
    if there is not None and there.box.overlap(here.box):
        return union((here.box, there.box))
    return here.box if scene.looks_alike(here.box, picture.pixels, scene.before.pixels) else None


def _as_when_free(scene: Scene, place: Box, pixels: Pixels) -> Pixels | None:
    """The pixels with a place as it was when the pointer was elsewhere, if it looks the same around it.

    What is under the pointer may be lit, and so all its colours be shifted.
    """
    assert scene.free is not None  # noqa: S101 - asked before
    rim = place.grown(int(RIM * scene.scale)).within(*pixels.shape[1::-1])
    now, then = (cut_out(view, rim).astype(np.int16) for view in (pixels, scene.free.pixels))
    besides = np.ones(now.shape[:2], np.bool_)
    besides[place.y - rim.y : place.bottom - rim.y, place.x - rim.x : place.right - rim.x] = False
    lit = np.median(now[besides], axis=0) - np.median(then[besides], axis=0)
    if (np.abs(now - then - lit).max(axis=2)[besides] > DIFFERENT).mean() > OTHERWISE:
        return None
    whole = pixels.copy()
    _put(whole, place, np.clip(cut_out(scene.free.pixels, place) + lit, 0, 255).astype(np.uint8))
    return whole


def _without_passing(picture: Picture, scene: Scene, here: Move) -> Pixels:
    """The pixels with what the pointer covered on its way as it looked once the pointer had gone on.

    Where it has gone to, the later picture shows but the pointer.
    """
    moves = scene.track.between(picture.t - ABOUT, picture.t + ABOUT)
    there = scene.track.move_at(picture.t)
    passed = {move.box for move in (*moves, *((there,) if there is not None else ()))}
    grown = [b.grown(int(6 * scene.scale)) for b in passed if not b.overlap(here.box)]
    pixels = picture.pixels.copy() if grown else picture.pixels
    for box in (b.within(*pixels.shape[1::-1]) for b in grown):
        _put(pixels, box, cut_out(scene.before.pixels, box))
    if grown:
        goal = here.box.grown(int(BLUR * scene.scale)).within(*pixels.shape[1::-1])
        _put(pixels, goal, cut_out(picture.pixels, goal))
    return pixels


def _put(pixels: Pixels, box: Box, part: Pixels) -> None:
    pixels[box.y : box.bottom, box.x : box.right] = part
