"""Passwords as they are shown while somebody types them."""

import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.secrecy.dots import is_dotted, reads_as_dots


def line_with_dots(count: int) -> Pixels:
    line = np.full((20, 300, 3), 255, np.uint8)
    for number in range(count):
        line[8:12, 10 + 9 * number : 14 + 9 * number] = 0
    return line


def test_a_few_dots_in_a_wide_line_are_a_password() -> None:
    assert is_dotted(line_with_dots(5), 1.0)


def test_an_empty_line_is_none() -> None:
    assert not is_dotted(line_with_dots(0), 1.0)


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [("......", True), ("• • • •", True), ("*****", True), ("etc...", False), ("...", False), ("", False)],
)
def test_what_is_read_as_nothing_but_dots_is_one_too(text: str, is_secret: bool) -> None:  # noqa: FBT001
    assert reads_as_dots(text) is is_secret


def test_three_dots_as_wide_as_a_word_are_small_ones_that_were_not_all_read() -> None:
    assert reads_as_dots("...", wide=5.0)
    assert not reads_as_dots("etc...", wide=5.0)
    assert not reads_as_dots("", wide=5.0)
