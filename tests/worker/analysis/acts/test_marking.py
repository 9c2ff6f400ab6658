"""What a field holds is marked before it is typed over."""

from pathlib import Path

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import Film, blank, draw_field, say
from worker.analysis.acts.marking import is_marked
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

COUNT = Box(300, 180, 200, 40)
TEXT = Box(310, 186, 60, 28)
BLUE = (215, 120, 0)


def form(value: str, *, marked: bool = False, focused: bool = True) -> Pixels:
    picture = blank()
    draw_field(picture, COUNT, "In stock", focused=focused)
    if marked:
        picture[TEXT.y : TEXT.bottom, TEXT.x : TEXT.right] = BLUE
    say(picture, value, (COUNT.x + 12, COUNT.center.y + 8), colour=(255, 255, 255) if marked else (0, 0, 0))
    return picture


def test_marking_all_and_typing_over_it_are_a_key_and_a_new_value(tmp_path: Path) -> None:
    film = Film()
    film.show(form("480", focused=False), 0.8)
    film.point_at(form("480", focused=False), COUNT.right - 30, COUNT.center.y)
    film.show(form("480"), 1.0)
    film.show(form("480", marked=True), 0.6)
    for text in ("5", "52", "525"):
        film.show(form(text), 0.2)
    film.show(form("525"), 1.0)

    told_of = told(film.pictures, tmp_path)

    assert [event[0] for event in told_of] == [EventKind.CLICK, EventKind.KEY, EventKind.TYPE]
    assert told_of[1][2] == "Ctrl+A"
    assert told_of[2][2] == "525"


def test_other_letters_on_another_paper_were_not_marked() -> None:
    assert is_marked(form("480"), form("480", marked=True), TEXT, COUNT)
    assert not is_marked(form("480"), form("917", marked=True), TEXT, COUNT)


def test_what_is_no_longer_marked_was_not_marked() -> None:
    assert not is_marked(form("480", marked=True), form("480"), TEXT, COUNT)
    assert not is_marked(form("480"), form("480"), TEXT, COUNT)
