"""Where an unseen pointer is, told by what looks different before anything was done."""

import cv2
import numpy as np
import pytest

from tests.worker.analysis.films import BLUE, INK, LINE, PAPER, blank, say
from worker.analysis.clues.noticing import noticed
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader

SAVE, CANCEL = Box(200, 360, 120, 40), Box(360, 360, 120, 40)
DARKER, PALE = (192, 104, 38), (247, 248, 249)


def page(save: tuple[int, int, int] = BLUE, cancel: tuple[int, int, int] = BLUE) -> Pixels:
    picture = blank()
    for box, words, colour in ((SAVE, "Save", save), (CANCEL, "Cancel", cancel)):
        cv2.rectangle(picture, box[:2], (box.right, box.bottom), colour, -1)
        say(picture, words, (box.x + 30, box.y + 26), PAPER)
    return picture


def menu(pointed: int | None = None) -> Pixels:
    picture = blank()
    for number, words in enumerate(("Rename", "Archive", "Remove")):
        row = Box(400, 200 + 34 * number, 180, 34)
        if number == pointed:
            cv2.rectangle(picture, row[:2], (row.right - 1, row.bottom - 1), PALE, -1)
        say(picture, words, (row.x + 12, row.y + 22))
    return picture


def came_to(former: Pixels, now: Pixels, *known: Box) -> str | None:
    lit = noticed(Reader(), Picture(1.0, former), Picture(2.0, now), 1.0, known)
    return lit.control.label if lit is not None else None


def test_the_pointer_is_on_the_button_that_turned_a_little_darker() -> None:
    assert came_to(page(), page(cancel=DARKER)) == "Cancel"


def test_the_pointer_is_on_the_entry_of_a_menu_that_turned_a_little_grey() -> None:
    assert came_to(menu(), menu(pointed=1)) == "Archive"


def test_the_button_that_the_pointer_left_is_not_what_it_came_to() -> None:
    assert came_to(page(save=DARKER), page(cancel=DARKER), SAVE) == "Cancel"


def test_a_button_that_says_something_else_is_none_that_the_pointer_came_to() -> None:
    now = page(cancel=DARKER)
    cv2.rectangle(now, CANCEL[:2], (CANCEL.right, CANCEL.bottom), DARKER, -1)
    say(now, "Saving", (CANCEL.x + 30, CANCEL.y + 26), PAPER)

    assert came_to(page(), now) is None


@pytest.mark.parametrize("seed", [1, 2], ids=["one noise", "another noise"])
def test_what_compression_changes_everywhere_is_no_pointer(seed: int) -> None:
    picture = blank()
    for row in range(8):
        say(picture, f"Row {row} of a long table", (100, 80 + 50 * row))
    cv2.rectangle(picture, (80, 40), (500, 470), LINE, 1)
    blurred = np.asarray(cv2.GaussianBlur(picture, (3, 3), 0.4 * seed), np.uint8)

    assert came_to(blurred, picture) is None


def test_a_line_that_came_under_a_link_shows_where_the_pointer_is() -> None:
    former = blank()
    say(former, "Price list", (100, 100), BLUE)
    say(former, "Opening hours", (300, 100), INK)
    now = former.copy()
    cv2.rectangle(now, (100, 104), (182, 106), BLUE, -1)

    assert came_to(former, now) == "Price list"
