"""The phrases in a line of text: two links side by side are one line to a reader, and two things to click."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.analysis.controls.pictures import is_drawn, is_picture
from worker.analysis.controls.rectangle import is_walled
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, union
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line

#: A gap wider than this, in heights of the line's ink, parts two phrases; one that is so much wider than
#: the line's narrowest does so already when it is at least so wide.
APART, WIDER, LEAST = 0.95, 1.7, 0.6
#: Two characters further apart than this have something between them that is no text, such as a radio button.
UNREAD = 2.2
#: What begins so far before the middle of its first character, in heights, begins with a picture.
PICTURED = 0.95
#: Colours of ink that differ by more than this part a link from the text around it.
COLOUR = 45
#: An edge between two things goes on so far above and below their text, as no letter does, in pixels.
BEYOND = 2
#: Fainter marks than this are no ink, and of that only what is at least so strong shows its colour.
FAINT, STRONG = 60, 0.7
#: What differs from the paper along more than this share of a line is no ink.
THROUGHOUT = 0.8
#: A sign whose ink is weaker than this share of the words' is a picture: letters of a text are of one ink.
FAINTER = 0.8


#: Signs that stand between the words of one phrase; others stand between two.
JOINING = frozenset("&+-\u2013")
#: Signs that stand with a number, or alone before a word; a picture is read as at most so many signs.
WRITTEN, ICON = frozenset("$\u20ac\u00a3\u00a5%#.,:'\"()/&-\u2013"), 2


class Phrase(NamedTuple):
    """Words that stand together."""

    text: str
    box: Box


class _Word(NamedTuple):
    text: str
    box: Box
    first: float  #: middle of its first character, in pixels of the screen
    last: float  #: middle of its last character
    colour: NDArray[np.float64]
    strength: int  #: contrast of the strongest part of its ink

    @property
    def is_separator(self) -> bool:
        return not any(character.isalnum() for character in self.text)


def phrases_of(picture: Pixels, line: Line) -> list[Phrase]:
    """The phrases of a line from left to right, without the marks between them."""
    words = list(_words(picture, line))
    height = max((word.box.height for word in words), default=0)
    widest = _widest_space(words, height)
    found: list[list[_Word]] = [words[:1]]
    for former, word in pairwise(words):
        is_parted = _parts(former, word, widest, height) or _is_walled_off(picture, line.box, former, word)
        if is_parted or _is_other_ink(found[-1], word):
            found.append([])
        found[-1].append(word)
    worded = (group for group in found if any(not word.is_separator for word in group))
    return [_phrase(group) for group in worded if len(group) > 1 or not is_drawn(group[0])]


def without_pictures(picture: Pixels, line: Line) -> str:
    """What a line says, without single signs at its ends that are drawn fainter: pictures in a field."""
    words = list(_words(picture, line))
    while len(words) > 1 and _is_painted(words[0], words[1]):
        words = words[1:]
    while len(words) > 1 and _is_painted(words[-1], words[-2]):
        words = words[:-1]
    return " ".join(word.text for word in words)


def _is_painted(sign: _Word, word: _Word) -> bool:
    return len(sign.text) == 1 and sign.strength < FAINTER * word.strength


def _phrase(words: list[_Word]) -> Phrase:
    while len(words) > 1 and (_is_icon(words[0].text) or is_picture(words[0], words[1:])):
        words = words[1:]
    while len(words) > 1 and is_picture(words[-1], words[:-1]):
        words = words[:-1]
    text = " ".join(word.text for word in words)
    return Phrase(_without_icons(text), union(word.box for word in words))


def _is_icon(text: str) -> bool:
    """Whether a word before others is no word but a picture, as far as that can be read."""
    strange = any(not (sign.isalnum() or sign in WRITTEN) for sign in text)
    return len(text) <= ICON and strange and not any(map(str.isalpha, text))


def _without_icons(text: str) -> str:
    """The text without pictures before or after it, such as a triangle that tells whether it is unfolded."""
    icons = "".join({sign for sign in text if unicodedata.category(sign) == "So"})
    return text.strip(icons + " ") if icons else text


def _widest_space(words: list[_Word], height: int) -> float:
    """How wide a gap between words of one phrase may be: all are about alike in a line of one font."""
    gaps = [word.box.x - former.box.right for former, word in pairwise(words)]
    if len(gaps) <= 1:
        return APART * height
    return min(APART * height, max(LEAST * height, WIDER * min(gaps)))


def _parts(former: _Word, word: _Word, widest: float, height: int) -> bool:
    """Whether two neighbouring words of a line of that height belong to different phrases."""
    if former.is_separator != word.is_separator:
        return min(len(former.text), len(word.text)) == 1 and not {former.text, word.text} & JOINING
    apart = word.box.x - former.box.right > widest or word.first - former.last > UNREAD * height
    apart = apart or word.first - word.box.x > PICTURED * height
    return apart or bool(np.abs(former.colour - word.colour).max() > COLOUR)


def _is_walled_off(picture: Pixels, line: Box, former: _Word, word: _Word) -> bool:
    """Whether the edge of a button or a tab stands between two words, or another paper begins there."""
    left, right = int(former.last), int(word.first)
    strip = Box(left, line.y - BEYOND, right - left, line.height + 2 * BEYOND)
    return right > left and is_walled(picture, strip)


def _is_other_ink(group: list[_Word], sign: _Word) -> bool:
    """Whether a dash after the words of a link is not part of it: a joining sign has their colour."""
    words = [word for word in group if not word.is_separator]
    if not words or not sign.is_separator or sign.strength < FAINTER * words[-1].strength:
        return False
    return bool(np.abs(words[-1].colour - sign.colour).max() > COLOUR)


def _words(picture: Pixels, line: Line) -> Iterator[_Word]:
    cut = cut_out(picture, line.box)
    contrast = _contrast(cut)
    runs = list(_runs(line.glyphs))
    middles = [(a[-1].x + b[0].x) / 2 for a, b in pairwise(runs)]
    for run, left, right in zip(runs, [0.0, *middles], [*middles, float(cut.shape[1])], strict=True):
        start, end = int(left), max(int(left) + 1, int(right))
        box, colour = _seen(cut[:, start:end], contrast[:, start:end])
        place = box._replace(x=box.x + start + line.box.x, y=box.y + line.box.y)
        text = "".join(glyph.text for glyph in run)
        strength = int(contrast[:, start:end].max(initial=0))
        yield _Word(text, place, run[0].x + line.box.x, run[-1].x + line.box.x, colour, strength)


def _contrast(cut: Pixels) -> NDArray[np.int16]:
    """How far each pixel is from the paper; none in the rows in which a bar or a field ends."""
    contrast = np.abs(cut.astype(np.int16) - np.median(cut, axis=(0, 1))).max(axis=2)
    ends = (contrast > FAINT / 2).mean(axis=1) > THROUGHOUT
    contrast[ends] = 0
    return np.asarray(contrast, np.int16)


def _runs(glyphs: tuple[Glyph, ...]) -> Iterator[list[Glyph]]:
    """The characters of each word."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.strip():
            run.append(glyph)
        elif run:
            yield run
            run = []
    if run:
        yield run


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
