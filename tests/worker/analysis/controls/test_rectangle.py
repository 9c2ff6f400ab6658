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
