"""The phrases in a line of text: two links side by side are one line to a reader, and two things to click."""

import unicodedata
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from worker.analysis.controls.pictures import is_drawn, is_picture
from worker.analysis.controls.rectangle import is_walled
from worker.analysis.controls.words import Word, words_of
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union
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


def phrases_of(picture: Pixels, line: Line) -> list[Phrase]:
    """The phrases of a line from left to right, without the marks between them."""
    words = list(words_of(picture, line))
    height = max((word.box.height for word in words), default=0)
    widest = _widest_space(words, height)
    found: list[list[Word]] = [words[:1]]
    for former, word in pairwise(words):
        is_parted = _parts(former, word, widest, height) or _is_walled_off(picture, line.box, former, word)
        if is_parted or _is_other_ink(found[-1], word):
            found.append([])
        found[-1].append(word)
    worded = (group for group in found if any(not word.is_separator for word in group))
    return [_phrase(group) for group in worded if len(group) > 1 or not _is_alone(group[0], words)]


def _is_alone(word: Word, words: list[Word]) -> bool:
    """Whether a word that stands for itself in a line is a picture."""
    return is_drawn(word) or (len(words) > 1 and _is_icon(word.text))


def without_pictures(picture: Pixels, line: Line) -> str:
    """What a line says, without single signs at its ends that are drawn fainter: pictures in a field."""
    words = list(words_of(picture, line))
    while len(words) > 1 and _is_painted(words[0], words[1]):
        words = words[1:]
    while len(words) > 1 and _is_painted(words[-1], words[-2]):
        words = words[:-1]
    return " ".join(word.text for word in words)


def _is_painted(sign: Word, word: Word) -> bool:
    return len(sign.text) == 1 and sign.strength < FAINTER * word.strength


def _phrase(words: list[Word]) -> Phrase:
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


def _widest_space(words: list[Word], height: int) -> float:
    """How wide a gap between words of one phrase may be: all are about alike in a line of one font."""
    gaps = [word.box.x - former.box.right for former, word in pairwise(words)]
    if len(gaps) <= 1:
        return APART * height
    return min(APART * height, max(LEAST * height, WIDER * min(gaps)))


def _parts(former: Word, word: Word, widest: float, height: int) -> bool:
    """Whether two neighbouring words of a line of that height belong to different phrases."""
    if former.is_separator != word.is_separator:
        return min(len(former.text), len(word.text)) == 1 and not {former.text, word.text} & JOINING
    apart = word.box.x - former.box.right > widest or word.first - former.last > UNREAD * height
    apart = apart or word.first - word.box.x > PICTURED * height
    return apart or bool(np.abs(former.colour - word.colour).max() > COLOUR)


def _is_walled_off(picture: Pixels, line: Box, former: Word, word: Word) -> bool:
    """Whether the edge of a button or a tab stands between two words, or another paper begins there."""
    left, right = int(former.last), int(word.first)
    strip = Box(left, line.y - BEYOND, max(1, right - left), line.height + 2 * BEYOND)
    return is_walled(picture, strip, shaded=True)


def _is_other_ink(group: list[Word], sign: Word) -> bool:
    """Whether a dash after the words of a link is not part of it: a joining sign has their colour."""
    words = [word for word in group if not word.is_separator]
    if not words or not sign.is_separator or sign.strength < FAINTER * words[-1].strength:
        return False
    return bool(np.abs(words[-1].colour - sign.colour).max() > COLOUR)
