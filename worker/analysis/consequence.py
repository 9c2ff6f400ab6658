"""Where it shows on the screen what came of something that was done."""

import cv2
import numpy as np

from worker.analysis.deltas import changed_boxes
from worker.analysis.evidence import Event, EventKind
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, union

#: What is drawn this much like before, whatever its colours, is still there.
_THERE = 0.5


def place_of_consequence(event: Event, before: Pixels | None, after: Pixels | None) -> Box | None:
    """Return what was acted on or, where a click made that go away, all that changed; None if not known.

    `before` and `after` show the screen around the event, in pixels of the video.
    """
    if event.bbox is None:
        return None
    control = Box(*event.bbox)
    clicked = event.kind is EventKind.CLICK and event.text is None
    if not clicked or before is None or after is None or before.shape != after.shape:
        return control
    former, now = (np.asarray(cv2.cvtColor(each, cv2.COLOR_BGR2GRAY), np.uint8) for each in (before, after))
    changed = [] if _is_there(control, former, now) else changed_boxes(former, now)
    return union(changed) if changed else control


def _is_there(control: Box, former: Pixels, now: Pixels) -> bool:
    """Whether a control's outlines are still in its place: a click may turn its colours around."""
    drawn, shown = (_outlines(cut_out(each, control)) for each in (former, now))
    if not drawn.size or not drawn.any():
        return True
    alike = float(np.nan_to_num(cv2.matchTemplate(shown, drawn, cv2.TM_CCOEFF_NORMED)).max())
    return alike >= _THERE


def _outlines(grey: Pixels) -> Pixels:
    drawn = cv2.convertScaleAbs(cv2.Laplacian(grey, cv2.CV_16S)) if grey.size else grey
    return np.asarray(drawn, np.uint8)
