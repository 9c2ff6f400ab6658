"""One small picture per step for the thread: the moment it shows, with what was done marked."""

from pathlib import Path

import cv2

from models.plan import ComputerUsePlan, Step
from worker.analysis.evidence import Event, EventKind, Evidence
from worker.analysis.frames import Pixels
from worker.analysis.planning.pictures import read_frame, shrink

_WIDTH = 960
_MARK = (71, 99, 255)  # a red that shows on light and on dark (BGR)
_HALO = (255, 255, 255)
_RING = 22  #: radius in pixels of the thumbnail
_MARGIN = 6
_POINTED_AT = frozenset({EventKind.CLICK, EventKind.SELECT})


def draw_thumbnails(plan: ComputerUsePlan, evidence: Evidence, folder: Path) -> dict[int, bytes]:
    """Return step number -> PNG, for the steps whose frame was kept in `folder`."""
    drawn = {step.number: _thumbnail(step, evidence, folder) for step in plan.steps}
    return {number: png for number, png in drawn.items() if png}


def _thumbnail(step: Step, evidence: Evidence, folder: Path) -> bytes | None:
    told = [evidence.events[n] for n in step.events if 0 <= n < len(evidence.events)]
    if not told:
        return None
    event = told[-1]
    pixels = _frame(event, folder)
    if pixels is None:
        return None
    small = shrink(pixels, _WIDTH, pixels.shape[0]).copy()
    _mark(small, event, small.shape[1] / max(1, evidence.video.width))
    _, encoded = cv2.imencode(".png", small)
    return encoded.tobytes()


def _frame(event: Event, folder: Path) -> Pixels | None:
    """Where something was pointed at, the moment before shows it best; else what came of it."""
    paths = (event.before, event.after) if event.kind in _POINTED_AT else (event.after, event.before)
    found = (read_frame(folder, path) for path in paths)
    return next((pixels for pixels in found if pixels is not None), None)


def _mark(pixels: Pixels, event: Event, scale: float) -> None:
    if event.kind in _POINTED_AT and event.xy is not None:
        center = (round(event.xy[0] * scale), round(event.xy[1] * scale))
        cv2.circle(pixels, center, _RING, _HALO, 7, cv2.LINE_AA)
        cv2.circle(pixels, center, _RING, _MARK, 3, cv2.LINE_AA)
    elif event.bbox is not None:
        left, top, width, height = (round(side * scale) for side in event.bbox)
        corner, opposite = (left - _MARGIN, top - _MARGIN), (left + width + _MARGIN, top + height + _MARGIN)
        cv2.rectangle(pixels, corner, opposite, _HALO, 7, cv2.LINE_AA)
        cv2.rectangle(pixels, corner, opposite, _MARK, 3, cv2.LINE_AA)
