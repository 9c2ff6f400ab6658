"""Which part of a screen can be a terminal."""

import pytest

from tests.worker.analysis.films import blank, draw_field, say
from tests.worker.analysis.terminal.screens import HEIGHT, LEFT, TOP, WIDTH, screen
from worker.analysis.geometry import Box
from worker.analysis.terminal.pane import pane_around


def test_a_terminal_is_the_flat_part_of_the_screen_around_what_is_written() -> None:
    pane = pane_around(screen("ana@mill:~$ ls"), Box(LEFT + 170, TOP - 18, 30, 24))

    assert pane is not None
    assert pane.box == Box(0, 0, WIDTH, HEIGHT)


@pytest.mark.parametrize("height", [28, 40, 56])
def test_a_field_of_a_form_has_no_room_for_a_terminal(height: int) -> None:
    picture = blank()
    field = Box(100, 200, 400, height)
    draw_field(picture, field, "Prompt")
    say(picture, "ana@mill:~$ ls", (110, field.center.y + 6))

    assert pane_around(picture, Box(110, field.center.y - 9, 140, 18)) is None
