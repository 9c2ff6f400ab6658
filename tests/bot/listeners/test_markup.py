"""People's words, without what the chat put around them."""

import pytest

from bot.listeners.markup import read_plainly


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Use the second one", "Use the second one"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("see <https://orchard.test/a?b=1&amp;c=2|orchard.test>", "see https://orchard.test/a?b=1&c=2"),
        ("<tel:481516|481516>", "481516"),
        ("<mailto:dana@orchard.test|dana@orchard.test>", "dana@orchard.test"),
        ("<mailto:dana@orchard.test>", "dana@orchard.test"),
        ("ask <@U0BEN|ben> in <#C0CHORES|chores>", "ask @ben in #chores"),
        ("ask <@U0BEN>", "ask @U0BEN"),
        ("  spaced out\n", "spaced out"),
    ],
)
def test_words_are_read_as_they_were_typed(marked: str, plain: str) -> None:
    assert read_plainly(marked) == plain
