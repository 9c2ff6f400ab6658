"""What a line begins with that is no part of what was written: it stood there before, and stands apart."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph
from worker.analysis.reading import Line

#: A picture is read as at most so many signs.
SIGNS = 2
#: It stands apart from what is written by at least this share of a line's height.
APART = 0.15
#: Fainter differences are none; what looks as before differs more in less than this share of its pixels.
FAINT, UNLIKE = 60, 0.02


def without_standing(former: Pixels, now: Pixels, line: Line, text: str, begun: int) -> str:
    """A text that begins like a line, without the pictures that stood at its head before it was written.

    `begun` is how far along the line it was first written: pictures end before.
    """
    cut, old = (_core(picture, line.box) for picture in (now, former))
    is_new = np.abs(cut - old).max(axis=2) > FAINT
    is_ink = (np.abs(cut - np.median(cut, axis=(0, 1))).max(axis=2) > FAINT).any(axis=0)
    glyphs = [glyph for glyph in line.glyphs if glyph.text.strip()]
    for count, (glyph, following) in enumerate(pairwise(glyphs[: SIGNS + 1]), start=1):
        gap = _gap(is_ink, glyph, following)
        if gap is not None and gap[1] - gap[0] >= APART * line.box.height:
            stood = gap[0] <= begun and is_ink[: gap[0]].any() and is_new[:, : gap[0]].mean() < UNLIKE
            return _cut(text, glyphs[:count]) if stood else text
    return text


def _core(picture: Pixels, line: Box) -> NDArray[np.int16]:
    """The rows of a line half way up: above and below may be the edges of its field."""
    part = cut_out(picture, line).astype(np.int16)
    return np.asarray(part[len(part) // 4 : -(-3 * len(part) // 4)], np.int16)


def _gap(is_ink: NDArray[np.bool_], glyph: Glyph, following: Glyph) -> tuple[int, int] | None:
    """The widest run of columns without ink from the middle of one sign to that of the next."""
    empty = [x for x in range(int(glyph.x), int(following.x) + 1) if x < len(is_ink) and not is_ink[x]]
    runs = np.split(np.array(empty), np.flatnonzero(np.diff(empty) > 1) + 1) if empty else []
    widest = max(runs, key=len, default=None)
    return None if widest is None else (int(widest[0]), int(widest[-1]) + 1)


def _cut(text: str, signs: list[Glyph]) -> str:
    """The text without its first word if that is as short as a picture, else without the signs."""
    head, _, rest = text.partition(" ")
    if rest and len(head) <= SIGNS:
        return rest.strip()
    return text.removeprefix("".join(sign.text for sign in signs)).strip()
