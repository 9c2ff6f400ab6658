"""What stands under the pointer."""

import numpy as np

from tests.worker.analysis.films import blank, draw_button
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.shapes import Shape, shapes
from worker.analysis.pointing.sizing import FULL_SIZE
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.scene import Scene
from worker.analysis.settling.change import Change, ChangeKind
from worker.analysis.uncovering import uncovered

_BUTTON = Box(300, 200, 120, 36)
_AWAY, _ON_IT = Point(700, 500), Point(352, 216)


def test_a_name_under_the_resting_pointer_is_as_it_stood_there_before_the_pointer_came() -> None:
    plain = _page()
    seen = _uncovered(covering=plain, free=plain)
    assert np.array_equal(seen, plain)


def test_a_lit_button_is_uncovered_in_its_new_colours() -> None:
    lit = (_page().astype(np.int16) - np.where(_page() < 250, 20, 0)).clip(0, 255).astype(np.uint8)
    seen = _uncovered(covering=lit, free=_page())
    assert np.abs(seen.astype(np.int16) - lit).max() <= 24


def test_what_another_page_showed_there_is_not_taken() -> None:
    other = blank()
    draw_button(other, _BUTTON.grown(30), "Another thing altogether")
    seen = _uncovered(covering=_page(), free=other)
    beside = seen.copy()
    assert not np.array_equal(beside[200:236, 340:370], other[200:236, 340:370])


def test_where_the_pointer_is_going_to_an_earlier_picture_stays_as_it_is() -> None:
    track, arrow = PointerTrack(1.0), shapes(FULL_SIZE[0])[0]
    beside = Point(_ON_IT.x - arrow.grey.shape[1] - 1, _ON_IT.y)
    for t, tip in ((0.5, _AWAY), (0.9, beside), (1.0, _ON_IT)):
        track.add(Move(t, tip, _box(arrow, tip), arrow.name, seen=True, drawing=arrow.counts))
    clear, before = Picture(0.8, _page()), Picture(2.0, _with_pointer(_page(), arrow))
    change = Change(ChangeKind.OTHER, 2.0, 2.1, 2.2, 2.4, (_BUTTON,), _BUTTON)
    scene = Scene(change, (clear, before, Picture(2.4, blank())), track)
    assert np.array_equal(uncovered(clear, scene, _ON_IT), _page())


def _page() -> Pixels:
    page = blank()
    draw_button(page, _BUTTON, "Search")
    return page


def _uncovered(covering: Pixels, free: Pixels) -> Pixels:
    """The page on which the pointer rests, without it; `free` is the page while the pointer was away."""
    track = PointerTrack(1.0)
    arrow = shapes(FULL_SIZE[0])[0]
    for t, tip in ((0.5, _AWAY), (1.0, _ON_IT)):
        track.add(Move(t, tip, _box(arrow, tip), arrow.name, seen=True, drawing=arrow.counts))
    before = Picture(2.0, _with_pointer(covering, arrow))
    change = Change(ChangeKind.OTHER, 2.0, 2.1, 2.2, 2.4, (_BUTTON,), _BUTTON)
    scene = Scene(change, (before, before, Picture(2.4, blank())), track, Picture(0.8, free))
    return uncovered(before, scene, _ON_IT)


def _box(arrow: Shape, tip: Point) -> Box:
    height, width = arrow.grey.shape
    return Box(tip.x - arrow.tip.x, tip.y - arrow.tip.y, width, height)


def _with_pointer(page: Pixels, arrow: Shape) -> Pixels:
    picture, box = page.copy(), _box(arrow, _ON_IT)
    part = picture[box.y : box.bottom, box.x : box.right]
    part[arrow.counts > 0] = arrow.grey[arrow.counts > 0][:, None]
    return picture
