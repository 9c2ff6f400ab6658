"""One picture per step for the thread: the place before and after, what was done marked.

One above the other, not abreast: a chat shows them in a square beside the step, and a phone is narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from models.plan import ComputerUsePlan, Step
from worker.analysis.consequence import place_of_consequence
from worker.analysis.evidence import Event, EventKind, Evidence
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point
from worker.analysis.planning.pictures import read_frame

_HALF = (640, 312)  #: width and height of the picture before, and of the one after
_GAP = 16
_CLOSE = 1 / 3  #: the least share of the screen's width that is shown
_EVERYWHERE = 0.35  #: a change of more than this share of the screen is shown as a whole
_PAPER, _ARROW = (255, 255, 255), (120, 120, 120)
_MARK, _HALO = (71, 99, 255), (255, 255, 255)  # a red that shows on light and on dark (BGR)
_RING, _RING_LINES = 26, ((_HALO, 4), (_MARK, 2))  # so thin that what was clicked can still be read
_MARGIN = 5
_POINTED_AT = frozenset({EventKind.CLICK, EventKind.SELECT})


@dataclass(frozen=True)
class _Half:
    """A piece of the screen, drawn larger or smaller than it is."""

    pixels: Pixels
    place: Box  #: what of the screen it shows

    def on_picture(self, box: Box) -> Box:
        """Return a box of the screen as it lies on these pixels."""
        moved = box._replace(x=box.x - self.place.x, y=box.y - self.place.y)
        return moved.scaled(self.pixels.shape[1] / self.place.width)


def draw_thumbnails(plan: ComputerUsePlan, evidence: Evidence, folder: Path) -> dict[int, bytes]:
    """Return step number -> PNG, for the steps whose frames were kept in `folder`."""
    drawn = {step.number: _thumbnail(step, evidence, folder) for step in plan.steps}
    return {number: png for number, png in drawn.items() if png}


def _thumbnail(step: Step, evidence: Evidence, folder: Path) -> bytes | None:
    told = [evidence.events[n] for n in step.events if 0 <= n < len(evidence.events)]
    if not told:
        return None
    screen = Box(0, 0, evidence.video.width, evidence.video.height)
    shown = [read_frame(folder, path) for path in (told[0].before, told[-1].after)]
    changed = place_of_consequence(told[-1], *shown)
    pointer = next((event.xy for event in told if event.kind in _POINTED_AT and event.xy), None)
    done = _place_of_change(told[-1], changed, screen)
    sought = _place_to_look(None if pointer is None else Point(*pointer), done, screen)
    before, after = (_half(each, place, screen) for each, place in zip(shown, (sought, done), strict=True))
    if before is not None and pointer is not None:
        _ring(before.pixels, before.on_picture(Box(*pointer, 1, 1)))
    if after is not None and changed is not None and done != screen:
        _frame(after.pixels, after.on_picture(changed))
    halves = [half.pixels for half in (before, after) if half is not None]
    if not halves:
        return None
    _, encoded = cv2.imencode(".png", _stacked(halves))
    return encoded.tobytes()


def _place_of_change(event: Event, changed: Box | None, screen: Box) -> Box:
    """Where it shows that it was done."""
    if changed is None:
        return screen if event.xy is None else _around(Box(*event.xy, 1, 1), screen)
    return screen if changed.area > _EVERYWHERE * screen.area else _around(changed, screen)


def _place_to_look(pointer: Point | None, done: Box, screen: Box) -> Box:
    """Where it is done: the same place if that is there, so that the two can be compared."""
    if pointer is None or (done != screen and done.contains(pointer)):
        return done
    return _around(Box(*pointer, 1, 1), screen)


def _around(place: Box, screen: Box) -> Box:
    """Return a piece of the screen in the shape of a half, with some of what lies around."""
    shape = _HALF[0] / _HALF[1]
    width = round(max(screen.width * _CLOSE, place.width * 1.3, place.height * 1.6 * shape))
    width = min(width, screen.width, round(screen.height * shape))
    height = round(width / shape)
    center = place.center
    left = min(max(0, center.x - width // 2), screen.width - width)
    top = min(max(0, center.y - height // 2), screen.height - height)
    return Box(left, top, width, height)


def _half(pixels: Pixels | None, place: Box, screen: Box) -> _Half | None:
    if pixels is None:
        return None
    piece = cut_out(pixels, place.scaled(pixels.shape[1] / max(1, screen.width)))
    factor = min(_HALF[0] / piece.shape[1], _HALF[1] / piece.shape[0])
    size = (max(1, round(piece.shape[1] * factor)), max(1, round(piece.shape[0] * factor)))
    return _Half(np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), np.uint8), place)


def _ring(half: Pixels, pointer: Box) -> None:
    for color, thickness in _RING_LINES:
        cv2.circle(half, pointer.center, _RING, color, thickness, cv2.LINE_AA)


def _frame(half: Pixels, changed: Box) -> None:
    box = changed.grown(_MARGIN)
    for color, thickness in ((_HALO, 6), (_MARK, 2)):
        cv2.rectangle(half, (box.x, box.y), (box.right, box.bottom), color, thickness, cv2.LINE_AA)


def _stacked(halves: Sequence[Pixels]) -> Pixels:
    """Put one above the other on paper, with an arrow between them."""
    height = sum(half.shape[0] for half in halves) + _GAP * (len(halves) - 1)
    paper = np.full((height, _HALF[0], 3), _PAPER, np.uint8)
    top = 0
    for half in halves:
        if top:
            _arrow(paper, top - _GAP)
        left = (_HALF[0] - half.shape[1]) // 2
        paper[top : top + half.shape[0], left : left + half.shape[1]] = half
        top += half.shape[0] + _GAP
    return paper


def _arrow(paper: Pixels, top: int) -> None:
    middle = _HALF[0] // 2
    corners = [(middle - 14, top + 3), (middle + 14, top + 3), (middle, top + _GAP - 2)]
    cv2.fillPoly(paper, [np.array(corners, np.int32)], _ARROW, cv2.LINE_AA)
