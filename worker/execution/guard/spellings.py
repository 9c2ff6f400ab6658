"""How sites write the numbers, times and dates that they are given: 1234.5 as 1,234.50, 14:30 as 2:30 PM."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterator
from datetime import date
from typing import Final

from worker.execution.guard.wording import comparable, pieces_of

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,' ]\d{3}){1,4}|\d{1,15})(?:[.,](\d{1,15}))?(?![\w])")
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?: ?([ap])\.?m\b)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MONTHS = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?({_MONTH})\b(?:\W*(\d{{4}})(?!\d))?")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\W*(\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:\W+(\d{{4}})(?!\d))?")
_WITHOUT_YEAR = re.compile(r"(?<![\d./])(\d{1,2})(?:/(\d{1,2})|\.(\d{1,2})\.)(?![\d./])")
_UNDIVIDED = re.compile(r"(?<!\d)(?:(\d{2})(\d{2})((?:19|20)\d{2})|((?:19|20)\d{2})(\d{2})(\d{2}))(?!\d)")
_WEEKDAY = re.compile("|".join(sorted(map(str.casefold, (*day_name, *day_abbr)), key=len, reverse=True)))
_ANY_YEAR: Final = 2000  #: has all days that there are
_UNITS: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
_MINUTES: Final = 60
_MOST_MINUTES: Final = 6000
_CARD: Final = 12  #: digits from which on sites show but the last four of a number
_NOON = 12


def pieces_of_spellings(text: str) -> set[str]:
    """Return the pieces of which a text, or a number, time or date in it, may be made up when it is shown.

    Which of 4/5/2026 is the month, or whether 1.234 has thousands, nobody can tell: all of it may be shown.
    """
    said = comparable(text)
    spelt = " ".join((said, *_numbers_in(said), *_times_in(said), *map(_spelt, _dates_in(said))))
    return set(pieces_of(spelt))


def short_forms_of(text: str) -> list[str]:
    """Return how sites shorten a text that is one number: 1200 is 1.2K, 90 is 1 h 30, a card is its end."""
    digits = "".join(filter(str.isdecimal, text))
    if not re.fullmatch(r"[\d\s.,' -]{1,30}", text) or not digits:
        return []
    short = [digits[-4:]] if len(digits) >= _CARD else []
    if digits == text.strip():
        short += _rounded(int(digits)) + _as_time(int(digits))
    return short


def without_years(said: str) -> str:
    """Return a comparable text with dates by day and month alone: sites work out which year is meant."""
    said = _YEAR_LAST.sub(r"\1/\2", _YEAR_FIRST.sub(r"\2/\3", said))
    return _MONTH_FIRST.sub(r"\1 \2", _DAY_FIRST.sub(r"\1 \2", said))


def is_date_or_time(label: str) -> bool:
    """Whether a label is but a day, as in a calendar, a date or a time."""
    rest = comparable(label)
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _DAY_FIRST, _MONTH_FIRST, _WEEKDAY, _TIME):
        rest = pattern.sub(" ", rest)
    return any(map(str.isdecimal, label)) and not any(map(str.isalnum, rest))


def _rounded(number: int) -> list[str]:
    units = [(unit, number / size) for unit, size in _UNITS.items() if number >= size]
    return [f"{part:.{places}f}{unit}" for unit, part in units for places in (0, 1, 2)]


def _as_time(minutes: int) -> list[str]:
    hours, rest = divmod(minutes, _MINUTES)
    names = ("h", "hr", "hrs", "hour", "hours") if hours > 0 and minutes < _MOST_MINUTES else ()
    return [f"{hours} {name} {rest or ''}" for name in names]


def _numbers_in(said: str) -> Iterator[str]:
    for whole, fraction in _NUMBER.findall(said):
        digits = "".join(filter(str.isdecimal, whole))
        yield f"{digits} {int(digits):,} {fraction.rstrip('0')} {fraction:0<2}"


def _times_in(said: str) -> Iterator[str]:
    for hours, minutes, half in _TIME.findall(said):
        if minutes or half:
            hour = int(hours) % _NOON + (_NOON if half == "p" else 0) if half else int(hours)
            half_of_day = "pm" if hour >= _NOON else "am"
            yield f"{hour} {hour:02} {hour % _NOON or _NOON} {minutes or '00'} {half_of_day}"


def _dates_in(said: str) -> Iterator[date]:
    numbers = [(year, month, day) for year, month, day in _YEAR_FIRST.findall(said)]
    for first, second, year in _YEAR_LAST.findall(said):
        numbers += [(f"20{year}"[-4:], first, second), (f"20{year}"[-4:], second, first)]
    numbers += [(year, str(_MONTHS[month]), day) for day, month, year in _DAY_FIRST.findall(said)]
    numbers += [(year, str(_MONTHS[month]), day) for month, day, year in _MONTH_FIRST.findall(said)]
    for first, *second in _WITHOUT_YEAR.findall(said):
        numbers += [("", first, "".join(second)), ("", "".join(second), first)]
    for day, month, year, *year_first in _UNDIVIDED.findall(said):
        numbers += [(year, month, day), (year, day, month)] if year else [tuple(year_first)]
    for year, month, day in numbers:
        try:
            yield date(int(year or _ANY_YEAR), int(month), int(day))
        except ValueError:  # there is no such day
            continue


def _spelt(day: date) -> str:
    months = f"{day.month} {day.month:02} {month_name[day.month]} {month_abbr[day.month]}"
    weekday = f"{day_name[day.weekday()]} {day_abbr[day.weekday()]}"
    year = f"{day.year} {day.year % 100:02} {weekday}" if day.year != _ANY_YEAR else ""
    return f"{year} {months} {day.day} {day.day:02} st nd rd th"
