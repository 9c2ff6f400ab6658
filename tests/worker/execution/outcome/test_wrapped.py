"""A value that was broken into lines is found by its parts, in a column of a table and in a paragraph."""

import pytest

from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line
from worker.execution.outcome.likeness import simplified
from worker.execution.outcome.wrapped import wrapped_values

SECRET = "Quince9981ZebraMoon"
WIDTH, HEIGHT = 10, 20  # of a letter


def line(text: str, at: int, left: int = 40) -> Line:
    """Return a line of text, the `at`-th from the top."""
    glyphs = tuple(Glyph(sign, (number + 0.5) * WIDTH, 0.9) for number, sign in enumerate(text))
    return Line(text, Box(left, at * 26, len(text) * WIDTH, HEIGHT), 0.9, glyphs)


def found(*lines: Line, secret: str = SECRET) -> set[tuple[int, int]]:
    """Return what is covered: the left edge and the number of the line of each part."""
    return {(box.x, box.y // 26) for box in wrapped_values(lines, {simplified(secret)})}


@pytest.mark.parametrize("letters", [3, 4, 7, 12])
def test_a_value_in_a_narrow_cell_is_covered_to_its_last_letters(letters: int) -> None:
    parts = [SECRET[at : at + letters] for at in range(0, len(SECRET), letters)]
    cells = [line(part, at, left=300) for at, part in enumerate(parts)]
    beside = [line("Welcome back", at) for at in range(len(parts))]
    assert found(*beside, *cells) == {(300, at) for at in range(len(parts))}


def test_a_row_that_was_read_as_one_line_is_told_apart_by_its_words() -> None:
    rows = [
        line(f"pears   {part}   plums", at) for at, part in enumerate(["Quin", "ce99", "81Ze", "braM", "oon"])
    ]
    covered = found(*rows)
    assert {at for _, at in covered} == {0, 1, 2, 3, 4}
    assert all(40 < left < 40 + 15 * WIDTH for left, _ in covered)


def test_a_value_that_goes_on_at_the_beginning_of_the_next_line_is_covered() -> None:
    assert {(40, 0), (40, 1)} <= found(line("The password is Quince99", 0), line("81ZebraMoon, keep it", 1))


def test_a_misread_letter_does_not_hide_it() -> None:
    assert found(line("Qu1nce", 0), line("99BlZe", 1), line("braM0on", 2)) == {(40, 0), (40, 1), (40, 2)}


def test_what_stands_around_it_stays() -> None:
    lines = [line("Token", 0), line("Quince9", 1), line("981Zebra", 2), line("Moon", 3), line("Pears", 4)]
    assert found(*lines) == {(40, 1), (40, 2), (40, 3)}


@pytest.mark.parametrize(
    "lines",
    [
        [line("Quince", 0), line("Pears", 1), line("Moon", 2)],
        [line("Quince9", 0), line("981Zebr", 9)],
        [line("Quince9", 0), line("981Zebr", 1, left=400)],
    ],
    ids=["other words", "far below", "in another column"],
)
def test_what_does_not_go_on_is_nothing(lines: list[Line]) -> None:
    assert found(*lines) == set()


def test_short_numbers_are_not_put_together() -> None:
    assert found(line("47", 0), line("11", 1), secret="4711") == set()
