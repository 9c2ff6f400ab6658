"""Success criteria, as far as they can be checked without understanding them."""

import re
from difflib import SequenceMatcher

from playground.practice.finding import alike
from playground.practice.snapshot import Page
from playground.practice.wording import quoted

_ADDRESS = re.compile(r"(?:https?://)?([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s,;“”\"]*)?)")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_SHOWING = re.compile(r"\b(appears?|confirm\w*|reads?|says?|shown?|shows|visible)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|…")
_NO_ERROR = re.compile(r"\b(without|no) (an |any )?errors?\b", re.IGNORECASE)
_SAME_PART = 0.8  #: one letter between two slashes may have been read wrongly


def unmet(criterion: str, page: Page) -> str | None:
    """Return what speaks against `criterion` on `page`; None if nothing that can be checked does.

    Checked are addresses, quoted texts that are to be shown, and the absence of errors. Numbers may differ:
    they do from run to run.
    """
    bare = _QUOTED.sub("", criterion)
    address = _ADDRESS.search(bare)
    if address and not _is_at(page, address[1].rstrip(".")):
        return f"{page.url} is open instead of {address[1].rstrip('.')}"
    for words in quoted_in(criterion) if _SHOWING.search(bare) else []:
        if not any(says(shown, words) for shown in page.words):
            return f"{quoted(words)} is not on the page"
    if _NO_ERROR.search(bare) and page.alerts:
        return f"the page says {quoted(page.alerts[0])}"
    return None


def quoted_in(criterion: str) -> list[str]:
    return [one or other for one, other in _QUOTED.findall(criterion)]


def speaks_of_address(criterion: str) -> bool:
    return _ADDRESS.search(_QUOTED.sub("", criterion)) is not None


def says(shown: str, words: str) -> bool:
    """Whether a text says `words`; numbers may differ."""
    one, other = _any_number(shown), _any_number(words)
    return bool(shown) and (other.casefold() in one.casefold() or alike(one, other))


def _is_at(page: Page, address: str) -> bool:
    here = re.split(r"[?#]", page.url.partition("://")[2])[0]
    one, other = (_any_number(each.rstrip("/")).split("/") for each in (here, address))
    return len(one) == len(other) and all(map(_same_part, one, other))


def _same_part(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _SAME_PART


def _any_number(text: str) -> str:
    return _NUMBER.sub("0", text)
