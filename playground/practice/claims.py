"""What the practice model says of each success criterion, with words it really saw."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.plan import LONGEST_LINE, ComputerUsePlan
from playground.practice.criteria import quoted_in, says, speaks_of_address, unmet
from playground.practice.inputs import Inputs
from playground.practice.snapshot import Page

_TELLING_WORD = re.compile(r"\w{4,}")
_FEWEST_SHARED = 2  #: words in common, for a text to be near a criterion
_MOST_OF_A_SENTENCE = 200  #: characters; what is longer is a whole part of a page


@dataclass(frozen=True)
class Claim:
    criterion: int  #: 1 is the plan's first
    holds: bool
    seen: str  #: words of the last look, exactly as they stood there; empty if nothing shows it


def claims_about_page(plan: ComputerUsePlan, inputs: Inputs, page: Page, look: str) -> list[Claim]:
    """Return what `page` shows of each criterion; `look` is how the browser described it."""
    return [_about_page(number, criterion, page, look) for number, criterion in _criteria(plan, inputs)]


def claims_about_output(plan: ComputerUsePlan, inputs: Inputs, output: str) -> list[Claim]:
    """Return what the last command's output shows of each criterion; nothing in it speaks against one."""
    lines = output.splitlines()
    return [
        Claim(number, holds=True, seen=shortest(showing(criterion, lines), output))
        for number, criterion in _criteria(plan, inputs)
    ]


def _criteria(plan: ComputerUsePlan, inputs: Inputs) -> Iterable[tuple[int, str]]:
    return enumerate((inputs.fill_in(criterion) for criterion in plan.success_criteria), start=1)


def _about_page(number: int, criterion: str, page: Page, look: str) -> Claim:
    if unmet(criterion, page):
        against = [*page.alerts, page.url]
        return Claim(number, holds=False, seen=against[0][:LONGEST_LINE])
    return Claim(number, holds=True, seen=shortest(shown_by(criterion, page), look))


def shown_by(criterion: str, page: Page) -> list[str]:
    """Return what on `page` says that the criterion holds; its address, if it is about that alone."""
    return showing(criterion, page.words) or ([page.url] if speaks_of_address(criterion) else [])


def showing(criterion: str, words: Iterable[str]) -> list[str]:
    """Return the texts that say what the criterion quotes, or else what it is about."""
    quotes = quoted_in(criterion)
    if quotes:
        return [text for text in words if any(says(text, quote) for quote in quotes)]
    if speaks_of_address(criterion):
        return []
    told = _telling(criterion)
    sentences = (text for text in words if len(text) <= _MOST_OF_A_SENTENCE)
    return [text for text in sentences if len(_telling(text) & told) >= max(_FEWEST_SHARED, len(told) / 2)]


def _telling(text: str) -> set[str]:
    return {word.casefold() for word in _TELLING_WORD.findall(text)}


def shortest(texts: Iterable[str], look: str) -> str:
    """Return the shortest text that stands in `look` as it is; empty if none does."""
    literal = (text for text in texts if text.strip() and _plain(text) in _plain(look))
    return min(literal, key=len, default="")[:LONGEST_LINE]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
