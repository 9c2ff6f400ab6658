"""Which single signs beside words are pictures."""

from typing import NamedTuple

from worker.analysis.controls.pictures import is_drawn, is_picture
from worker.analysis.geometry import Box


class _Word(NamedTuple):
    text: str
    box: Box


_SEARCH = _Word("Search", Box(130, 100, 60, 12))


def test_a_lens_that_reaches_above_the_letters_is_a_picture() -> None:
    assert is_picture(_Word("Q", Box(110, 97, 16, 18)), [_SEARCH])


def test_a_sign_that_stands_apart_from_the_words_is_a_picture() -> None:
    assert is_picture(_Word("5", Box(108, 100, 8, 12)), [_SEARCH])


def test_a_letter_of_a_script_without_cases_beside_latin_words_is_a_picture() -> None:
    assert is_picture(_Word("\u66f2", Box(116, 100, 11, 12)), [_SEARCH])


def test_a_number_on_the_line_of_its_words_is_none() -> None:
    assert not is_picture(_Word("5", Box(118, 100, 8, 12)), [_SEARCH])


def test_the_word_i_may_stand_as_far_from_the_next_as_narrow_letters_do() -> None:
    assert not is_picture(_Word("I", Box(119, 100, 2, 12)), [_SEARCH])


def test_a_sign_wider_than_any_letter_is_drawn_like_a_switch() -> None:
    assert is_drawn(_Word("O", Box(10, 10, 52, 30)))
    assert not is_drawn(_Word("W", Box(10, 10, 17, 13)))
