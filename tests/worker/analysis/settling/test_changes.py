"""Differences become changes: what lasts does, what flickers by itself does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worker.analysis.films import HEIGHT, WIDTH, blank, say
from worker.analysis.deltas import Delta, deltas
from worker.analysis.frames import Pixels, Sample
from worker.analysis.geometry import Box, Point
from worker.analysis.masks.restless import Unrest
from worker.analysis.pointing.shapes import Theme, shapes
from worker.analysis.pointing.track import Move, PointerTrack
from worker.analysis.settling.change import Change, ChangeKind
from worker.analysis.settling.changes import changes

SCREEN = Box(0, 0, 1920, 1080)
places = st.builds(
    Box,
    st.integers(0, 1700),
    st.integers(0, 900),
    st.integers(6, 100),
    st.integers(6, 60),
)


def changes_of(content: list[Delta]) -> list[Change]:
    track = PointerTrack(1.0)
    track.content = content
    return changes(track, SCREEN)


def delta(t: float, *boxes: Box) -> Delta:
    return Delta(t - 0.1, t, boxes, sum(box.area for box in boxes) / SCREEN.area)


def samples(pictures: list[Pixels]) -> list[Sample]:
    greys = [picture[:, :, 0].copy() for picture in pictures]
    return [Sample(number / 10, grey, grey) for number, grey in enumerate(greys)]


@given(st.integers(0, 2**32 - 1), st.integers(0, 8))
def test_a_still_screen_gives_nothing_whatever_the_noise_of_compression(seed: int, strength: int) -> None:
    noise = np.random.default_rng(seed)
    still = noise.integers(0, 255 - strength, (120, 160), dtype=np.uint8)
    frames = [still + noise.integers(0, strength + 1, still.shape, dtype=np.uint8) for _ in range(4)]

    assert list(deltas([Sample(n / 10, grey, grey) for n, grey in enumerate(frames)], 1, Unrest(1))) == []


@pytest.mark.parametrize("planes", [(), (np.zeros((30, 40), np.uint8),)], ids=["none", "smaller"])
def test_pictures_that_come_to_have_other_colours_still_differ_in_brightness(
    planes: tuple[Pixels, ...],
) -> None:
    grey = np.full((120, 160), 90, np.uint8)
    brighter = grey.copy()
    brighter[40:60, 40:60] = 200
    half = (np.zeros((60, 80), np.uint8),)

    pictures = [Sample(0.0, grey, grey, half), Sample(0.1, brighter, brighter, planes)]

    [(found, _)] = deltas(pictures, 1, Unrest(1))
    assert found.boxes == (Box(40, 40, 20, 20),)


@given(places, st.floats(0.2, 1.2), st.integers(5, 30))
def test_what_changes_in_one_place_again_and_again_is_no_change(
    place: Box, period: float, times: int
) -> None:
    assert changes_of([delta(1 + number * period, place) for number in range(times)]) == []


@given(places, st.floats(1, 60))
def test_what_changes_once_is_one_change_with_the_screen_before_and_after_it(place: Box, t: float) -> None:
    [change] = changes_of([delta(t, place)])

    assert change.before < change.start <= change.end <= change.after
    assert change.bounds == place


@given(st.integers(10, 900), st.integers(10, 1000), st.integers(4, 40))
def test_letters_that_appear_one_by_one_are_one_run_of_writing(x: int, y: int, letters: int) -> None:
    typed = [delta(1 + 0.1 * number, Box(x + 9 * number, y, 10, 16)) for number in range(letters)]

    [change] = changes_of(typed)

    assert change.kind is ChangeKind.WRITING
    assert change.bounds.width == 9 * (letters - 1) + 10


def test_a_place_that_changes_twice_was_marked_before_it_was_typed_over() -> None:
    value = Box(300, 300, 120, 18)
    typed = [delta(1.9 + 0.1 * number, Box(310 + 9 * number, 300, 10, 18)) for number in range(6)]

    marked, written = changes_of([delta(1.4, value), delta(1.8, value._replace(width=116)), *typed])

    assert (marked.kind, marked.bounds) == (ChangeKind.OTHER, value)
    assert (written.kind, written.start) == (ChangeKind.WRITING, 1.8)


@pytest.mark.parametrize(
    "marked",
    [Box(300, 300, 42, 18), Box(300, 300, 330, 18), Box(300, 300, 470, 66)],
    ids=["a word", "a long line", "several lines"],
)
def test_a_text_that_is_typed_over_at_once_was_marked_by_itself(marked: Box) -> None:
    entered = delta(0.9, marked.grown(8))
    typed = [delta(1.2 + 0.1 * number, Box(308 + 9 * number, 301, 10, 16)) for number in range(6)]

    focus, mark, written = changes_of([entered, delta(1.0, marked), delta(1.1, marked), *typed])

    assert (focus.end, mark.bounds, mark.end) == (0.9, marked, 1.0)
    assert (written.kind, written.start) == (ChangeKind.WRITING, 1.1)
    assert written.bounds.height == typed[0].bounds.height


def test_letters_where_a_name_moved_up_from_are_a_run_of_their_own() -> None:
    name = Box(830, 402, 82, 36)
    typed = [delta(1.4 + 0.1 * number, Box(830 + 12 * number, 418, 14, 20)) for number in range(4)]

    moved, written = changes_of([delta(1.0, name), *typed])

    assert (moved.kind, moved.bounds) == (ChangeKind.OTHER, name)
    assert (written.kind, written.start) == (ChangeKind.WRITING, 1.4)


def test_a_blinking_caret_is_no_change() -> None:
    assert changes_of([delta(1 + 0.5 * number, Box(300, 300, 2, 18)) for number in range(3)]) == []


def test_two_changes_with_a_pause_between_them_are_two() -> None:
    first, second = Box(100, 100, 300, 60), Box(100, 400, 300, 60)

    found = changes_of([delta(1.0, first), delta(1.1, first), delta(2.0, second)])

    assert [change.bounds for change in found] == [first, second]
    assert found[0].after <= found[1].before


def test_content_that_moves_up_is_a_scroll_down() -> None:
    page = np.concatenate([blank(), blank()])
    for row in range(2 * HEIGHT // 30):
        say(page, f"Row {row} of a long list, and {row * 7919 % 1000} more", (40, 20 + 30 * row))
    views = [page[top : top + HEIGHT, :WIDTH] for top in (0, 40, 80, 120)]

    [change] = changes_of([found for found, _ in deltas(samples(views), 1, Unrest(1))])

    assert change.kind is ChangeKind.SCROLL
    assert change.scrolled == 40


def knob(*steps: Box) -> list[Delta]:
    """A switch whose knob goes from one end to the other, step by step."""
    return [delta(1 + 0.1 * number, box) for number, box in enumerate(steps)]


@pytest.mark.parametrize(
    "steps",
    [
        (Box(780, 324, 40, 24), Box(794, 324, 34, 24)),
        (Box(778, 332, 52, 32), Box(780, 336, 46, 24), Box(802, 336, 26, 24)),
        (Box(778, 320, 52, 32), Box(798, 324, 30, 24)),
    ],
    ids=["shown late", "in three steps", "in two steps"],
)
def test_a_knob_on_its_way_is_no_writing(steps: tuple[Box, ...]) -> None:
    [change] = changes_of(knob(*steps))

    assert change.kind is ChangeKind.OTHER


def test_letters_that_come_together_over_a_marked_text_are_writing() -> None:
    marked, rest = Box(600, 300, 60, 20), Box(610, 303, 24, 14)

    [change] = changes_of([delta(1, marked), delta(1.1, rest)])

    assert change.kind is ChangeKind.WRITING


def test_nobody_writes_as_the_pointer_moves() -> None:
    arrow = shapes(Theme(1.0, dark=True))[0]
    track = PointerTrack(1.0)
    track.add(Move(1.0, Point(700, 280), Box(700, 280, 11, 17), arrow.name, seen=True, drawing=arrow.counts))
    track.content = [delta(1.0, Box(530, 272, 54, 8)), delta(1.3, Box(586, 268, 86, 16))]

    assert all(change.kind is ChangeKind.OTHER for change in changes(track, SCREEN))


def test_what_changed_again_and_again_only_with_whole_pages_is_a_change() -> None:
    place, page = Box(778, 332, 52, 32), Box(40, 120, 1200, 700)

    found = changes_of(
        [delta(1, page, place), delta(3, place), delta(3.1, place), delta(5, page, place)],
    )

    assert place in [box for change in found if 3 <= change.start < 4 for box in change.boxes]
