"""What stood on a line before anything was written on it was not written."""

import pytest

from tests.worker.analysis.films import blank, say
from worker.analysis.controls.affixes import beside, standing_in, without_affixes
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader

FIELD, ROW, WRITTEN = Box(100, 180, 400, 40), Box(100, 190, 400, 20), Box(180, 190, 40, 20)


def page(*texts: tuple[str, int]) -> Pixels:
    picture = blank()
    for text, x in texts:
        say(picture, text, (x, 205))
    return picture


def test_a_code_before_and_a_unit_after_what_was_written_stand_there() -> None:
    former = page(("QM", 110), ("approx.", 300))
    now = page(("QM", 110), ("725", 182), ("approx.", 300))

    said = [standing_in(Reader(), (now, former), FIELD, part) for part in beside(ROW, WRITTEN)]

    assert said == ["QM", "approx."]


def test_what_came_with_the_text_does_not_stand_there() -> None:
    now, former = page(("725", 182), ("approx.", 300)), page()

    _, right = beside(ROW, WRITTEN)

    assert standing_in(Reader(), (now, former), FIELD, right) == ""


@pytest.mark.parametrize(
    ("text", "head", "tail", "written"),
    [
        ("QM-7R", "QM-", "", "7R"),
        ("20 % approx.", "", "% approx.", "20"),
        ("20 %approx.", "", "% approx.", "20"),
        ("seven", "QM-", "kg", "seven"),
    ],
    ids=["a head", "a tail", "other spaces", "neither"],
)
def test_a_text_is_left_without_its_affixes(text: str, head: str, tail: str, written: str) -> None:
    assert without_affixes(text, head, tail) == written
