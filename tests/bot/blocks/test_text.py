"""Text that came from outside cannot act."""

import pytest

from bot.blocks.text import code, describe_duration, quote, shorten


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U0ANA>", "<https://evil.example|click>", "a & b"])
def test_untrusted_text_keeps_no_markup(hostile: str) -> None:
    assert not {"<", ">"} & set(quote(hostile))
    assert "& " not in quote(hostile)


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert shorten("x" * 20, 10) == "x" * 9 + "…"


def test_escaping_comes_after_cutting_so_that_no_entity_is_cut_in_two() -> None:
    assert quote("&" * 20, 5) == "&amp;" * 4 + "…"


def test_a_backtick_does_not_end_inline_code() -> None:
    assert code("a`b").count("`") == 2


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.84, "0.8 s"), (42, "42 s"), (185, "3 min 5 s"), (3725, "1 h 2 min")]
)
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert describe_duration(seconds) == said
