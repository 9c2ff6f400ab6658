"""What stood on the line of a field before anything was written there, and stays: a unit, a code."""

from collections.abc import Sequence

import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader

#: Fainter differences are none; what looks as before differs more in less than this share of its pixels.
FAINT, UNLIKE = 60, 0.01
#: So near to what was written anything may look different, in pixels.
NEAR = 2
#: Lines are found wider than they are, by up to this share of their height.
WIDER = 0.6


def beside(row: Box, written: Box) -> tuple[Box, Box]:
    """The parts of a row before and after what was written on it."""
    left, right = written.x - NEAR, written.right + NEAR
    return (
        row._replace(width=max(0, left - row.x)),
        row._replace(x=right, width=max(0, row.right - right)),
    )


def standing_in(reader: Reader, pictures: Sequence[Pixels], field: Box, part: Box) -> str:
    """What a part of a field's row says if it is alike on all pictures, of which the last is from before."""
    if part.width < part.height // 4 or not _stays(pictures, part):
        return ""
    around = part.grown(round(WIDER * part.height))
    row = [line for line in reader.lines(pictures[-1], field) if line.box.same_row(part)]
    inside = [line for line in row if around.x <= line.box.x and line.box.right <= around.right]
    return " ".join(line.text for line in sorted(inside, key=lambda line: line.box.x))


def _stays(pictures: Sequence[Pixels], part: Box) -> bool:
    now, *formers = (cut_out(picture, part).astype(np.int16) for picture in pictures)
    has_ink = np.abs(now - np.median(now, axis=(0, 1))).max() > FAINT
    return bool(has_ink) and all((np.abs(now - old).max(axis=2) > FAINT).mean() < UNLIKE for old in formers)


def without_affixes(text: str, head: str, tail: str) -> str:
    """A text without what stands before and after it, as far as it begins and ends so."""
    return _without_start(_without_start(text, head)[::-1], tail[::-1])[::-1]


def _without_start(text: str, start: str) -> str:
    """A text without its beginning, if that is what was looked for but for spaces."""
    bare = start.replace(" ", "")
    places = [number for number, sign in enumerate(text, start=1) if sign != " "]
    end = places[len(bare) - 1] if 0 < len(bare) <= len(places) else 0
    return text[end:].strip() if text[:end].replace(" ", "") == bare else text
