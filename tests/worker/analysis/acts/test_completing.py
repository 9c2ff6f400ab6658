"""What is typed to find a suggestion stays what was typed, and the suggestion was picked."""

from collections.abc import Sequence
from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import LINE, Film, blank, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

FIELD = Box(200, 180, 400, 40)
ROW = 40


def page(text: str = "", suggested: Sequence[str] = (), *, focused: bool = True) -> Pixels:
    """A field with suggestions hanging from it."""
    picture = blank()
    draw_field(picture, FIELD, "Teacher", focused=focused)
    say(picture, text, (FIELD.x + 12, FIELD.center.y + 6))
    for number, name in enumerate(suggested, start=1):
        box = FIELD._replace(y=FIELD.y + number * ROW + 4)
        cv2.rectangle(picture, box[:2], (box.right, box.bottom), LINE, 1)
        say(picture, name, (box.x + 20, box.center.y + 6))
    return picture


def test_a_suggestion_that_its_field_takes_over_was_picked(tmp_path: Path) -> None:
    names = ("Marit Lund", "Marten Vos")
    film = Film()
    film.show(page(focused=False), 0.8)
    film.point_at(page(focused=False), FIELD.center.x, FIELD.center.y)
    film.show(page(), 0.6)
    film.show(page("M", names), 0.1)
    film.show(page("Ma", names), 1.2)
    film.show(page("Marit Lund"), 0.8)
    film.point_at(page("Marit Lund"), 700, 500)
    film.show(page("Marit Lund", focused=False), 0.8)

    assert told(film.pictures, tmp_path)[1:] == [
        (EventKind.TYPE, "Teacher", "Ma"),
        (EventKind.CLICK, "Marit Lund", None),
    ]
