"""The words of a line of text, each with the place of its ink and its colour."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.analysis.controls.unread import Columns, pictures_among
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line

#: Fainter marks than this are no ink, and of that only what is at least so strong shows its colour.
FAINT, STRONG = 60, 0.7
#: What differs from the paper along more than this share of a line is no ink.
THROUGHOUT = 0.8


class Word(NamedTuple):
    """A word as it is drawn."""

    text: str
    box: Box
    first: float  #: middle of its first character, in pixels of the screen
    last: float  #: middle of its last character
    colour: NDArray[np.float64]
    strength: int  #: contrast of the strongest part of its ink

    @property
    def is_separator(self) -> bool:
        """Whether it is but a sign."""
        return not any(character.isalnum() for character in self.text)


def words_of(picture: Pixels, line: Line) -> Iterator[Word]:
    """The words of a line from left to right."""
    cut = cut_out(picture, line.box)
    contrast = _contrast(cut)
    written = [[glyph.x for glyph in run] for run in _runs(line.glyphs)]
    pictures = pictures_among(contrast > FAINT, written)
    runs = list(_runs(line.glyphs, pictures))
    for run, (left, right) in zip(runs, _rooms(runs, pictures, cut.shape[1]), strict=True):
        start, end = int(left), max(int(left) + 1, int(right))
        box, colour = _seen(cut[:, start:end], contrast[:, start:end])
        place = box._replace(x=box.x + start + line.box.x, y=box.y + line.box.y)
        text = "".join(glyph.text for glyph in run)
        strength = int(contrast[:, start:end].max(initial=0))
        yield Word(text, place, run[0].x + line.box.x, run[-1].x + line.box.x, colour, strength)


def _contrast(cut: Pixels) -> NDArray[np.int16]:
    """How far each pixel is from the paper; none in the rows beyond the end of a bar it stands on."""
    contrast = np.abs(cut.astype(np.int16) - np.median(cut, axis=(0, 1))).max(axis=2)
    on_paper = np.flatnonzero((contrast > FAINT / 2).mean(axis=1) <= THROUGHOUT)
    if len(on_paper):
        contrast[: on_paper[0]] = 0
        contrast[on_paper[-1] + 1 :] = 0
    return np.asarray(contrast, np.int16)


def _runs(glyphs: Sequence[Glyph], pictures: Sequence[Columns] = ()) -> Iterator[list[Glyph]]:
    """The characters of each word; a picture ends one as a space does."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (not glyph.text.strip() or _between(run[-1].x, glyph.x, pictures)):
            yield run
            run = []
        if glyph.text.strip():
            run.append(glyph)
    if run:
        yield run


def _rooms(runs: Sequence[list[Glyph]], pictures: Sequence[Columns], width: int) -> list[tuple[float, float]]:
    """From where to where the ink of each word may be: half way to the next one, or up to a picture."""
    if not runs:
        return []
    gaps = [_gap(former[-1].x, run[0].x, pictures) for former, run in pairwise(runs)]
    start = max((right for _, right in _between(0, runs[0][0].x, pictures)), default=0)
    end = min((left for left, _ in _between(runs[-1][-1].x, width, pictures)), default=width)
    return list(zip([start, *(g[1] for g in gaps)], [*(g[0] for g in gaps), end], strict=True))


def _gap(left: float, right: float, pictures: Sequence[Columns]) -> tuple[float, float]:
    """Where one word ends and where the next one begins."""
    between, middle = _between(left, right, pictures), (left + right) / 2
    return (between[0][0], between[-1][1]) if between else (middle, middle)


def _between(left: float, right: float, pictures: Sequence[Columns]) -> list[Columns]:
    return [picture for picture in pictures if left <= picture[0] and picture[1] <= right]


def _seen(part: Pixels, contrast: NDArray[np.int16]) -> tuple[Box, NDArray[np.float64]]:
    """The rectangle of the ink in a part of a line, and its colour."""
    strongest = int(contrast.max(initial=0))
    rows, columns = np.nonzero(contrast > min(FAINT, strongest / 2))
    if not len(rows):
        return Box(0, 0, part.shape[1], part.shape[0]), np.zeros(3)
    left, top = int(columns.min()), int(rows.min())
    box = Box(left, top, int(columns.max()) + 1 - left, int(rows.max()) + 1 - top)
    return box, _colour(part, contrast)


def _colour(part: Pixels, contrast: NDArray[np.int16]) -> NDArray[np.float64]:
    """The colour of the strokes half way up, where no edge of a field or button is."""
    rows = slice(len(part) // 4, -(-3 * len(part) // 4))
    inner, strength = part[rows], contrast[rows]
    return np.asarray(inner[strength >= STRONG * strength.max(initial=0)].mean(axis=0), np.float64)
