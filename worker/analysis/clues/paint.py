"""What a part of the screen is painted with, apart from what is written on it."""

import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

#: Colours that differ by more than this are two.
SHADE = 8
#: So far around a part lies what it stands on, in pixels.
RIM = 5
#: Something is painted evenly when at least this share of it has one colour.
MOST = 0.5

#: What differs from its background by at least this share of the greatest difference is a stroke's middle.
STRONG = 0.8

#: The channels of a colour that is not grey differ by more than this.
COLOURED = 40

Colour = NDArray[np.float64]  #: blue, green, red


def paper_of(picture: Pixels, box: Box) -> Colour:
    """The colour most of a part has."""
    box = box.within(*picture.shape[1::-1])
    return np.asarray(np.median(picture[box.y : box.bottom, box.x : box.right], axis=(0, 1)), np.float64)


def ink_of(picture: Pixels, box: Box) -> Colour:
    """The colour of what is written on a part: of its strongest strokes, as edges are blurred."""
    box = box.within(*picture.shape[1::-1])
    part = picture[box.y : box.bottom, box.x : box.right].reshape(-1, 3).astype(np.float64)
    strength = np.abs(part - np.median(part, axis=0)).max(axis=1)
    return np.asarray(part[strength >= STRONG * strength.max()].mean(axis=0), np.float64)


def ground_of(picture: Pixels, box: Box) -> Colour:
    """The colour of most of what lies right around a part."""
    sides = (
        Box(box.x, box.y - RIM, box.width, RIM),
        Box(box.x, box.bottom, box.width, RIM),
        Box(box.x - RIM, box.y, RIM, box.height),
        Box(box.right, box.y, RIM, box.height),
    )
    inside = [side.within(*picture.shape[1::-1]) for side in sides]
    strips = [picture[s.y : s.bottom, s.x : s.right].reshape(-1, 3) for s in inside if s.area > 0]
    return np.asarray(np.median(np.concatenate(strips), axis=0), np.float64)


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are apart in the channel in which they differ most, from 0 to 255."""
    return float(np.abs(one - other).max())


def standing_out(picture: Pixels, box: Box) -> float:
    """How far the colour of a part is from that of what it stands on, from 0 to 255."""
    return distance(paper_of(picture, box), ground_of(picture, box))


def is_evenly_painted(picture: Pixels, box: Box) -> bool:
    """Whether most of a part has one colour."""
    box = box.within(*picture.shape[1::-1])
    part = picture[box.y : box.bottom, box.x : box.right].astype(np.int16)
    near = np.abs(part - np.median(part, axis=(0, 1))).max(axis=2) <= SHADE
    return bool(near.mean() >= MOST)


def is_coloured(picture: Pixels, box: Box) -> bool:
    """Whether a part is filled with a colour, as the button that leads on usually is."""
    return bool(np.ptp(paper_of(picture, box)) > COLOURED)
