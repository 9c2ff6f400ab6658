"""Lines that stand together, one under the other: which of them is the name, and which explain it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from worker.analysis.controls.phrases import Phrase
from worker.analysis.frames import Pixels, cut_out

#: Letters that reach below the line, and the share of such a text's height that is above it.
LOW, ABOVE_LINE = frozenset("gjpqy,;()"), 0.78
#: Letters that stay as low as an x, and their share of the height of others.
SMALL, OF_TALL = frozenset("acegmnopqrsuvwxyz"), 0.75
#: A name is that much darker, larger or bolder than what explains it, and no fainter.
DARKER, LARGER, BOLDER, FAINTER = 1.15, 1.12, 1.22, 0.85
#: What explains a title is that much fainter: thin strokes are seen a little fainter than they are.
MUTED = 1.3
#: A heading is larger than what it stands above by more than that.
HEADING = 1.3
#: Colours are so far from grey, and greys at most so far, as complaints are from names.
COLOURED, GREY = 90, 50
#: What stands together is at most so many heights of a line apart.
TOGETHER = 1.1
#: Boxes of two lines overlap at most so far, in pixels.
OVERLAPPING = 2


class _Ink(NamedTuple):
    contrast: float  #: how far the strokes are from the paper
    share: float  #: how much of the text's box they fill
    colour: float  #: how far they are from grey


def stature(phrase: Phrase) -> float:
    """How far tall letters of a text reach above its line: its size, whatever letters it is made of."""
    letters = [letter for letter in phrase.text if letter.isalnum()]
    is_small = bool(letters) and SMALL.issuperset(letters)
    return _over_line(phrase) / (OF_TALL if is_small else 1.0)


def _over_line(phrase: Phrase) -> float:
    return phrase.box.height * (ABOVE_LINE if LOW.intersection(phrase.text) else 1.0)


def stack_of(lines: Sequence[Phrase], lowest: Phrase, room: int) -> list[Phrase]:
    """The lines that stand together, from the lowest one up, each at most `room` pixels from the next."""
    stack = [lowest]
    for line in sorted(lines, key=lambda p: -p.box.bottom):
        last = stack[-1]
        apart = last.box.y - line.box.bottom
        if -OVERLAPPING <= apart <= min(room, TOGETHER * max(stature(line), stature(last))):
            stack.append(line)
    return stack


def headline(pixels: Pixels, stack: Sequence[Phrase]) -> Phrase:
    """The uppermost line of a stack that stands out against the lowest one, else that one."""
    return next((line for line in stack[:0:-1] if outshines(pixels, line, stack[0])), stack[0])


def outshines(pixels: Pixels, line: Phrase, other: Phrase) -> bool:
    """Whether a line is darker, larger or bolder than another one, or that one is written in a colour."""
    one, two = _ink(pixels, line), _ink(pixels, other)
    if two.colour > COLOURED and one.colour < GREY:
        return True
    larger = stature(line) / stature(other)
    if one.contrast < FAINTER * two.contrast or not 1 / LARGER <= larger <= HEADING:
        return False
    bolder = one.share > BOLDER * two.share
    return bolder or one.contrast > DARKER * two.contrast or larger > LARGER


def explains(pixels: Pixels, line: Phrase, title: Phrase) -> bool:
    """Whether a line is written fainter or smaller than a title, and in no colour, as a link is."""
    one, two = _ink(pixels, line), _ink(pixels, title)
    lesser = two.contrast > MUTED * one.contrast or stature(title) > LARGER * stature(line)
    return lesser and one.colour < GREY


def is_title(pixels: Pixels, line: Phrase, other: Phrase) -> bool:
    """Whether a line is written larger or bolder than another one, as no name is but one with a colon."""
    one, two = _ink(pixels, line), _ink(pixels, other)
    bold = one.share > BOLDER * two.share or stature(line) > LARGER * stature(other)
    return bold and not line.text.endswith((":", "*"))


def _ink(pixels: Pixels, phrase: Phrase) -> _Ink:
    above = phrase.box._replace(height=max(1, round(_over_line(phrase))))  # Below is more paper than ink.
    cut = cut_out(pixels, above).astype(np.int16)
    apart = np.abs(cut - np.median(cut, axis=(0, 1))).max(axis=2)
    contrast = float(np.percentile(apart, 96))
    strokes = apart > contrast / 2
    colour = cut[apart >= contrast].mean(axis=0)
    return _Ink(contrast, float(strokes.mean()), float(colour.max() - colour.min()))
