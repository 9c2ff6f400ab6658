"""Where the rectangle around a point ends."""

import numpy as np

from tests.worker.analysis.films import PAPER, blank, draw_field, say
from worker.analysis.controls.rectangle import rectangle_at
from worker.analysis.geometry import Box

KEEP = Box(300, 200, 160, 36)


def test_a_pixel_that_compression_has_tinged_does_not_hide_the_button_it_is_on() -> None:
    picture = blank()
    draw_field(picture, KEEP, "")
    say(picture, "Keep changes", (KEEP.x + 20, KEEP.center.y + 6))
    middle = KEEP.center
    picture[middle.y - 1 : middle.y + 2, middle.x - 1 : middle.x + 2] = PAPER
    picture[middle.y, middle.x] = (255, 249, 255)

    found = rectangle_at(picture, middle, 1.0)

    assert found is not None
    assert found.grown(3).encloses(KEEP)


def test_a_lit_entry_ends_where_the_outline_of_its_menu_goes_on_in_its_colour() -> None:
    lit = (200, 214, 220)
    picture = blank()
    menu, entry = Box(300, 200, 160, 120), Box(301, 240, 158, 36)
    picture[menu.y : menu.bottom, menu.x : menu.right] = lit
    picture[menu.y + 1 : menu.bottom - 1, menu.x + 1 : menu.right - 1] = PAPER
    picture[entry.y : entry.bottom, entry.x : entry.right] = lit

    found = rectangle_at(picture, entry.center, 1.0)

    assert found is not None
    assert entry.grown(3).encloses(found)


def test_paper_that_changes_its_colour_bit_by_bit_has_no_edge_where_it_is_not_quite_the_same() -> None:
    picture = blank()
    shades = np.linspace((186, 130, 96), (174, 118, 104), KEEP.width).astype(np.uint8)
    picture[KEEP.y : KEEP.bottom, KEEP.x : KEEP.right] = shades

    found = rectangle_at(picture, KEEP.center, 1.0)

    assert found is not None
    assert found.grown(3).encloses(KEEP)


def test_a_button_is_found_though_no_two_pixels_of_its_paper_are_alike() -> None:
    noise = np.random.default_rng(1).integers(-4, 5, (KEEP.height, KEEP.width, 3))
    picture = blank()
    picture[KEEP.y : KEEP.bottom, KEEP.x : KEEP.right] = (np.array([[[247, 151, 32]]]) + noise).clip(0, 255)
    middle = KEEP.center
    picture[middle.y - 5 : middle.y + 5, middle.x - 12 : middle.x + 10] = PAPER

    found = rectangle_at(picture, middle, 1.0)

    assert found is not None
    assert found.grown(3).encloses(KEEP)
