"""Finding fixed forms in bytes, encoded ones also where lines end amid them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from typing import Final

from ahocorasick_rs import BytesAhoCorasick

#: What may stand between two characters of base64 or hexadecimal: spaces and ends of lines, those also
#: escaped as in a string of JSON, and what escapes a slash there.
_SPACES: Final = b" \t\r\n"
_ESCAPES: Final = re.compile(rb"\\(?:\\{0,7}[rn]|\\{0,7}(?=/))")
_BETWEEN: Final = re.compile(rb"[%s]+|%s" % (_SPACES, _ESCAPES.pattern))

Match = tuple[int, int, bytes]  #: where it begins and ends, and the form that stands there


class Forms:
    """All the forms that are looked for."""

    def __init__(self, forms: Collection[bytes], encoded: Collection[bytes]) -> None:
        """`encoded`: those of `forms` that programs break into lines."""
        self._forms, self._encoded = list(forms), list(encoded)
        self._search, self._search_encoded = BytesAhoCorasick(self._forms), BytesAhoCorasick(self._encoded)

    def matches(self, data: bytes) -> list[Match]:
        """Return where forms stand, overlapping ones as well; the longest first where several begin."""
        found = [*_found(self._search, self._forms, data), *self._across_lines(data)]
        return sorted(found, key=lambda match: (match[0], -match[1]))

    def _across_lines(self, data: bytes) -> Iterator[Match]:
        joined = _ESCAPES.sub(b"", data).translate(None, _SPACES)
        if len(joined) == len(data):
            return
        found = list(_found(self._search_encoded, self._encoded, joined))
        if found:
            origin = _origins(data)
            for start, end, form in found:
                yield origin(start), origin(end - 1) + 1, form


def _found(search: BytesAhoCorasick, forms: list[bytes], data: bytes) -> Iterator[Match]:
    for form, start, end in search.find_matches_as_indexes(data, overlapping=True):
        yield start, end, forms[form]


def _origins(data: bytes) -> Callable[[int], int]:
    """Return what tells where in `data` a byte stood before what is between was taken out."""
    places, shifts, gone = [], [], 0
    for between in _BETWEEN.finditer(data):
        places.append(between.start() - gone)
        gone += between.end() - between.start()
        shifts.append(gone)

    def origin(position: int) -> int:
        before = bisect_right(places, position)
        return position + (shifts[before - 1] if before else 0)

    return origin
