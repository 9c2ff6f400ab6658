"""Where the rectangle around a point ends."""

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
