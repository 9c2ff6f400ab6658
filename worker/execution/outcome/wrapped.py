"""Finding a value in a picture that goes on in the next line: of a narrow column, or of a paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from worker.analysis.geometry import Box
from worker.analysis.reading import Line
from worker.execution.outcome.likeness import LONG, shows, simplified

_APART: Final = 1.5  #: lines of one text are at most so many of their heights apart
_MOST_LINES: Final = 40  #: that one value is spread over
_IN_A_ROW: Final = 4  #: letters of a form that are left whole, however it was misread
_FEW: Final = 3  #: letters that are no chance at the end of a word


class _Piece(NamedTuple):
    """A word, or a whole line, and where it stands."""

    text: str  #: simplified
    box: Box


def wrapped_values(lines: Sequence[Line], forms: Iterable[str]) -> Iterator[Box]:
    """Yield the place of each word that is a part of one of `forms` (simplified) over several lines.

    Short ones are not looked for: ordinary words make them by chance.
    """
    by_piece = _by_piece(form for form in forms if len(form) >= LONG)
    for pieces in ([_whole(line) for line in lines], [word for line in lines for word in _words(line)]):
        for column in _columns(pieces) if by_piece else ():
            for form in _candidates(_joined(column), by_piece):
                yield from _parts(column, form)


def _by_piece(forms: Iterable[str]) -> dict[str, set[str]]:
    """Return which forms each few letters in a row belong to: whatever shows a form has some of them."""
    found: dict[str, set[str]] = {}
    for form in forms:
        for letters in _in_a_row(form):
            found.setdefault(letters, set()).add(form)
    return found


def _candidates(text: str, by_piece: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(by_piece[letters] for letters in _in_a_row(text) if letters in by_piece))


def _in_a_row(text: str) -> set[str]:
    return {text[at : at + _IN_A_ROW] for at in range(len(text) - _IN_A_ROW + 1)}


def _whole(line: Line) -> _Piece:
    return _Piece(simplified(line.text), line.box)


def _words(line: Line) -> Iterator[_Piece]:
    """Yield the words of a line: in a table what stands beside each other may have been read as one."""
    width = line.box.width / max(1, len(line.glyphs))
    for is_word, glyphs in groupby(line.glyphs, lambda glyph: not glyph.text.isspace()):
        if is_word:
            word = list(glyphs)
            left = line.box.x + round(word[0].x - width / 2)
            right = line.box.x + round(word[-1].x + width / 2)
            text = "".join(glyph.text for glyph in word)
            yield _Piece(simplified(text), Box(left, line.box.y, right - left, line.box.height))


def _columns(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield what stands one below the other, beginning with each of `pieces`."""
    ordered = sorted(pieces, key=lambda piece: piece.box.y)
    tops = [piece.box.y for piece in ordered]
    below = {piece: _below(piece, ordered, tops) for piece in ordered}
    for piece in ordered:
        column = [piece]
        while len(column) < _MOST_LINES and (following := below[column[-1]]) is not None:
            column.append(following)
        yield column


def _below(piece: _Piece, ordered: Sequence[_Piece], tops: Sequence[int]) -> _Piece | None:
    """Return the nearest piece below that shares the most of its width."""
    box = piece.box
    first = bisect_left(tops, box.center.y)
    last = bisect_right(tops, box.bottom + round(_APART * box.height))
    beside = [other for other in ordered[first:last] if _shared(box, other.box) > 0]
    return min(beside, key=lambda other: (other.box.y // box.height, -_shared(box, other.box)), default=None)


def _shared(box: Box, other: Box) -> int:
    return min(box.right, other.right) - max(box.x, other.x)


def _parts(column: Sequence[_Piece], form: str) -> Iterator[Box]:
    """Yield the places of the pieces at the top of a column that show `form` together."""
    taken = _as_long_as(form, column)
    if not shows(_joined(taken), form):
        return
    fewest = _fewest(taken, form)
    telling = [at for at, piece in enumerate(taken) if piece in fewest or _belongs(piece.text, form)]
    yield from (piece.box for piece in taken[telling[0] : telling[-1] + 1])


def _as_long_as(form: str, column: Sequence[_Piece]) -> list[_Piece]:
    """Return the top of a column, so long that `form` fits in it if it begins in the first piece."""
    before = accumulate((len(piece.text) for piece in column[1:]), initial=0)
    following = [piece for piece, length in zip(column[1:], before, strict=False) if length < len(form)]
    return [column[0], *following]


def _fewest(pieces: Sequence[_Piece], form: str) -> Sequence[_Piece]:
    while len(pieces) > 1 and shows(_joined(pieces[1:]), form):
        pieces = pieces[1:]
    while len(pieces) > 1 and shows(_joined(pieces[:-1]), form):
        pieces = pieces[:-1]
    return pieces


def _belongs(text: str, form: str) -> bool:
    """Whether a text is a part of `form`, or ends as it begins, or begins as it ends."""
    sizes = range(_FEW, min(len(text), len(form)))
    touches = any(text.endswith(form[:size]) or text.startswith(form[-size:]) for size in sizes)
    return bool(text) and (text in form or touches)


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)
