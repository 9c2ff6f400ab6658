"""What moved as it was is found at both ends of its way."""

import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.passing import passage

HERE, THERE = Box(50, 60, 14, 18), Box(200, 90, 14, 18)


def page(*stamps: tuple[Box, Pixels]) -> Pixels:
    picture = np.full((200, 300), 230, np.uint8)
    for box, stamp in stamps:
        picture[box.y : box.bottom, box.x : box.right] = stamp
    return picture


def stamp(seed: int) -> Pixels:
    return np.repeat(np.random.default_rng(seed).choice([0, 120, 180], (9, 14)), 2, axis=0).astype(np.uint8)


def test_what_moved_is_found_with_where_it_came_from() -> None:
    passed = passage(page((HERE, stamp(1))), page((THERE, stamp(1))), [HERE, THERE], None, 1.0)

    assert passed is not None
    assert (passed.left, passed.came) == (HERE, THERE)


def test_one_thing_that_went_and_another_that_came_are_no_passage() -> None:
    assert passage(page((HERE, stamp(1))), page((THERE, stamp(2))), [HERE, THERE], None, 1.0) is None


def test_what_came_where_it_already_stood_elsewhere_only_shows_twice() -> None:
    before, after = page((HERE, stamp(1))), page((HERE, stamp(1)), (THERE, stamp(1)))

    assert passage(before, after, [THERE], None, 1.0) is None


def test_where_the_pointer_is_known_to_have_been_it_did_not_come_to() -> None:
    before, after = page((HERE, stamp(1))), page((THERE, stamp(1)))

    assert passage(before, after, [HERE, THERE], THERE, 1.0) is None


def test_a_flat_patch_tells_nothing() -> None:
    patch = np.full((18, 14), 40, np.uint8)

    assert passage(page((HERE, patch)), page((THERE, patch)), [HERE, THERE], None, 1.0) is None
