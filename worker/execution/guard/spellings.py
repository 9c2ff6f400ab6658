"""How sites write the numbers, times and dates that they are given: 1234.5 as 1,234.50, 14:30 as 2:30 PM."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterator
from datetime import date

from worker.execution.guard.wording import comparable, pieces_of

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,' ]\d{3}){1,4}|\d{1,15})(?:[.,](\d{1,15}))?(?![\w])")
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?: ?([ap])\.?m\b)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MONTHS = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?({_MONTH})\b\W*(\d{{4}})")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\W*(\d{{1,2}})(?:st|nd|rd|th)?\W+(\d{{4}})")
_NOON = 12


def pieces_of_spellings(text: str) -> set[str]:
    """Return the pieces of which a text, or a number, time or date in it, may be made up when it is shown.

    Which of 4/5/2026 is the month, or whether 1.234 has thousands, nobody can tell: all of it may be shown.
    """
    said = comparable(text)
    spelt = " ".join((said, *_numbers_in(said), *_times_in(said), *map(_spelt, _dates_in(said))))
    return set(pieces_of(spelt))


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
    for year, month, day in numbers:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:  # there is no such day
            continue


def _spelt(day: date) -> str:
    months = f"{day.month} {day.month:02} {month_name[day.month]} {month_abbr[day.month]}"
    weekday = f"{day_name[day.weekday()]} {day_abbr[day.weekday()]}"
    return f"{day.year} {day.year % 100:02} {months} {day.day} {day.day:02} {weekday} st nd rd th"
