"""Outlines that tell of the focus."""

import cv2
import numpy as np

from worker.analysis.controls.ring import is_ring
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

_FIELD = Box(100, 100, 300, 40)


def _page(paper: int = 255) -> Pixels:
    return np.full((400, 600, 3), paper, np.uint8)


def _outlined(box: Box, colour: tuple[int, int, int], width: int) -> Pixels:
    page = _page()
    cv2.rectangle(page, (box.x, box.y), (box.right - 1, box.bottom - 1), colour, width)
    return page


def test_an_outline_that_takes_on_a_colour_is_a_ring() -> None:
    assert is_ring(_outlined(_FIELD, (190, 190, 190), 1), _outlined(_FIELD, (200, 110, 40), 2), _FIELD)


def test_a_rectangle_that_was_filled_is_no_ring() -> None:
    assert not is_ring(_page(), _outlined(_FIELD, (200, 110, 40), -1), _FIELD)


def test_a_panel_whose_lower_edge_moved_up_is_no_ring() -> None:
    tall, low = Box(100, 40, 300, 160), Box(100, 40, 300, 60)
    between = Box(100, 98, 300, 102)

    assert not is_ring(_outlined(tall, (120, 120, 120), 1), _outlined(low, (120, 120, 120), 1), between)


def test_a_ring_may_be_pale_on_one_side() -> None:
    before, after = _outlined(_FIELD, (190, 190, 190), 1), _outlined(_FIELD, (200, 110, 40), 1)
    after[_FIELD.bottom - 1, _FIELD.x : _FIELD.right] = 168

    assert is_ring(before, after, _FIELD)


def test_what_is_pale_on_two_sides_is_no_ring() -> None:
    before, after = _outlined(_FIELD, (190, 190, 190), 1), _outlined(_FIELD, (200, 110, 40), 1)
    for row in (_FIELD.y, _FIELD.bottom - 1):
        after[row, _FIELD.x : _FIELD.right] = 168

    assert not is_ring(before, after, _FIELD)


def test_an_outline_is_a_ring_though_what_it_is_around_is_marked() -> None:
    before, after = _outlined(_FIELD, (190, 190, 190), 1), _outlined(_FIELD, (200, 110, 40), 2)
    after[_FIELD.y + 10 : _FIELD.y + 30, _FIELD.x + 12 : _FIELD.x + 90] = (215, 120, 0)
    for page, ink in ((before, (0, 0, 0)), (after, (255, 255, 255))):
        cv2.putText(page, "Skagen", (_FIELD.x + 13, 126), cv2.FONT_HERSHEY_SIMPLEX, 0.6, ink, 1, cv2.LINE_AA)

    assert is_ring(before, after, _FIELD)


def test_what_is_painted_anew_all_over_is_no_ring() -> None:
    before, after = _outlined(_FIELD, (190, 190, 190), 1), _outlined(_FIELD, (200, 110, 40), 2)
    after[102:138, 102:398] = (255, 200, 160)

    assert not is_ring(before, after, _FIELD)


def test_a_panel_that_opens_with_words_in_it_is_no_ring() -> None:
    panel = _outlined(_FIELD, (120, 120, 120), 1)
    cv2.putText(panel, "Rename or remove", (_FIELD.x + 12, 128), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 2)

    assert not is_ring(_page(), panel, _FIELD)


def test_a_list_that_opens_with_an_entry_lit_is_no_ring() -> None:
    panel = Box(100, 100, 300, 160)
    before, after = _page(), _outlined(panel, (120, 120, 120), 1)
    cv2.putText(before, "Create", (120, 126), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 1)
    after[103:137, 110:330] = (215, 120, 0)

    assert not is_ring(before, after, panel)


def test_a_low_field_of_which_a_part_is_marked_as_it_gets_its_outline_has_a_ring() -> None:
    low = Box(100, 100, 150, 22)
    before, after = _outlined(low, (120, 120, 120), 1), _outlined(low, (20, 20, 20), 2)
    for page in (before, after):
        cv2.putText(page, "mm/dd", (106, 117), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (30, 30, 30), 1, cv2.LINE_AA)
    after[low.y + 3 : low.bottom - 3, 105:136] //= 2
    assert is_ring(before, after, low)
