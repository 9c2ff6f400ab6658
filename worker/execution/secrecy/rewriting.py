"""Text of which parts were replaced, and where each byte of it stood before."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

Span = tuple[int, int]
Rewrite = Callable[[bytes], bytes]


class _Parts(NamedTuple):
    """What was replaced: where it begins and ends now, and where it began and ended before."""

    begins: "array[int]"
    ends: "array[int]"
    began: "array[int]"
    ended: "array[int]"


class Rewritten:
    """Bytes in which `rewrite` replaced everything that a pattern matches."""

    def __init__(self, original: bytes, pattern: re.Pattern[bytes], rewrite: Rewrite) -> None:
        self._original, self._pattern, self._rewrite = original, pattern, rewrite
        self.data = pattern.sub(lambda found: rewrite(found[0]), original)

    def origin(self, span: Span) -> Span:
        """Return where in the original stood what is in `data` at `span`; replaced parts count as a whole."""
        start, end = span
        return self._placed(start, self._parts.began), self._placed(end - 1, self._parts.ended, 1)

    def _placed(self, position: int, inside: "array[int]", after: int = 0) -> int:
        part = bisect_right(self._parts.begins, position) - 1
        if part < 0:
            return position + after
        beyond = position - self._parts.ends[part]
        return inside[part] if beyond < 0 else self._parts.ended[part] + beyond + after

    @cached_property
    def _parts(self) -> _Parts:
        """Found out only when it is asked for: most text holds nothing that must be placed."""
        parts = _Parts(array("q"), array("q"), array("q"), array("q"))
        shift = 0
        for found in self._pattern.finditer(self._original):
            size = len(self._rewrite(found[0]))
            begin = found.start() + shift
            shift += size - len(found[0])
            for column, place in zip(parts, (begin, begin + size, *found.span()), strict=True):
                column.append(place)
        return parts
