"""Dates and times as fields show them: their parts, or what stands for those that are not filled in yet."""

import re

#: Days, months, hours and years as languages write that they are not filled in.
_EMPTY = r"(?:dd|tt|jj|gg|pp|mm|kk|hh|y{2,4}|j{3,4}|a{3,4}|r{3,4}|v{3,4})"
#: A part that is not filled in, and one that is, of which a sign may be misread.
_BLANK, _FILLED = re.compile(_EMPTY, re.IGNORECASE), re.compile(r"(?=\w{1,4}$)\d*\w?\d*")
_BLANK_TIME = re.compile(r"(?:-{1,2}:[\d-]{1,2}|\d{1,2}:-{1,2})(?: ?(?:AM|PM|-{1,2}))?", re.IGNORECASE)
#: Two parts beside each other, as they are read though a pointer covers the third.
_BESIDE = re.compile(rf"(?<!\w)(?:\d\d|{_EMPTY})[/.-](?:\d\d|\d{{4}}|{_EMPTY})(?!\w)|-:|:-", re.IGNORECASE)
#: A date shows two or three parts, as a pointer may cover one; without blanks it has so many digits.
PARTS, DIGITS = range(2, 4), 6


def is_date(text: str) -> bool:
    """Whether a text is a date, or tells how one is written."""
    parts = _parts_of(text)
    filled = [part for part in parts if not _BLANK.fullmatch(part)]
    if len(parts) not in PARTS or not all(map(_FILLED.fullmatch, filled)):
        return False
    return len(filled) < len(parts) or sum(map(str.isdigit, text)) >= DIGITS


def is_blank(text: str) -> bool:
    """Whether a text tells which parts of a date or a time are to be filled in: only a field does."""
    has_blank = any(map(_BLANK.fullmatch, _parts_of(text)))
    return (is_date(text) and has_blank) or _BLANK_TIME.fullmatch(text.strip()) is not None


def has_parts(text: str) -> bool:
    """Whether what a field holds looks like a date or a time, be it half covered."""
    return is_date(text) or is_blank(text) or _BESIDE.search(text) is not None


def _parts_of(text: str) -> list[str]:
    return re.split(r" ?[/.-] ?", text.strip())
