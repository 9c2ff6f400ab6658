"""What is written on a part of the screen, whatever its colours."""

import cv2
import numpy as np

from worker.analysis.clues.paint import paper_of
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: What is higher than that is framed, in pixels of a 1080p screen; what is lower is letters, in so much room.
FRAMED, ROOM = 24, 3
#: Of its strokes at least so much stays, the faintest left out.
STAYS, FAINTEST = 0.6, 16


def says_the_same(scene: Scene, box: Box) -> bool:
    """Whether the strokes within a box, or the strokes that a box is around, are about where they were."""
    inner = box.grown(-ROOM if box.height >= FRAMED * scene.scale else ROOM)
    inner = inner.within(*scene.clear.pixels.shape[1::-1])
    old, new = (_strokes(view.pixels, inner) for view in (scene.clear, scene.after))
    return _within(old, new) and _within(new, old)


def _within(strokes: Pixels, others: Pixels) -> bool:
    """Whether enough of some strokes lies on others, or right beside them."""
    near = np.asarray(cv2.dilate(others, np.ones((3, 3), np.uint8)), np.uint8)
    return bool(np.count_nonzero(strokes & near) >= STAYS * np.count_nonzero(strokes))


def _strokes(picture: Pixels, box: Box) -> Pixels:
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.int16)
    strength = np.abs(part - paper_of(picture, box)).max(axis=2)
    return np.asarray(strength > max(FAINTEST, strength.max() / 2), np.uint8)
