"""Fields that an unseen pointer clicked: lists, numbers with arrows, values edited where they stand."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.test_choosing import SIZE
from tests.worker.analysis.acts.test_choosing import form as choosing
from tests.worker.analysis.acts.watching import events_of, shown, told
from tests.worker.analysis.films import BLUE, INK, LINE, PAPER, blank, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

HOURS, SEATS, TICK = Box(200, 180, 300, 40), Box(200, 280, 300, 40), Box(204, 500, 18, 18)
ROW, CELL = 40, Box(520, 198, 140, 36)


def draw_tick(picture: Pixels, *, ticked: bool) -> None:
    cv2.rectangle(picture, TICK[:2], (TICK.right, TICK.bottom), INK, -1 if ticked else 1)
    say(picture, "Send me news", (TICK.right + 12, TICK.bottom - 3))


def begun(page: Pixels) -> list[Pixels]:
    """Somebody ticked the box on a page."""
    first = page.copy()
    cv2.rectangle(first, (TICK.x + 1, TICK.y + 1), (TICK.right - 1, TICK.bottom - 1), PAPER, -1)
    return [*shown(first, 1.0), *shown(page, 1.5)]


def listed(value: str, *, lit: str | None = None) -> Pixels:
    """A list under a field, and a box that is ticked."""
    picture = choosing(value, lit=lit)
    draw_tick(picture, ticked=True)
    return picture


def outlined(value: str, *, lit: str | None) -> Pixels:
    """A list with the outline of its field around both."""
    picture = listed(value, lit=lit)
    cv2.rectangle(picture, SIZE[:2], (SIZE.right, SIZE.bottom), BLUE, 2)
    return picture


def numbers(*, focus: Box | None = None, arrows: Box | None = None, ticked: bool = False) -> Pixels:
    """Two fields that hold a number and a box to tick; the pointer makes arrows show in one of the fields."""
    picture = blank()
    for field, name in ((HOURS, "Hours"), (SEATS, "Seats")):
        draw_field(picture, field, name, focused=field == focus)
        say(picture, "42", (field.x + 12, field.center.y + 6))
    if arrows is not None:
        middle = arrows.center.y
        cv2.rectangle(picture, (arrows.right - 22, middle - 8), (arrows.right - 13, middle + 8), LINE, -1)
    if focus is not None:
        cv2.rectangle(picture, (focus.x + 40, focus.y + 10), (focus.x + 45, focus.bottom - 10), INK, -1)
    draw_tick(picture, ticked=ticked)
    return picture


def boats(*, edited: str | None = None) -> Pixels:
    """A table of which a cell is edited: its row gets higher for that."""
    picture = blank()
    draw_tick(picture, ticked=True)
    room = 6 if edited is not None else 0
    for number, (boat, held) in enumerate((("Heron", ""), ("Plover", "nine"), ("Tern", ""))):
        low = 180 + ROW * number + (room if boat == "Tern" else 0)
        say(picture, boat, (200, low))
        say(picture, held if edited is None else "", (530, low))
    if edited is not None:
        cv2.rectangle(picture, CELL[:2], (CELL.right, CELL.bottom), INK, 2)
        say(picture, edited, (530, 222))
    return picture


def test_a_list_that_was_chosen_from_opens_again_by_another_click(tmp_path: Path) -> None:
    pictures = [*begun(listed("Small")), *shown(listed("Small", lit="Small"), 1.0)]
    pictures += [*shown(listed("Large"), 1.5), *shown(listed("Large", lit="Large"), 1.0)]

    assert told(pictures, tmp_path)[-3:] == [
        (EventKind.CLICK, "Crate size", None),
        (EventKind.SELECT, "Crate size", "Large"),
        (EventKind.CLICK, "Crate size", None),
    ]


def test_a_list_that_shows_with_its_fields_outline_was_opened_at_the_field_and_not_at_its_name(
    tmp_path: Path,
) -> None:
    pictures = [*begun(listed("Small")), *shown(outlined("Small", lit="Small"), 1.0)]

    click = events_of(pictures, tmp_path)[-1]

    assert click.bbox is not None
    assert SIZE.encloses(Box(*click.bbox), slack=4)


def test_the_arrows_of_a_number_that_the_pointer_left_are_no_box_to_tick(tmp_path: Path) -> None:
    pictures = [*shown(numbers(), 1.0), *shown(numbers(focus=HOURS, arrows=HOURS), 2.0)]
    pictures += shown(numbers(focus=SEATS), 1.0)

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Seats", None)


def test_a_tick_is_seen_though_the_caret_went_with_the_outline_of_a_field(tmp_path: Path) -> None:
    pictures = [*shown(numbers(), 1.0), *shown(numbers(focus=HOURS), 2.0), *shown(numbers(ticked=True), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Send me news", "checked")


def test_a_value_that_a_field_came_around_was_clicked_though_its_row_made_room(tmp_path: Path) -> None:
    pictures = [*begun(boats()), *shown(boats(edited="nine"), 1.5)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "nine", None)
