"""Reading the end of a run as one who did not do it: by rules, and without understanding."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.practice.claims import shortest, showing, shown_by
from playground.practice.content import Json
from playground.practice.criteria import unmet
from playground.practice.snapshot import Page, read_page

_DENIAL = re.compile(
    r"\b(cannot|denied|errors?|fail(ed|s|ure)?|invalid|no|none|not|nothing|refused|unable|without)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seen:
    """One look of whoever did the work."""

    of: str  #: an address, or a command
    text: str  #: what the tool returned


def read_end(criteria: Mapping[int, str], seen: Sequence[Seen]) -> list[Json]:
    """Return a reading for each criterion, by its number."""
    return [{"criterion": number, **_reading(text, seen)} for number, text in criteria.items()]


def _reading(criterion: str, seen: Sequence[Seen]) -> Json:
    """Return the first finding that decides: the page comes before what commands printed."""
    readings = [_of_one(criterion, each) for each in seen]
    decided = (each for each in readings if each["finding"] != "unclear")
    return next(decided, _unclear("nothing that was seen says so"))


def _of_one(criterion: str, seen: Seen) -> Json:
    page = read_page(seen.text)
    if page is not None:
        return _of_page(criterion, page, seen.text)
    return _judged(criterion, showing(criterion, seen.text.splitlines()), seen.text)


def _of_page(criterion: str, page: Page, text: str) -> Json:
    objection = unmet(criterion, page)
    if objection:
        return {"finding": "denied", "quote": shortest(page.alerts or [page.url], text), "reason": objection}
    return _judged(criterion, shown_by(criterion, page), text)


def _judged(criterion: str, texts: Sequence[str], look: str) -> Json:
    quote = shortest(texts, look)
    if not quote:
        return _unclear("nothing that was seen says so")
    if _DENIAL.search(quote) and not _DENIAL.search(criterion):
        return {"finding": "denied", "quote": quote, "reason": "what was seen denies it"}
    return {"finding": "shown", "quote": quote, "reason": ""}


def _unclear(reason: str) -> Json:
    return {"finding": "unclear", "quote": "", "reason": reason}
