"""The pointer is followed by its shape."""

import numpy as np
import pytest

from tests.worker.analysis.films import HEIGHT, WIDTH, blank, draw_field
from worker.analysis.deltas import Delta, deltas
from worker.analysis.frames import Pixels, Sample
from worker.analysis.geometry import Box, Point
from worker.analysis.masks.restless import Unrest
from worker.analysis.pointing.follower import Follower
from worker.analysis.pointing.lookout import Lookout, Sighting
from worker.analysis.pointing.shapes import Theme, shapes
from worker.analysis.pointing.track import PointerTrack

NAMES = {shape.name: number for number, shape in enumerate(shapes(Theme(1.0, dark=True)))}


def drawn(page: Pixels, tip: Point, shape: str = "arrow", theme: Theme | None = None) -> Pixels:
    pointer = shapes(theme or Theme(1.0, dark=True))[NAMES[shape]]
    picture = page[:, :, 0].copy()
    x, y = tip.x - pointer.tip.x, tip.y - pointer.tip.y
    window = picture[y : y + pointer.grey.shape[0], x : x + pointer.grey.shape[1]]
    window[pointer.counts > 0] = pointer.grey[pointer.counts > 0]
    return picture


def following(pictures: list[Pixels]) -> Follower:
    follower = Follower(1.0)
    taken = [Sample(number / 10, grey, grey) for number, grey in enumerate(pictures)]
    for delta, sample in deltas(taken, 1, Unrest(1)):
        follower.follow(delta, sample.whole)
    return follower


def followed(pictures: list[Pixels]) -> PointerTrack:
    return following(pictures).track


@pytest.mark.parametrize("theme", [Theme(1.0, dark=True), Theme(1.0, dark=False), Theme(1.5, dark=True)])
def test_the_tip_of_a_moving_arrow_is_known_to_the_pixel(theme: Theme) -> None:
    path = [Point(100 + 60 * step, 400 - 30 * step) for step in range(8)]

    track = followed([drawn(blank(), point, theme=theme) for point in path])

    assert track.at(10.0) == path[-1]
    assert track.content == []


def test_a_pointer_that_turns_into_a_hand_or_a_beam_is_not_lost() -> None:
    arrow = [drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)]
    changed = [drawn(blank(), Point(420, 300), "hand"), drawn(blank(), Point(480, 320), "beam")]

    assert followed(arrow + changed).at(10.0) == Point(480, 320)


def test_what_changes_elsewhere_while_the_pointer_rests_is_content() -> None:
    arrow = [drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)]
    page = blank()
    draw_field(page, Box(500, 100, 300, 40), "")

    track = followed([*arrow, drawn(page, Point(350, 300))])

    [delta] = track.content
    assert delta.bounds.distance(Box(500, 100, 300, 40)) == 0
    assert not track.moved(0.5, 10.0)


def test_a_screen_without_a_pointer_has_no_moves() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (3, HEIGHT, WIDTH), dtype=np.uint8)

    assert followed(list(noise)).at(10.0) is None


@pytest.mark.parametrize("size", [0.65, 0.75])
def test_a_pointer_that_was_made_smaller_is_followed_once_it_was_seen_to_move(size: float) -> None:
    path = [Point(100 + 60 * step, 400 - 30 * step) for step in range(8)]

    track = followed([drawn(blank(), point, theme=Theme(size, dark=True)) for point in path])

    end = track.at(10.0)
    assert end is not None
    assert abs(end.x - path[-1].x) <= 2
    assert abs(end.y - path[-1].y) <= 2


def crossed(tip: Point) -> Pixels:
    """A page with a pointer that is a black cross with a grey rim."""
    picture = blank()[:, :, 0].copy()
    for reach, shade in ((3, 120), (1, 0)):
        picture[tip.y - reach : tip.y + reach, tip.x - 12 : tip.x + 12] = shade
        picture[tip.y - 12 : tip.y + 12, tip.x - reach : tip.x + reach] = shade
    return picture


def test_a_pointer_of_unknown_shape_is_what_moves_and_lets_show_again_what_it_covered() -> None:
    path = [Point(100 + 70 * step, 300 + 20 * step) for step in range(6)]

    track = followed([crossed(point) for point in path])

    end = track.at(10.0)
    assert end is not None
    assert max(abs(end.x - path[-1].x), abs(end.y - path[-1].y)) <= 2
    assert track.content[2:] == []  # The first that moves is no pointer yet.


def test_an_arrow_that_turns_into_an_unknown_shape_went_where_that_one_came() -> None:
    arrow = [drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)]

    track = followed([*arrow, crossed(Point(440, 320))])

    end = track.at(10.0)
    assert end is not None
    assert max(abs(end.x - 440), abs(end.y - 320)) <= 2


def test_a_pointer_that_rests_is_looked_for_no_more_until_its_place_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrow = [drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)]
    pages = [blank() for _ in range(4)]
    for number, page in enumerate(pages):
        draw_field(page, Box(500, 60, 300, 40), "abcd"[: number + 1])
    typing = [drawn(page, Point(350, 300)) for page in pages]
    leaving = [drawn(pages[-1], Point(420, 300))]
    searched: list[float] = []
    search = Lookout.search

    def noted(self: Lookout, delta: Delta, luma: Pixels, *, came_before: bool) -> Sighting | None:
        searched.append(delta.t)
        return search(self, delta, luma, came_before=came_before)

    monkeypatch.setattr(Lookout, "search", noted)

    track = followed([*arrow, *typing, *leaving])

    assert searched == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.0])
    assert track.at(10.0) == Point(420, 300)
    assert len(track.content) == len(typing)


def test_a_pointer_that_leaves_what_always_changes_is_found_where_it_went() -> None:
    """What changes by itself is in no difference, so leaving it does not show there."""
    follower = following([drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)])
    gone = drawn(blank(), Point(600, 200))

    follower.follow(Delta(0.6, 0.7, (Box(600, 200, 12, 18),), 0.001), gone)

    assert follower.track.at(10.0) == Point(600, 200)


def test_what_changes_beside_an_arrow_that_stays_is_no_pointer() -> None:
    arrow = [drawn(blank(), Point(100 + 50 * step, 300)) for step in range(6)]
    page = blank()
    page[400:418, 500:516] = 0

    track = followed([*arrow, drawn(page, Point(350, 300))])

    assert track.at(10.0) == Point(350, 300)
