"""What a field holds after somebody wrote into it."""

import pytest

from tests.worker.analysis.films import HEIGHT, WIDTH, blank, draw_field, say
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import Change, ChangeKind
from worker.analysis.typed import written

EDITOR = Box(20, 300, WIDTH - 40, 40)
WORD = Box(26, 308, 42, 22)


def page(word: str, x: int = WORD.x) -> Pixels:
    picture = blank()
    draw_field(picture, EDITOR, "Query")
    say(picture, word, (x, WORD.bottom - 6))
    return picture


def scene(before: Pixels, after: Pixels, text: Box) -> Scene:
    change = Change(ChangeKind.WRITING, 1.0, 1.1, 1.5, 1.8, (text,), text)
    views = (Picture(1.0, before), Picture(1.0, before), Picture(1.8, after))
    return Scene(change, views, PointerTrack(1.0))


def test_a_field_as_wide_as_the_page_holds_what_is_written_at_its_left() -> None:
    now = written(Reader(), scene(page(""), page("select"), WORD), None, WORD)

    assert now is not None
    assert now.control.box.width > 0.9 * EDITOR.width
    assert now.text == "select"


def test_what_changes_far_inside_so_wide_a_frame_is_a_cell_of_a_row() -> None:
    cell = WORD._replace(x=WIDTH // 2)

    assert Page(Reader(), page("41", cell.x), 1.0).field_around(cell) is None


@pytest.mark.parametrize("cut", [0, 5])
def test_a_field_whose_beginning_was_marked_when_it_was_found_is_read_from_its_letters_on(cut: int) -> None:
    seen = Control(ControlKind.FIELD, EDITOR._replace(x=WORD.x + cut), "Query")

    now = written(Reader(), scene(page(""), page("select"), WORD), seen, WORD)

    assert now is not None
    assert now.text == "select"
    assert now.control.box.bottom <= HEIGHT


def test_buttons_at_the_other_end_of_a_field_are_no_part_of_what_is_written_in_it() -> None:
    after = page("select")
    say(after, "Run", (EDITOR.right - 60, WORD.bottom - 6))

    now = written(Reader(), scene(page(""), after, WORD), None, WORD)

    assert now is not None
    assert now.text == "select"


@pytest.mark.parametrize(
    ("former", "says"), [("", "Save order"), ("Save order", None)], ids=["paper", "words"]
)
def test_what_shows_at_one_stroke_where_the_pointer_clicked_is_written_on_paper_and_not_on_words(
    former: str, says: str | None
) -> None:
    text = Box(278, 290, 110, 20)
    seen = scene(plain(former, ink=30), plain("Save order", ink=120), text)
    seen.change = seen.change._replace(end=seen.change.start + 0.1)
    seen.point = Point(300, 300)

    now = written(Reader(), seen, None, text, "")

    assert (now.text if now else None) == says


def plain(words: str, *, ink: int) -> Pixels:
    """Words without an edge around them."""
    picture = blank()
    say(picture, words, (280, 306), (ink, ink, ink))
    return picture
