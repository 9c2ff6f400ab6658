"""Spaces are counted in cells where all characters are equally wide."""

from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.terminal.grid import spelled

_CELL, _HEIGHT = 10.0, 22


def _glyphs(text: str, astray: float = 0.0) -> list[Glyph]:
    """The characters of a text, each second one a little beside its place; spaces are not read."""
    places = enumerate(text)
    return [Glyph(sign, (n + 0.5) * _CELL + astray * (n % 2), 0.9) for n, sign in places if sign != " "]


def test_every_space_is_kept() -> None:
    spelling = spelled(_glyphs("ls -l   | wc"), _HEIGHT)
    assert spelling is not None
    assert spelling.text == "ls -l   | wc"
    assert round(spelling.cell) == _CELL


def test_places_that_are_told_roughly_do_no_harm() -> None:
    spelling = spelled(_glyphs("cat notes.txt -n", astray=3), _HEIGHT)
    assert spelling is not None
    assert spelling.text == "cat notes.txt -n"


def test_a_space_that_was_read_where_there_is_none_is_dropped() -> None:
    glyphs = _glyphs("grep-rn")
    spelling = spelled([*glyphs[:4], Glyph(" ", 4 * _CELL, 0.5), *glyphs[4:]], _HEIGHT)
    assert spelling is not None
    assert spelling.text == "grep-rn"


def test_print_whose_letters_differ_in_width_has_no_grid() -> None:
    middles = (4, 9, 13, 25, 41, 46, 50, 66, 70, 86, 101, 106)
    assert spelled([Glyph("m", x, 0.9) for x in middles], _HEIGHT) is None


def test_a_bare_prompt_is_too_short_to_tell() -> None:
    spelling = spelled([Glyph("$", 5, 0.9)], _HEIGHT)
    assert spelling is not None
    assert spelling.text == "$"
