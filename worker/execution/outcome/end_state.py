"""The end of a run as a second reader is shown it: as the tools returned it, in a bounded size.

Of what is too long those lines stay that are nearest to a word or number of the criteria, or to an alert.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from worker.execution.guard.wording import pieces_of

_MOST_OF_ONE = 24_000  # characters of one look
_MOST_OF_ALL = 72_000  # characters of them together; the page and the newest outputs come first
_LONGEST_LINE = 2_000  # characters of a line in a look that has to be cut
_LEFT_OUT = "…"
_FEWEST_TELLING = 4  #: letters of a word that tells lines apart
_ALERT = re.compile(r"^\s*- (alert|alertdialog|status)\b|\b(error|failed|invalid|denied)\b", re.IGNORECASE)


def bounded(texts: Sequence[str], criteria: Iterable[str]) -> list[str]:
    """Return each of `texts`, cut where it has to be; empty for those that there is no room for.

    The first is the most important one, then the last, and so on backwards.
    """
    telling = {piece for text in criteria for piece in pieces_of(text) if _tells(piece)}
    kept, room = dict.fromkeys(range(len(texts)), ""), _MOST_OF_ALL
    for number in dict.fromkeys((0, *reversed(range(len(texts))))) if texts else ():
        kept[number] = _cut(texts[number], min(_MOST_OF_ONE, room), telling)
        room -= len(kept[number])
    return list(kept.values())


def _cut(text: str, most: int, telling: set[str]) -> str:
    if len(text) <= most:
        return text
    lines = [line[:_LONGEST_LINE] for line in text.split("\n")]
    chosen = _nearest(lines, most, telling)
    return "\n".join(_with_gaps(lines, chosen)) if chosen else ""


def _nearest(lines: Sequence[str], most: int, telling: set[str]) -> set[int]:
    """Return the numbers of the lines that fit, those nearest to a telling one first."""
    marks = {n for n, line in enumerate(lines) if _ALERT.search(line) or telling & set(pieces_of(line))}
    distances = _distances(len(lines), marks or {0})
    chosen: set[int] = set()
    for number in sorted(range(len(lines)), key=lambda n: distances[n]):
        most -= len(lines[number]) + len(f"\n{_LEFT_OUT}\n")
        if most < 0:
            break
        chosen.add(number)
    return chosen


def _distances(count: int, marks: AbstractSet[int]) -> list[int]:
    """Return how far each of so many lines is from the nearest mark."""
    distances = [count] * count
    for order in (range(count), reversed(range(count))):
        last = count
        for number in order:
            last = 0 if number in marks else last + 1
            distances[number] = min(distances[number], last)
    return distances


def _with_gaps(lines: Sequence[str], chosen: set[int]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number in chosen:
            yield line
        elif number == 0 or number - 1 in chosen:
            yield _LEFT_OUT


def _tells(piece: str) -> bool:
    return piece.isdigit() or len(piece) >= _FEWEST_TELLING
