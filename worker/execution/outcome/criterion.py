"""What a success criterion names: to the letter, by what it is about, and by what a run was given."""

import re
from collections.abc import Collection

from worker.execution.guard.wording import comparable, stem

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: As phone numbers, cards and dates are written.
_GROUPED = re.compile(r"\+?\d+(?:[-. ()/]{1,2}\d+)*")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Stands in a quoted text for what differs from run to run, or was cut off.
_LEFT_OUT = "…"
_FILLERS = frozenset(
    {
        *("about", "after", "again", "also", "another", "appear", "appears", "been", "before", "being"),
        *("each", "every", "exists", "from", "have", "into", "must", "page", "screen", "should", "show"),
        *("showing", "shown", "shows", "site", "than", "that", "their", "them", "then", "there", "these"),
        *("they", "this", "those", "visible", "were", "when", "where", "which", "while", "will", "with"),
    }
)
_FEWEST_OF_INPUT = 2  #: letters and digits of an input that is looked for in a criterion


def exact_parts(criterion: str) -> list[str]:
    """Return what a criterion names to the letter: its numbers and quoted texts."""
    return [*_NUMBER.findall(criterion), *_quoted(criterion)]


def telling_words(text: str) -> set[str]:
    """Return the numbers and words of `text` that tell it from others, words without their endings."""
    words = {word for word in _WORD.findall(text.casefold()) if word not in _FILLERS}
    return set(map(stem, words)) | set(_NUMBER.findall(text))


def parts_that_may_be_given(criterion: str, inputs: Collection[str]) -> list[str]:
    """Return what of a criterion may come from an agent's `inputs` alone, which are comparable texts.

    A quoted text counts as a whole: with a word of the site's in it, it is the site's.
    """
    bare = _QUOTED.sub(" ", criterion)
    return [*_quoted(criterion), *_GROUPED.findall(bare), *_named(comparable(bare), inputs)]


def _quoted(criterion: str) -> list[str]:
    quotes = ("".join(found) for found in _QUOTED.findall(criterion))
    parts = (part.strip() for quote in quotes for part in quote.split(_LEFT_OUT))
    return list(filter(None, parts))


def _named(said: str, inputs: Collection[str]) -> list[str]:
    """Return those of `inputs` that stand in what is said, as words of their own."""
    telling = (text for text in inputs if sum(map(str.isalnum, text)) >= _FEWEST_OF_INPUT and text in said)
    return [text for text in telling if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said)]
