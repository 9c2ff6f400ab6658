"""A dialog: what lies around it is dimmed for as long as it is there."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box

#: The screen is looked at that much smaller.
SMALLER = 4
#: A page behind a dialog is at most this bright, and but so far from being evenly dimmed.
DIMMED, UNEVEN = 0.9, 14
#: A dialog covers at least this share of the screen, and the dimmed page at least that.
LEAST, BEHIND = 0.01, 0.4
#: What is written on a dialog leaves gaps up to this size, and lines thinner than that are no dialog.
FILL, THIN = 5, 15


def dialog_on(dimmed: Pixels, plain: Pixels, page: Box) -> Box | None:
    """The dialog on a picture of a page, if it is the other one dimmed but for that.

    What is dimmed is a whole page: a panel that comes from a side is none.
    """
    if page.width < BEHIND * dimmed.shape[1]:
        return None
    small, bright = (_small(cut_out(picture, page)) for picture in (dimmed, plain))
    lit = bright > UNEVEN
    share = float(np.median(small[lit] / bright[lit])) if lit.any() else 1.0
    if share > DIMMED:
        return None
    apart = np.abs(small - share * bright) > UNEVEN
    if apart.mean() > 1 - BEHIND:
        return None
    whole = cv2.morphologyEx(apart.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((FILL, FILL), np.uint8))
    closed = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((THIN, THIN), np.uint8))
    stats = cv2.connectedComponentsWithStats(closed)[2][1:]
    largest = max(stats, key=lambda row: row[cv2.CC_STAT_AREA], default=None)
    if largest is None or largest[cv2.CC_STAT_AREA] < LEAST * closed.size:
        return None
    x, y, width, height = Box(*(int(side) for side in largest[:4])).scaled(SMALLER)
    return Box(page.x + x, page.y + y, width, height)


def _small(picture: Pixels) -> np.ndarray:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    size = (picture.shape[1] // SMALLER, picture.shape[0] // SMALLER)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)
