"""A password that a field shows in the clear stays nowhere: in no event, and in no picture that is kept."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.worker.analysis.acts.watching import events_of, shown
from tests.worker.analysis.films import Film, blank, draw_button, draw_dots, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import COVER
from worker.analysis.reading import Reader

FIELD, EYE = Box(200, 180, 400, 40), Box(540, 186, 52, 28)
NEXT, BACK = Box(200, 420, 120, 40), Box(600, 420, 120, 40)
VALUE = "Ochre-41-dune"


def page(dots: int = 0, *, clear: bool = False, down: int = 0) -> Pixels:
    """A field whose label does not tell that it is for a secret, with an eye in it."""
    picture = blank()
    field = FIELD._replace(y=FIELD.y + down)
    draw_field(picture, field, "Code of the door")
    say(picture, "Hide" if clear else "Show", (EYE.x + 6, EYE.center.y + 6 + down))
    if clear:
        say(picture, VALUE, (field.x + 12, field.center.y + 6))
    else:
        draw_dots(picture, field, dots)
    draw_button(picture, NEXT._replace(y=NEXT.y + down), "Next")
    return picture


def revealed(*, typed: bool = True) -> Film:
    """A film up to the moment at which the eye was clicked."""
    film = Film()
    film.show(page(0 if typed else len(VALUE)), 0.8)
    if typed:
        film.point_at(page(), FIELD.center.x - 40, FIELD.center.y)
        for dots in range(1, len(VALUE) + 1):
            film.show(page(dots), 0.1)
    film.show(page(len(VALUE)), 0.6)
    film.point_at(page(len(VALUE)), EYE.center.x, EYE.center.y)
    film.show(page(clear=True), 1.0)
    return film


def in_pictures(folder: Path) -> str:
    """All that can be read in the pictures that were kept."""
    kept = (cv2.imread(str(path)) for path in sorted((folder / "frames").iterdir()))
    pictures = [np.asarray(picture, np.uint8) for picture in kept if picture is not None]
    everywhere = Box(0, 0, 960, 600)
    read = (Reader().lines(picture, everywhere) for picture in pictures)
    return " ".join(line.text for lines in read for line in lines)


@pytest.mark.parametrize("typed", [True, False], ids=["just-typed", "stored-by-the-page"])
def test_what_an_eye_shows_stays_nowhere(*, typed: bool, tmp_path: Path) -> None:
    film = revealed(typed=typed)
    film.point_at(page(clear=True), NEXT.center.x, NEXT.center.y)
    film.show(blank(), 1.0)

    events = events_of(film.pictures, tmp_path)

    told = " ".join(event.model_dump_json() for event in events) + in_pictures(tmp_path)
    assert "Ochre" not in told
    assert "dune" not in told
    assert [event.text for event in events if event.kind is EventKind.TYPE] == [None] * typed
    assert events[-1].label == "Next"


def test_what_an_eye_shows_is_no_typing_where_no_pointer_is_shown(tmp_path: Path) -> None:
    dots = [picture for count in range(1, 14) for picture in shown(page(count), 0.1)]
    pictures = [*shown(page(), 1.0), *dots, *shown(page(13), 1.5), *shown(page(clear=True), 1.5)]

    events = events_of(pictures, tmp_path)

    told = " ".join(event.model_dump_json() for event in events) + in_pictures(tmp_path)
    assert "Ochre" not in told
    assert "dune" not in told


def test_what_is_shown_stays_covered_behind_a_dialog(tmp_path: Path) -> None:
    dimmed = page(clear=True) // 2
    dimmed[330:560, 300:660] = 255
    say(dimmed, "Are you sure?", (400, 440))
    film = revealed()
    film.point_at(page(clear=True), NEXT.center.x, NEXT.center.y)
    film.show(dimmed, 1.0)
    film.show(page(clear=True), 1.0)

    events_of(film.pictures, tmp_path)

    assert "Ochre" not in in_pictures(tmp_path)


def test_another_page_in_the_place_of_a_secret_is_not_covered(tmp_path: Path) -> None:
    other = blank()
    other[:] = 225
    say(other, "All is stored", (FIELD.x + 12, FIELD.center.y + 6))
    draw_button(other, BACK, "Back")
    film = revealed()
    film.point_at(page(clear=True), NEXT.center.x, NEXT.center.y)
    film.show(other, 1.0)
    film.point_at(other, BACK.center.x, BACK.center.y)
    film.show(blank(), 1.0)

    events = events_of(film.pictures, tmp_path)

    assert events[-1].before is not None
    kept = cv2.imread(str(tmp_path / events[-1].before))
    assert kept is not None
    assert tuple(int(part) for part in kept[FIELD.center.y, FIELD.right - 20]) != COVER


def lettered(text: str = "", *, marked: bool = False) -> Pixels:
    """A field with the keyboard; what it held has letters in its midst that are round and evenly apart."""
    picture = blank()
    draw_field(picture, FIELD, "Tagline", focused=True)
    if text:
        say(picture, text, (FIELD.x + 12, FIELD.center.y + 6))
        return picture
    say(picture, "An open", (FIELD.x + 12, FIELD.center.y + 6))
    draw_dots(picture, FIELD._replace(x=FIELD.x + 82), 5)
    say(picture, "source of", (FIELD.x + 150, FIELD.center.y + 6))
    place = picture[FIELD.y + 8 : FIELD.bottom - 8, FIELD.x + 10 : FIELD.x + 240]
    if marked:
        place[:] = place // 3 * 2
    return picture


def test_round_letters_in_a_text_are_no_secret_when_it_gets_marked(tmp_path: Path) -> None:
    film = Film()
    film.show(lettered(), 0.8)
    film.point_at(lettered(), FIELD.center.x + 100, FIELD.center.y + 2)
    film.show(lettered(), 0.8)
    film.show(lettered(marked=True), 0.8)
    for end in range(1, len("Kelp and salt") + 1):
        film.show(lettered("Kelp and salt"[:end]), 0.2)
    film.show(lettered("Kelp and salt"), 1.0)

    assert [event.text for event in events_of(film.pictures, tmp_path) if event.kind is EventKind.TYPE] == [
        "Kelp and salt"
    ]
