"""Whether a pointer that came stays long enough to press."""

import numpy as np
import pytest

from tests.worker.analysis.films import blank
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, Point
from worker.analysis.hovers import passes
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.scene import Scene
from worker.analysis.settling.change import Change, ChangeKind


def _came_for(seconds: float) -> Scene:
    """Something changes just after a pointer came, which stays for so long."""
    track = PointerTrack(1.0)
    for t, tip in ((1.0, Point(100, 100)), (2.0, Point(400, 300)), (2.0 + seconds, Point(700, 100))):
        track.add(Move(t, tip, Box(*tip, 12, 18), "arrow", seen=True, drawing=np.ones((18, 12), np.uint8)))
    place = Box(380, 290, 40, 20)
    change = Change(ChangeKind.OTHER, 2.0, 2.1, 2.1, 2.3, (place,), place)
    views = [Picture(t, blank()) for t in (1.9, 2.0, 2.3)]
    return Scene(change, (views[0], views[1], views[2]), track)


@pytest.mark.parametrize(("seconds", "is_on_its_way"), [(0.3, True), (0.38, False)])
def test_a_quick_hand_presses_and_leaves_in_little_more_than_a_third_of_a_second(
    seconds: float, *, is_on_its_way: bool
) -> None:
    assert passes(_came_for(seconds)) is is_on_its_way
