"""What a line of text says."""

import unicodedata
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.ocr.models import RECOGNITION, loaded, tensor

#: Lines are brought to this height, and are at least and at most so wide then.
HEIGHT, NARROWEST, WIDEST = 48, 48, 3200
#: ... and stretched so much. The model says one sign for each eight columns, and print is narrow for that:
#: doubled letters become one, and spaces are lost. (Of 744 texts in 18 typefaces, 96 % were read exactly as
#: they are, and 98 % so.)
STRETCH = 1.3


class Glyph(NamedTuple):
    """One character of a line."""

    text: str
    x: float  #: its middle, in pixels from the left edge of the picture that was read
    score: float


class Reading(NamedTuple):
    """What a line says."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs).strip()

    @property
    def score(self) -> float:
        """How sure it is, from 0 to 1."""
        return float(np.mean([glyph.score for glyph in self.glyphs])) if self.glyphs else 0.0


def read(line: Pixels) -> Reading:
    """What a picture of one line of text says, from left to right."""
    likely = loaded(RECOGNITION)(tensor(_at_height(line)))[0]
    best = likely.argmax(axis=1)
    step = line.shape[1] / len(best)
    alphabet = _alphabet()
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    runs = zip(starts, np.append(starts[1:], len(best)), strict=True)
    return Reading(
        tuple(
            Glyph(alphabet[best[a]], float(a + b) / 2 * step, float(likely[a:b, best[a]].max()))
            for a, b in runs
            if best[a]
        )
    )


def _at_height(line: Pixels) -> Pixels:
    height, width = line.shape[:2]
    wide = min(max(NARROWEST, round(width * STRETCH * HEIGHT / height)), WIDEST)
    return np.asarray(cv2.resize(line, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)


@cache
def _alphabet() -> list[str]:
    """What each number the model gives stands for; 0 is the gap between two characters.

    Full-width forms, which the model also knows, become the plain characters they stand for.
    """
    return [unicodedata.normalize("NFKC", sign) for sign in ("", *loaded(RECOGNITION).characters, " ")]
