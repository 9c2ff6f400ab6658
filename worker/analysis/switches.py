"""Switches: a knob that lies at one end of its track or at the other."""

import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: Side of the largest checkbox, which no switch is higher than, and width of the widest switch.
TICK, SWITCH = 34, 70
#: Least side of either.
LEAST = 7
#: A tick makes more difference than a pointer over it does.
TOGGLED = 25
#: A knob lies at least so far to one side of its switch, as a share of the switch's width.
ASIDE = 0.08


def is_switch(box: Box, scale: float) -> bool:
    """Wider than high, but no line of text."""
    low = LEAST * scale <= box.height <= TICK * scale
    return low and 1.5 * box.height < box.width <= min(SWITCH * scale, 2.6 * box.height)


def is_switched(scene: Scene, box: Box) -> bool:
    """Whether the knob of a switch went from one end to the other."""
    if not is_switch(box, scene.scale):
        return False
    former, now = (_knob(view.pixels, box) for view in (scene.before, scene.after))
    return former * now < 0 and min(abs(former), abs(now)) >= ASIDE


def _knob(picture: Pixels, box: Box) -> float:
    """How far what stands out of a box lies left (-) or right (+) of its middle, as a share of its width."""
    part = cut_out(picture, box).astype(np.int16)
    apart = np.abs(part - np.median(part, axis=(0, 1))).max(axis=2) > TOGGLED
    across = np.nonzero(apart)[1]
    return float(across.mean()) / box.width - 0.5 if across.size else 0.0
