"""A browser's own field for a date: it is typed part by part, and each part is marked meanwhile."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import INK, Film, blank, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

FIELD = Box(260, 180, 170, 24)
MARK = (250, 205, 150)


def page(date: str, marked: int | None = None) -> Pixels:
    """A low field with its name before it; one of its parts, which are parted by slashes, may be marked."""
    picture = blank()
    say(picture, "Due", (215, FIELD.bottom - 6))
    cv2.rectangle(picture, FIELD[:2], (FIELD.right, FIELD.bottom), INK, 1 if marked is None else 2)
    if marked is not None:
        parts = date.split("/")
        left, right = (_width("/".join(parts[:count])) for count in (marked, marked + 1))
        picture[FIELD.y + 3 : FIELD.bottom - 2, FIELD.x + 8 + left : FIELD.x + 9 + right] = MARK
    say(picture, date, (FIELD.x + 8, FIELD.bottom - 7))
    return picture


def _width(text: str) -> int:
    (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.55, 1)
    return int(width)


def test_a_date_is_typed_though_its_digits_change_in_their_place(tmp_path: Path) -> None:
    film = Film()
    film.show(page("mm/dd/yyyy"), 0.8)
    film.point_at(page("mm/dd/yyyy"), 300, FIELD.center.y)
    film.show(page("mm/dd/yyyy", 0), 0.5)
    film.show(page("01/dd/yyyy", 0), 0.2)
    film.show(page("10/dd/yyyy", 1), 0.3)
    film.show(page("10/01/yyyy", 1), 0.2)
    for year in ("yyyy", "0002", "0020", "0202", "2026"):
        film.show(page(f"10/14/{year}", 2), 0.3)
    film.show(page("10/14/2026", 2), 0.6)
    film.point_at(page("10/14/2026", 2), 600, 400)
    film.show(page("10/14/2026"), 0.8)

    assert told(film.pictures, tmp_path) == [
        (EventKind.CLICK, "Due", None),
        (EventKind.TYPE, "Due", "10/14/2026"),
    ]


def test_a_code_in_parts_stays_a_secret(tmp_path: Path) -> None:
    film = Film()
    code = Box(360, 180, 170, 24)
    states = ("", "1", "12", "123", "123-4", "123-45", "123-456")
    for count, state in enumerate(states):
        picture = blank()
        say(picture, "Security code", (215, code.bottom - 6))
        cv2.rectangle(picture, code[:2], (code.right, code.bottom), INK, 2 if count else 1)
        say(picture, state, (code.x + 8, code.bottom - 7))
        film.show(picture, 0.8 if count in (0, len(states) - 1) else 0.3)

    assert all(text is None or "12" not in text for _, _, text in told(film.pictures, tmp_path))
