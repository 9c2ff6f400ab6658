"""What looks different though nothing was done: a pointer that is not shown came to it.

How a button looks under a pointer differs from how it looks else, often by less than any change does, and by
its colour alone. So two pictures of a screen on which nothing was done are compared pixel by pixel.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from worker.analysis.clues.lighting import Lit
from worker.analysis.clues.paint import ground_of
from worker.analysis.clues.sizes import Sizes
from worker.analysis.fields import Page
from worker.analysis.frames import Picture, Pixels, differing
from worker.analysis.geometry import Box, union
from worker.analysis.masks.islands import rectangles
from worker.analysis.reading import Reader

#: Colours that differ by more than this in a channel are no noise of compression.
FAINT = 4
#: Pixels this close belong to one thing; a background is painted over squares of this side at least.
REACH, SQUARE = 2, 7
#: Height of what a pointer makes look different, and its least width, in pixels of a 1080p screen.
SIZES = Sizes(lowest=8, tallest=130, narrowest=22)
#: So far to its sides what is written on it is read, in pixels.
WHOLE = 160
#: A line under a link is so thick and so long at most, and its text no higher, in pixels of a 1080p screen.
THICKEST, LONGEST, UNDER = 3, 400, 20
#: It stands out from its background by so much more or less on average, and so many times as much as noise.
LEAST, CLEARLY = 1.0, 2.5


def noticed(
    reader: Reader, former: Picture, now: Picture, scale: float, known: Sequence[Box] = ()
) -> Lit | None:
    """What the pointer came to between two pictures; None when nothing shows it, or several things may.

    `known` is where it was before, and what else looks different for another reason.
    """
    differs = differing(former.pixels, now.pixels, FAINT)
    # Text that is drawn in another colour stands out more; it also does so less when the pointer leaves it.
    square = np.ones((SQUARE, SQUARE), np.uint8)
    painted = np.asarray(cv2.morphologyEx(differs, cv2.MORPH_OPEN, square), np.uint8)
    pages = (Page(reader, former.pixels, scale), Page(reader, now.pixels, scale))
    for mask, either_way in ((painted, True), (differs, False)):
        found = (_with_text(box, scale) for box in rectangles(mask, REACH))
        boxes = [box for box in found if SIZES.fit(box, scale)]
        free = [box for box in boxes if not any(map(box.overlap, known))]
        gained = {box: _presence(now.pixels, box) - _presence(former.pixels, box) for box in free}
        box = _clearest({box: abs(by) if either_way else by for box, by in gained.items()})
        if box is not None:
            return _said_still(pages, now.pixels, box)
    return None


def _clearest(by: dict[Box, float]) -> Box | None:
    """The one of several boxes that looks clearly more different than the others."""
    first = max(by, key=by.__getitem__, default=None)
    if first is None or by[first] < LEAST:
        return None
    others = (gained for box, gained in by.items() if not box.overlap(first))
    return first if by[first] >= CLEARLY * max(others, default=0.0) else None


def _said_still(pages: tuple[Page, Page], now: Pixels, box: Box) -> Lit | None:
    """What a box is, if it says the same on both pages."""
    around = box.grown(WHOLE, REACH).within(*now.shape[1::-1])  # Letters that are cut are misread.
    texts = [p.box for p in pages[1].phrases(around) if p.box.overlap(box)]
    if not all(2 * text.overlap(box) >= text.area for text in texts):
        return None
    was, item = (page.item_on(union((box, *texts))) for page in pages)
    return None if was is None or item is None or was.label != item.label else Lit.on(now, item)


def _with_text(box: Box, scale: float) -> Box:
    """A line that came under a text, with the text's place."""
    if box.height > THICKEST * scale or not SIZES.narrowest * scale <= box.width <= LONGEST * scale:
        return box
    above = min(int(UNDER * scale), box.y)
    return Box(box.x, box.y - above, box.width, box.height + above)


def _presence(picture: Pixels, box: Box) -> float:
    """How much a part of the screen differs from what lies around it."""
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.float64)
    return float(np.abs(part - ground_of(picture, box)).mean())
