"""What is covered before a picture is kept."""

import cv2
import numpy as np
import pytest

from tests.worker.analysis.films import WIDTH, blank, draw_dots, draw_field, say
from worker.analysis.geometry import Box
from worker.analysis.masking import COVER, dotted, masked

FIELD = Box(100, 100, 300, 40)


@pytest.mark.parametrize("count", [4, 8, 20])
def test_a_row_of_dots_is_found_and_covered(count: int) -> None:
    picture = blank()
    draw_dots(picture, FIELD, count)

    covered = masked(picture, [], scale=1.0)

    [row] = dotted(picture, scale=1.0)
    assert row.contains(FIELD.center._replace(x=FIELD.x + 14))
    assert covered.min() > 100


def test_dots_far_apart_on_an_empty_screen_are_all_found_where_they_stand() -> None:
    picture = blank()
    fields = [FIELD, FIELD._replace(x=WIDTH - 320, y=500)]
    for field in fields:
        draw_dots(picture, field, 6)

    found = dotted(picture, scale=1.0)

    assert [
        box.within(WIDTH, picture.shape[0]).overlap(field) > 0
        for box, field in zip(found, fields, strict=True)
    ] == [True, True]


def test_ordinary_text_is_left_alone() -> None:
    picture = blank()
    say(picture, "Please leave it at the loading dock, all of it.", (100, 100))

    assert np.array_equal(masked(picture, [], scale=1.0), picture)


def test_a_field_that_held_a_secret_is_left_alone_while_nothing_is_in_it() -> None:
    picture = blank()
    draw_field(picture, FIELD, "Code")

    assert np.array_equal(masked(picture, [FIELD], scale=1.0), picture)


@pytest.mark.parametrize("ink", [0, 200, 245], ids=["black", "grey", "hardly to be seen"])
def test_whatever_is_written_in_a_field_known_to_hold_a_secret_is_covered(ink: int) -> None:
    picture = blank()
    cv2.putText(
        picture, "i", (FIELD.right - 16, FIELD.bottom - 12), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (ink,) * 3
    )

    covered = masked(picture, [FIELD], scale=1.0)

    assert (covered[FIELD.y : FIELD.bottom, FIELD.x : FIELD.right] == COVER).all()


def test_a_field_known_to_hold_a_secret_is_covered_even_at_the_edge_of_the_screen() -> None:
    picture = blank()
    say(picture, "hunter2", (WIDTH - 60, 120))

    covered = masked(picture, [Box(WIDTH - 80, 90, 200, 50)], scale=1.0)

    assert covered[95:135, WIDTH - 75 :].std() == 0
    assert picture.min() < 100
