"""Menus, lists and texts that come and go tell what an unseen pointer was on."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import shown, told
from tests.worker.analysis.clues.test_small_changes import after_field, begun
from tests.worker.analysis.films import BLUE, INK, LINE, PAPER, blank, draw_button, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

ENTRIES = ("Make a copy", "Print it", "Remove it")


def page_with_menu(*, is_open: bool = False, lit: int | None = None) -> Pixels:
    picture = after_field()
    cv2.rectangle(picture, (600, 220), (700, 256), LINE, 1)
    say(picture, "Actions", (616, 243))
    if is_open:
        cv2.rectangle(picture, (560, 262), (700, 382), PAPER, -1)
        cv2.rectangle(picture, (560, 262), (700, 382), LINE, 1)
        for number, entry in enumerate(ENTRIES):
            if number == lit:
                cv2.rectangle(picture, (561, 263 + 40 * number), (699, 301 + 40 * number), LINE, -1)
            say(picture, entry, (574, 288 + 40 * number))
    return picture


def questions(*, is_unfolded: bool) -> Pixels:
    picture = after_field()
    lower = 40 if is_unfolded else 0
    say(picture, "Opening hours", (200, 260))
    say(picture, "How to get there", (200, 310))
    if is_unfolded:
        say(picture, "By the little ferry from the old harbour", (220, 350))
    say(picture, "Where to park", (200, 360 + lower))
    say(picture, "Whom to ask", (200, 410 + lower))
    return picture


def asking(*, dimmed: bool) -> Pixels:
    picture = after_field()
    draw_button(picture, Box(200, 460, 140, 40), "Save class")
    for row in range(4):
        say(picture, f"Something that was written down, {row}", (200, 220 + 40 * row))
    if dimmed:
        picture = picture // 2
        cv2.rectangle(picture, (300, 200), (660, 400), PAPER, -1)
        say(picture, "Is it to be cancelled?", (330, 250))
        draw_button(picture, Box(330, 320, 140, 40), "Cancel it")
    return picture


def test_a_menu_hangs_from_the_button_that_was_clicked(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(page_with_menu(), 1.5), *shown(page_with_menu(is_open=True), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Actions", None)


def test_an_entry_that_was_lit_up_and_went_with_its_menu_was_clicked(tmp_path: Path) -> None:
    pictures = [
        *begun(),
        *shown(page_with_menu(), 1.5),
        *shown(page_with_menu(is_open=True), 1.5),
        *shown(page_with_menu(is_open=True, lit=1), 1.0),
        *shown(page_with_menu(), 1.0),
    ]

    assert told(pictures, tmp_path)[-2:] == [
        (EventKind.CLICK, "Actions", None),
        (EventKind.CLICK, "Print it", None),
    ]


def test_a_text_unfolded_under_the_name_that_was_clicked(tmp_path: Path) -> None:
    folded, unfolded = questions(is_unfolded=False), questions(is_unfolded=True)
    pictures = [*begun(), *shown(folded, 1.5), *shown(unfolded, 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "How to get there", None)


def test_a_dialog_was_left_by_its_own_button_and_not_by_one_behind_it(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(asking(dimmed=False), 1.5), *shown(asking(dimmed=True), 1.5)]
    pictures += shown(asking(dimmed=False), 1.0)

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Cancel it", None)


def test_a_page_was_reached_by_the_link_that_is_called_like_its_heading(tmp_path: Path) -> None:
    home, there = after_field(), blank()
    for number, name in enumerate(("Spring boats", "Harbour maps", "Old ropes")):
        say(home, name, (200, 260 + 40 * number), BLUE)
    cv2.putText(there, "Harbour maps", (200, 160), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (30, 30, 30), 2)
    for row in range(6):
        say(there, f"Sheet {row} shows what lies under water", (200, 240 + 40 * row))
    pictures = [*begun(), *shown(home, 1.5), *shown(there, 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Harbour maps", None)


def test_what_opens_under_its_own_name_was_asked_for_by_the_button_above_that_is_called_so(
    tmp_path: Path,
) -> None:
    home, hire = after_field(), after_field()
    for page in (home, hire):
        draw_button(page, Box(700, 40, 120, 36), "New hire")
    cv2.putText(hire, "New hire", (200, 240), cv2.FONT_HERSHEY_SIMPLEX, 1.0, INK, 2)
    for row in range(6):
        say(hire, f"What is to be filled in, line {row}", (200, 300 + 40 * row))
    pictures = [*begun(), *shown(home, 1.5), *shown(hire, 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "New hire", None)


def test_what_goes_as_if_it_had_never_been_there_was_left_by_the_words_that_say_so(tmp_path: Path) -> None:
    home, hire = after_field(), after_field()
    cv2.rectangle(hire, (180, 200), (780, 480), (235, 235, 235), -1)
    for row in range(4):
        say(hire, f"What is to be filled in, line {row}", (200, 240 + 40 * row))
    draw_button(hire, Box(200, 420, 120, 36), "Book")
    say(hire, "Discard", (360, 444))
    pictures = [*begun(), *shown(home, 1.5), *shown(hire, 1.5), *shown(home, 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Discard", None)
